#!/usr/bin/env bash
# The main job on real data, where ../shared/data stands beside the project.
set -euo pipefail
cd "$(dirname "$0")/../.."
entourage=target/release/entourage
for set in masculinity twitch; do
  echo "-- $set"
  "$entourage" build "tests/real/$set/entourage.yaml" --out "target/ci/$set"
  "$entourage" build "tests/real/$set/entourage.yaml" --out "target/ci/$set-1" --threads 1 > target/ci/$set.txt
  diff -r "target/ci/$set" "target/ci/$set-1"
done
echo "same bytes for any number of threads"
