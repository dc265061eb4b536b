"""Writes spss.sav, spss.zsav and spss.expected.csv beside itself (needs pyreadstat and pandas).

An invented survey of a café. pyreadstat writes neither the weight variable nor multiple-response
sets: they are put into the .sav behind it. spss.expected.csv holds what pyreadstat reads back: value
labels for values, nothing for missing ones but the words of a refusal or of a question not asked.
"""

import csv
import datetime as dt
import struct
from pathlib import Path

import numpy as np
import pandas as pd
import pyreadstat

FOLDER = Path(__file__).parent
N = 40
TEXT = "Le café du coin est toujours ouvert quand il pleut. "
HEARD = {1: "Friends", 2: "Press", 3: "Instagram", 4: "Passing by"}
YES = {0: "No", 1: "Yes"}
QUESTIONS = dict(
    respondent="Respondent number", satisfaction="How satisfied are you with the café?",
    income_band="Income of the household", town="Which of our cafés do you go to?", age="Âge en années",
    visits="Visits a month", last_visit="Day of the last visit", interview="Moment of the interview",
    plan="Subscription", house="Where do you live?", comment="Anything else?",
    drinks_1="What do you drink? - Tea, herbal too", drinks_2="What do you drink? - Coffee",
    drinks_3="What do you drink? - Chocolate", heard_first="Heard of us first from",
    heard_next="Then from", final_weight="Weight",
)
LABELS = dict(
    satisfaction={1: "Very low", 2: "Rather low", 3: "So so", 4: "Rather high", 5: "Very high",
                  8: "Don't know", 9: "Interrupted"},
    income_band={1: "Low", 2: "Middle", 3: "High", 97: "Prefer not to say", 98: "Not applicable",
                 99: "Interrupted"},
    town={1: "Lille", 2: "Roubaix", 3: "Tourcoing"}, age={998: "Illegible"},
    plan={"m": "Monthly", "y": "Yearly", "n": "None yet", "x": "Unclear"},
    house={"apartment in town": "Apartment", "house in a village": "House", "other": "Elsewhere"},
    drinks_1=YES, drinks_2=YES | {9: "Interrupted"}, drinks_3=YES, heard_first=HEARD, heard_next=HEARD,
)
MISSING = dict(satisfaction=[8, 9], income_band=[{"lo": 97, "hi": 99}], age=[998, 999], plan=["x"],
               drinks_2=[9])
SCALES, ORDERED = ("age", "visits", "final_weight"), ("satisfaction", "income_band")
TOLD = {"Don't know", "Prefer not to say", "Not applicable"}


def answers():
    draw = np.random.default_rng(7)
    table = pd.DataFrame()
    table["respondent"] = [f"R{i:03d}" for i in range(1, N + 1)]
    shares = [.1, .15, .2, .25, .15, .1, .05]
    table["satisfaction"] = draw.choice([1, 2, 3, 4, 5, 8, 9], N, p=shares).astype(float)
    table["income_band"] = draw.choice([1, 2, 3, 97, 98, 99], N, p=[.3, .3, .2, .1, .05, .05]).astype(float)
    table["town"] = draw.choice([1, 2, 3], N).astype(float)
    table["age"] = draw.integers(18, 80, N).astype(float)
    table.loc[3, "age"], table.loc[5, "age"], table.loc[6, "age"] = np.nan, 998, 999
    table["visits"] = np.round(draw.gamma(2, 2, N), 2)
    table["last_visit"] = [dt.date(2026, 1, 1) + dt.timedelta(days=int(d)) for d in draw.integers(0, 28, N)]
    start = dt.datetime(2026, 1, 31, 14, 5)
    table["interview"] = [start + dt.timedelta(seconds=int(s)) for s in draw.integers(0, 3000, N)]
    table["plan"] = draw.choice(["m", "y", "n", "x"], N)
    table["house"] = draw.choice(["apartment in town", "house in a village", "other"], N)
    times = draw.choice([0, 0, 1, 3, 6, 12], N)
    table["comment"] = [(f"N° {i} : " + TEXT * int(k))[:1200].strip() if k else "" for i, k in enumerate(times)]
    table["drinks_1"] = draw.choice([0, 1], N).astype(float)
    table["drinks_2"] = draw.choice([0, 1, 9], N).astype(float)
    table["drinks_3"] = draw.choice([0, 1], N).astype(float)
    table["heard_first"] = draw.choice([1, 2, 3, 4], N).astype(float)
    table["heard_next"] = draw.choice([1, 2, 3, 4, np.nan], N)
    table["final_weight"] = np.round(draw.uniform(.4, 2.2, N), 3)
    table.loc[10, "final_weight"], table.loc[11, "final_weight"] = 0, np.nan
    return table


