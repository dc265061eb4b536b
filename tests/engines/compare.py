"""Holds what an engine made against what this machine made; exits 1 where they differ."""
import csv
import glob
import json
import os
import sys


def manifest(folder):
    path = f"{folder}/manifest.jsonl"
    files = [path] if os.path.isfile(path) else glob.glob(f"{path}/part-*")
    return {entry["table"]: entry for file in files for entry in map(json.loads, open(file))}


def forms(ours, theirs):
    ours, theirs = manifest(ours), manifest(theirs)
    main = next(iter(ours))
    assert main in theirs, f"the engine wrote no table {main}"
    keys = ["rows", "sum", "hash", "as_of", "earliest", "half_life", "wild_times", "self_ties"]
    for table, entry in theirs.items():
        differ = [key for key in keys if ours[table].get(key) != entry.get(key)]
        assert not differ, f"{table}: {[(key, ours[table].get(key), entry.get(key)) for key in differ]}"
        print(f"same {table}: {entry['rows']} rows, sum {entry['sum']}, hash {entry['hash']}")


def assigned(query, expected):
    import duckdb

    expected = {row["id"]: row for row in csv.DictReader(open(expected, encoding="utf-8"))}
    rows = duckdb.sql(open(query, encoding="utf-8").read()).fetchall()
    assert len(rows) == len(expected), (len(rows), len(expected))
    worst, personas = 0.0, set()
    for name, persona, confidence in rows:
        row = expected[name]
        assert row["persona"] == persona, (name, row, persona)
        worst = max(worst, abs(float(row["confidence"]) - confidence))
        personas.add(persona)
    assert worst <= 1e-12, worst
    print(f"same personas for {len(rows)} rows ({len(personas)} personas), confidence apart by {worst:g} at most")


def ranks(people, folder, column, tolerance):
    ours = {row["id"]: float(row[column] or 0) for row in csv.DictReader(open(people, encoding="utf-8"))}
    theirs = {}
    for part in glob.glob(f"{folder}/part-*.csv"):
        theirs.update({row["key"]: float(row[column]) for row in csv.DictReader(open(part, encoding="utf-8"))})
    assert ours.keys() == theirs.keys(), (len(ours), len(theirs))
    worst = max(abs(ours[key] - theirs[key]) for key in ours)
    assert worst <= float(tolerance), worst
    print(f"same {column} for {len(ours)} people, apart by {worst:g} at most")


def order(people, folder, column, tolerance):
    """people.csv shows percentiles: whoever scores more there, by more than the tolerance, stands no lower here."""
    ours = {row["id"]: float(row[column]) for row in csv.DictReader(open(people, encoding="utf-8")) if row[column]}
    theirs = {}
    for part in glob.glob(f"{folder}/part-*.csv"):
        theirs.update({row["key"]: float(row[column]) for row in csv.DictReader(open(part, encoding="utf-8"))})
    assert ours and ours.keys() <= theirs.keys(), (len(ours), len(theirs))
    pairs = sorted((theirs[key], ours[key]) for key in ours)
    behind, highest = 0, 0.0
    for score, percentile in pairs:
        while pairs[behind][0] < score - float(tolerance):
            highest, behind = max(highest, pairs[behind][1]), behind + 1
        assert percentile >= highest, (score, percentile, highest)
    print(f"same order by {column} for {len(pairs)} people, {len(set(ours.values()))} places")


{"forms": forms, "order": order, "assigned": assigned, "ranks": ranks}[sys.argv[1]](*sys.argv[2:])
