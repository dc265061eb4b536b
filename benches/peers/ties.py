"""The two measures a user would otherwise take from igraph or NetworKit, on the log of benches/ties.rs.

    cargo bench --bench ties          # writes target/rmat.csv and prints Entourage's own figures
    python3 -m venv peers && peers/bin/pip install igraph networkit
    peers/bin/python benches/peers/ties.py target/rmat.csv [igraph|networkit]

Prints CPU seconds (user and system) for reading, PageRank, communities and the whole. Compare CPU seconds
of one sitting only: the figures of a loaded machine say nothing about another day's.
"""

import csv
import resource
import sys


def cpu():
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def stage(name, work):
    before = cpu()
    result = work()
    print(f"{name}: {cpu() - before:.2f} CPU s", flush=True)
    return result


def read(path):
    numbers, sources, targets = {}, [], []
    with open(path, newline="") as file:
        rows = csv.reader(file)
        next(rows)
        for source, target in rows:
            sources.append(numbers.setdefault(source, len(numbers)))
            targets.append(numbers.setdefault(target, len(numbers)))
    return len(numbers), sources, targets


def with_igraph(path):
    import igraph

    people, sources, targets = stage("read", lambda: read(path))

    def build():
        graph = igraph.Graph(n=people, edges=zip(sources, targets), directed=True)
        graph.es["weight"] = 1.0
        return graph.simplify(combine_edges="sum")

    graph = stage("build", build)
    stage("pagerank", lambda: graph.pagerank(weights="weight"))
    plain = stage("undirect", lambda: graph.as_undirected(combine_edges="sum"))
    found = stage(
        "leiden",
        lambda: plain.community_leiden(objective_function="modularity", weights="weight"),
    )
    print(f"modularity {plain.modularity(found, weights='weight'):.4f}")


def with_networkit(path):
    import networkit

    people, sources, targets = stage("read", lambda: read(path))

    def build():
        graph = networkit.Graph(people, weighted=True, directed=True)
        for source, target in zip(sources, targets):
            graph.increaseWeight(source, target, 1.0)
        return graph

    graph = stage("build", build)
    stage("pagerank", lambda: networkit.centrality.PageRank(graph, tol=1e-9).run())
    plain = stage("undirect", lambda: networkit.graphtools.toUndirected(graph))
    for name, method in (
        ("plm", lambda: networkit.community.PLM(plain, refine=False)),
        ("parallel leiden", lambda: networkit.community.ParallelLeiden(plain)),
    ):
        found = stage(name, lambda: networkit.community.detectCommunities(plain, method(), inspect=False))
        quality = networkit.community.Modularity().getQuality(found, plain)
        print(f"modularity {quality:.4f}")


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    chosen = sys.argv[2] if len(sys.argv) > 2 else "igraph"
    whole = cpu()
    {"igraph": with_igraph, "networkit": with_networkit}[chosen](sys.argv[1])
    print(f"whole: {cpu() - whole:.2f} CPU s")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")
