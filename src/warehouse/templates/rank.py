# Written by entourage {{ version }} for PySpark: {{ measure }} of everybody, from a middle form of ties.
# Run it with: spark-submit --master spark://HOST:7077 FILE. It reads {{ folder }} and writes {{ output }}.
{%- for note in notes %}
# {{ note }}
{%- endfor %}
import os
from pyspark.sql import SparkSession, functions as F
from pyspark.sql.window import Window

FOLDER, OUTPUT = {{ folder | py }}, {{ output | py }}
DAMPING, TOLERANCE, MOST = {{ damping }}, {{ tolerance }}, {{ most }}
KINDS = { {%- for number, weight in kinds %}{{ number }}: {{ weight }}{{ ", " if not loop.last }}{% endfor -%} }
SEED = {{ seed }}
SEEDS, OURS = {{ seeds | py }}, {{ ours | py }}

spark = SparkSession.builder.appName("entourage {{ measure }}").getOrCreate()
spark.sparkContext.setCheckpointDir(os.path.join(OUTPUT + ".checkpoints"))


def table(name):
    whole = os.path.join(FOLDER, name)
    return spark.read.csv(whole if os.path.isdir(whole) else whole + ".csv", header=True, quote='"', escape='"')


def settled(frame):
    """Cut from what it was made of: the plan of an iteration must not hold all before it."""
    return frame.checkpoint()


people = settled(table("people").select(F.col("person").cast("int"), "key"))
count = people.count()
names = {row.key: row.person for row in people.join(spark.createDataFrame([(key,) for key in sorted(set(SEEDS + OURS))] or [("",)], "key string"), "key").collect()}
aliases = {row.alias: int(row.person) for row in table("aliases").collect() if row.alias in set(SEEDS + OURS)}
names.update(aliases)
brand = [names[key] for key in {{ brand | py }} if key in names]
ours = sorted({names[key] for key in OURS if key in names})

rows = table("ties").select(
    F.col("source").cast("int"),
    F.coalesce(F.col("target").cast("int"), F.lit(min(brand) if brand else None).cast("int")).alias("target"),
    F.col("kind").cast("int"),
    F.col("weight_fixed").cast("decimal(38,0)").alias("units"),
).where("target IS NOT NULL AND source <> target AND kind IN (%s)" % ", ".join(map(str, KINDS)))


def added_up(rows):
    """Kind weight times worth, kinds in their order, rounded to single precision as the local network is."""
    by_kind = rows.groupBy("source", "target").pivot("kind", sorted(KINDS)).agg(F.sum("units"))
    weight = F.lit(0.0)
    for kind in sorted(KINDS):
        worth = F.coalesce(F.col(str(kind)).cast("double"), F.lit(0.0)) / F.lit({{ unit }})
        weight = weight + F.lit(KINDS[kind]) * worth
    return by_kind.select("source", "target", weight.cast("float").cast("double").alias("weight")).where("weight > 0")

{% if measure == "pagerank" %}
ties = added_up(rows)
deal = {}
groups = 1
start = people.select("person", F.lit(0).alias("lane"), F.lit(1.0 / count).alias("start"))
{% else %}
# Replies and comments by the brand or its staff vouch for nobody.
ties = added_up(rows.where(~(F.col("source").isin(ours or [-1]) & F.col("kind").isin(1, 2))))


def mix(state):
    """One SplitMix64 step: how the seeds are dealt here is how they are dealt there."""
    mask = (1 << 64) - 1
    state = (state + 0x9E3779B97F4A7C15) & mask
    state = ((state ^ (state >> 30)) * 0xBF58476D1CE4E5B9) & mask
    state = ((state ^ (state >> 27)) * 0x94D049BB133111EB) & mask
    return state ^ (state >> 31)


def dealt(person):
    state = 0x9E3779B97F4A7C15
    for part in (SEED, 0x7259, person):
        state = mix(state ^ part)
    return state, person


seeds = sorted({names[key] for key in SEEDS if key in names}, key=dealt)
if not seeds:
    raise SystemExit("no seed of trust is among the people of the form")
groups = min(max(len(seeds) // 2, 1), 20)
sizes = [len(seeds[lane::groups]) for lane in range(groups)]
start = spark.createDataFrame(
    [(person, place % groups, 1.0 / sizes[place % groups]) for place, person in enumerate(seeds)],
    "person int, lane int, start double",
)
{% endif %}
ties = settled(ties)
shares = settled(ties.join(ties.groupBy("source").agg(F.sum("weight").alias("out")), "source").select("source", "target", (F.col("weight") / F.col("out")).alias("share")))
passing = settled(shares.select(F.col("source").alias("person"), F.lit(True).alias("passes")).distinct())
start = settled(start)
scores = settled(start.withColumnRenamed("start", "score"))
for iteration in range(1, MOST + 1):
    kept = scores.join(passing, "person", "left").groupBy("lane").agg(
        F.sum(F.when(F.col("passes").isNull(), F.col("score")).otherwise(0.0)).alias("dangling")
    )
    restart = {row.lane: 1.0 - DAMPING + DAMPING * row.dangling for row in kept.collect()}
    given = scores.join(shares, scores.person == shares.source).groupBy(F.col("target").alias("person"), "lane").agg(
        F.sum(F.col("score") * F.col("share")).alias("received")
    )
    lanes = spark.createDataFrame([(lane, restart.get(lane, 1.0 - DAMPING)) for lane in range(groups)], "lane int, restart double")
    fresh = start.join(F.broadcast(lanes), "lane").join(given, ["person", "lane"], "full").select(
        "person", "lane",
        (F.coalesce(F.col("start") * F.col("restart"), F.lit(0.0)) + DAMPING * F.coalesce("received", F.lit(0.0))).alias("fresh"),
    )
    both = settled(fresh.join(scores, ["person", "lane"], "full").select(
        "person", "lane", F.coalesce("fresh", F.lit(0.0)).alias("score"), F.coalesce("score", F.lit(0.0)).alias("former")))
    change = both.groupBy("lane").agg(F.sum(F.abs(F.col("score") - F.col("former"))).alias("change")).agg(F.max("change")).first()[0]
    scores = both.select("person", "lane", "score")
    {% if measure == "pagerank" %}if change * DAMPING <= TOLERANCE * (1.0 - DAMPING):{% else %}if change < TOLERANCE:{% endif %}
        break
print("iterations", iteration, "groups", groups)
{% if measure == "trust" %}
# The mean of the lowest groups: the highest three in ten are dropped.
keep = groups - groups * 3 // 10
every = scores.select("person").distinct().crossJoin(spark.range(groups).select(F.col("id").cast("int").alias("lane")))
filled = every.join(scores, ["person", "lane"], "left").select("person", F.coalesce("score", F.lit(0.0)).alias("score"))
placed = filled.withColumn("place", F.row_number().over(Window.partitionBy("person").orderBy("score")))
scores = placed.where(F.col("place") <= keep).groupBy("person").agg((F.sum("score") / keep).alias("score"))
{% endif %}
people.join(scores.select("person", "score"), "person", "left").select("key", F.coalesce("score", F.lit(0.0)).alias({{ measure | py }})).write.mode("overwrite").csv(OUTPUT, header=True, quote='"', escape='"')
spark.stop()
