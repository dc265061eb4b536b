#!/usr/bin/env bash
# The printed queries on real engines, against this machine's own readers: DuckDB in one process, Spark as
# a standalone master and two workers on loopback. Never part of `cargo test`.
#   tests/engines/run.sh [ROWS OF THE LOG] [CUSTOMERS]       ENTOURAGE=path/to/entourage  ENGINES="duckdb spark"
set -euo pipefail
cd "$(dirname "$0")/../.."
here=tests/engines
rows=${1:-5000}
customers=${2:-20000}
engines=${ENGINES:-duckdb spark}
# Ten million rows want more than what is asked of a small machine: gigabytes of a worker and its executor.
worker=${WORKER_MEMORY:-$((rows > 1000000 ? 4 : 1))g}
executor=${EXECUTOR_MEMORY:-$((rows > 1000000 ? 3000 : 900))m}
work=${ENGINES_FOLDER:-target/engines}
say() { printf '\n-- %s (%s s)\n' "$1" "$SECONDS"; }
skip() { echo "skipped: the engines are not tried: $1"; exit 0; }

python=$(command -v python3) || skip "python3 is not here"
command -v java > /dev/null || skip "java is not here"
"$python" -m venv --help > /dev/null 2>&1 || skip "python3 has no venv"
mkdir -p "$work"
work=$(cd "$work" && pwd)
if [ ! -x "$work/venv/bin/python" ]; then
  "$python" -m venv "$work/venv" || skip "a virtual environment cannot be made"
fi
python="$work/venv/bin/python"
if ! "$python" -c 'import duckdb, pyspark' 2> /dev/null; then
  "$python" -m pip install --quiet duckdb pyspark || skip "duckdb and pyspark cannot be had from PyPI"
fi
entourage=${ENTOURAGE:-$PWD/target/release/entourage}
[ -x "$entourage" ] || { cargo build --release --quiet; entourage=$PWD/target/release/entourage; }
SPARK_HOME=$("$python" -c 'import os, pyspark; print(os.path.dirname(pyspark.__file__))')
export SPARK_HOME PYSPARK_PYTHON="$python" PYSPARK_DRIVER_PYTHON="$python" SPARK_LOCAL_IP=127.0.0.1

say "a log of $rows rows, read here"
rm -rf "$work/log" && mkdir -p "$work/log" && cp $here/project.yaml $here/identities.csv $here/exclude.csv "$work/log"
"$python" $here/make_log.py "$rows" "$work/log/log.csv"
cp -r $here "$work/log/engines"
root=$PWD
cd "$work/log"
for form in events ties; do "$entourage" query export $form local_$form --project project.yaml; done
measures="--only people --measures pagerank,communities,reach,trust,credible_reach"
# shellcheck disable=SC2086
"$entourage" build project.yaml --out local $measures > /dev/null

# A project like the one at hand, with a middle form for its log.
with_form() { sed "s#file: log.csv#file: $1#; /identities\|exclude/d" project.yaml > "$1.yaml"; }
same_people() { # form, columns that must be equal
  with_form "$1"
  # shellcheck disable=SC2086
  "$entourage" build "$1.yaml" --out "out_$1" $measures > /dev/null
  cmp <(cut -d, -f"$2" local/people.csv) <(cut -d, -f"$2" "out_$1/people.csv")
  echo "same people.csv (columns $2): $1"
}

case $engines in *duckdb*)
  say "DuckDB makes the same forms"
  for form in events ties; do
    mkdir -p duckdb_$form
    "$entourage" query $form --engine duckdb --to duckdb_$form --project project.yaml > duckdb_$form.sql
    "$python" -c "import duckdb; duckdb.execute(open('duckdb_$form.sql').read())"
    "$python" engines/compare.py forms local_$form duckdb_$form
  done
  same_people duckdb_events 1-12
  same_people duckdb_ties 1-12
  say "DuckDB places $customers customers as assign does"
  "$entourage" build "$root/examples/cafe/entourage.yaml" --only personas --out "$work/log/cafe" > /dev/null
  "$python" engines/make_customers.py "$root/examples/cafe/audience.csv" "$customers" customers.csv
  "$entourage" assign --run cafe --project "$root/examples/cafe/entourage.yaml" customers.csv -o assigned.csv
  "$entourage" query assign --run cafe --project "$root/examples/cafe/entourage.yaml" --engine duckdb \
    --from "read_csv('customers.csv', header = true, all_varchar = true)" > assign.sql
  "$python" engines/compare.py assigned assign.sql assigned.csv
esac

case $engines in *spark*)
  say "Spark: a master and two workers"
  port=$((20000 + RANDOM % 20000))
  pids=()
  stop() { for pid in "${pids[@]}"; do kill "$pid" 2> /dev/null || true; done; }
  trap stop EXIT
  start() { "$SPARK_HOME/bin/spark-class" "$@" > "spark_${#pids[@]}.log" 2>&1 & pids+=($!); }
  start org.apache.spark.deploy.master.Master --host 127.0.0.1 --port $port --webui-port 0
  for _ in $(seq 60); do grep -q "Starting Spark master" spark_0.log && break; sleep 1; done
  for _ in 1 2; do
    start org.apache.spark.deploy.worker.Worker "spark://127.0.0.1:$port" --host 127.0.0.1 --cores 1 --memory "$worker" --webui-port 0
  done
  mkdir -p bin conf && ln -sf "$entourage" bin/entourage && cp project.yaml entourage.yaml && with_form middle
  printf '%s\n' "spark.sql.shuffle.partitions 4" "spark.executor.memory $executor" "spark.driver.memory 2g" \
    "spark.ui.enabled false" "spark.log.level ERROR" "spark.ui.showConsoleProgress false" > conf/spark-defaults.conf
  export PATH="$PWD/bin:$SPARK_HOME/bin:$PATH" SPARK_CONF_DIR="$PWD/conf"
  # The first block of README's scale section, as it stands but for the name of the master.
  sed -n '/^## Beyond one machine/,$p' "$root/README.md" | sed -n '/^```bash/,/^```/p' | sed '1d; /^```/,$d' \
    | sed "s#HOST:7077#127.0.0.1:$port#" > readme.sh
  while IFS= read -r line; do
    say "$line"
    bash -c "$line" < /dev/null 2> line.log || { tail -30 line.log; exit 1; }
  done < readme.sh
  say "the forms, the people and the ranks are those of this machine"
  "$python" engines/compare.py forms local_events middle
  "$python" engines/compare.py forms local_ties ties
  cmp local/people.csv out/people.csv
  echo "same people.csv: out"
  same_people ties 1-12
  "$python" engines/compare.py ranks local/people.csv ranks pagerank 1e-9
  say "and so is trust"
  entourage query trust --engine spark --form ties --to trust > trust.py
  spark-submit --master "spark://127.0.0.1:$port" trust.py 2> line.log || { tail -30 line.log; exit 1; }
  "$python" engines/compare.py order local/people.csv trust trust 1e-12
  stop
esac
say "done"
