"""Runs the statements of a file on the cluster that spark-submit names."""
import re
import sys

from pyspark.sql import SparkSession

spark = SparkSession.builder.appName("entourage").getOrCreate()
text = re.sub(r"(?m)^--.*$", "", open(sys.argv[1], encoding="utf-8").read())
for statement in text.split(";\n"):
    if statement.strip():
        spark.sql(statement)
spark.stop()
