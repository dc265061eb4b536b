"""A log with everything the query has to fold: spellings, lists, accents, times, weights, gaps."""
import random
import sys

count, path = int(sys.argv[1]), sys.argv[2]
people = max(200, count // 12)
draw = random.Random(5)
kinds = ["RT", "mention", "Réponse", "like", "comment", "follow", "quote", ""]
with open(path, "w", encoding="utf-8") as out:
    out.write("source,target,kind,time,weight,object\n")
    for i in range(count):
        a, b = (int(people * draw.random() ** 2) for _ in range(2))
        source, target, kind = f"user_{a:07d}", f"user_{b:07d}", draw.choice(kinds)
        if i % 7 == 0:
            source = f"@User_{a:07d}"
        if i % 1000 == 3:
            source = f"@LÉA{a % 50}"
        if i % 1000 == 4:
            target = f"léa{b % 50}"
        if i % 500 == 9:
            target = f"@user_{b:07d}|user_{b * 7 % people:07d}|USER_{b:07d}"
        if i % 2000 == 11:
            target, kind = "", "mention"
        time = str(1767225600 + draw.randrange(90 * 86400))
        if i % 50 == 0:
            time = "" if i % 100 else "2026-02-03T10:11:12Z"
        weight = "1" if i % 10 else ("0.5" if i % 20 else "2.25")
        thing = f"p{draw.randrange(people)}" if i % 3 == 0 else ""
        out.write(f"{source},{target},{kind},{time},{weight},{thing}\n")