def write(table, path, **packing):
    measure = {name: "scale" if name in SCALES else "ordinal" if name in ORDERED else "nominal"
               for name in table if name not in ("last_visit", "interview")}
    pyreadstat.write_sav(table, path, column_labels=QUESTIONS, variable_value_labels=LABELS,
                         missing_ranges=MISSING, variable_measure=measure, **packing)


def weight_and_sets(path):
    """Names the weight in the header, puts the record of the sets before the end of the dictionary."""
    data = path.read_bytes()
    at, element, elements = 176, 0, {}
    while struct.unpack_from("<i", data, at)[0] == 2:
        width, labelled, missing = struct.unpack_from("<3i", data, at + 4)
        name = data[at + 24:at + 32].decode().strip()
        at += 32
        element += 1
        if labelled:
            at += 4 + (struct.unpack_from("<i", data, at)[0] + 3) // 4 * 4
        at += 8 * abs(missing)
        if width >= 0:
            elements[name] = element
    names = data.index(struct.pack("<3i", 7, 13, 1))
    length = struct.unpack_from("<i", data, names + 12)[0]
    pairs = data[names + 16:names + 16 + length].decode().rstrip("\t").split("\t")
    short = {long: name for name, long in (pair.split("=") for pair in pairs)}
    lower = lambda *names: " ".join(short[name].lower() for name in names)
    drinks, heard = "What do you drink?", "How did you hear of us?"
    sets = (f"$drinks=D1 1 {len(drinks)} {drinks} {lower('drinks_1', 'drinks_2', 'drinks_3')}\n"
            f"$heard=C {len(heard)} {heard} {lower('heard_first', 'heard_next')}\n").encode()
    record = struct.pack("<4i", 7, 7, 1, len(sets)) + sets
    end = data.index(struct.pack("<2i", 999, 0))
    weight = struct.pack("<i", elements[short["final_weight"]])
    path.write_bytes(data[:76] + weight + data[80:end] + record + data[end:])


def cell(name, value, meta):
    labels, ranges = meta.variable_value_labels.get(name, {}), meta.missing_ranges.get(name, [])
    if value is None or value is pd.NaT or isinstance(value, float) and np.isnan(value):
        return ""
    if any(part["lo"] <= value <= part["hi"] for part in ranges):
        return labels.get(value) if labels.get(value) in TOLD else ""
    if value in labels:
        return labels[value]
    if isinstance(value, dt.datetime):
        return value.strftime("%Y-%m-%d %H:%M:%S")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def cells(path):
    table, meta = pyreadstat.read_sav(path, user_missing=True)
    rows = [[cell(name, row[name], meta) for name in table] for _, row in table.iterrows()]
    return [list(table), *rows]


if __name__ == "__main__":
    table = answers()
    write(table, FOLDER / "spss.zsav", compress=True)
    write(table, FOLDER / "spss.sav", row_compress=True)
    weight_and_sets(FOLDER / "spss.sav")
    expected = cells(FOLDER / "spss.sav")
    assert expected == cells(FOLDER / "spss.zsav")
    with open(FOLDER / "spss.expected.csv", "w", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\r\n").writerows(expected)
