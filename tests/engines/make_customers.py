"""Customers drawn answer by answer from an audience, with gaps and spellings of their own."""
import csv
import random
import sys

source, count, path = sys.argv[1], int(sys.argv[2]), sys.argv[3]
rows = list(csv.DictReader(open(source, encoding="utf-8")))
header, draw = list(rows[0]), random.Random(7)
with open(path, "w", encoding="utf-8", newline="") as out:
    writer = csv.DictWriter(out, header)
    writer.writeheader()
    for i in range(count):
        one, other = draw.choice(rows), draw.choice(rows)
        row = {name: (one if draw.random() < 0.7 else other)[name] for name in header}
        for name in header:
            if draw.random() < 0.03:
                row[name] = ""
            elif draw.random() < 0.01:
                row[name] = f" {row[name].upper()}  "
        row["id"] = f"C{i:09d}"
        writer.writerow(row)
