"""The two measures a user would otherwise take from igraph or NetworKit, on the log benches/ties.rs wrote.

ties.py igraph|networkit FOLDER ENVIRONMENT
"""

import csv
import os
import sys

import peer


def stage(name, who, run):
    work = peer.Work("  " + name, who)
    result = run()
    work.line()
    return result


def read(folder):
    numbers, sources, targets = {}, [], []
    with open(os.path.join(folder, "rmat.csv"), newline="") as file:
        rows = csv.reader(file)
        next(rows)
        for source, target in rows:
            sources.append(numbers.setdefault(source, len(numbers)))
            targets.append(numbers.setdefault(target, len(numbers)))
    return len(numbers), sources, targets


def igraph(folder):
    import igraph

    whole = peer.Work("CSV to PageRank and Leiden", "igraph")
    people, sources, targets = stage("read", "igraph", lambda: read(folder))

    def build():
        graph = igraph.Graph(n=people, edges=zip(sources, targets), directed=True)
        graph.es["weight"] = 1.0
        return graph.simplify(combine_edges="sum")

    graph = stage("build", "igraph", build)
    stage("PageRank", "igraph", lambda: graph.pagerank(weights="weight"))
    plain = stage("both ways", "igraph", lambda: graph.as_undirected(combine_edges="sum"))
    found = stage(
        "Leiden",
        "igraph",
        lambda: plain.community_leiden(objective_function="modularity", weights="weight"),
    )
    whole.cost(f"modularity {plain.modularity(found, weights='weight'):.4f}")


def networkit(folder):
    import networkit

    whole = peer.Work("CSV to PageRank and PLM", "networkit")
    people, sources, targets = stage("read", "networkit", lambda: read(folder))

    def build():
        graph = networkit.Graph(people, weighted=True, directed=True)
        for source, target in zip(sources, targets):
            graph.increaseWeight(source, target, 1.0)
        return graph

    graph = stage("build", "networkit", build)
    stage("PageRank", "networkit", lambda: networkit.centrality.PageRank(graph, tol=1e-9).run())
    plain = stage("both ways", "networkit", lambda: networkit.graphtools.toUndirected(graph))
    found = stage(
        "PLM",
        "networkit",
        lambda: networkit.community.detectCommunities(plain, networkit.community.PLM(plain), inspect=False),
    )
    whole.cost(f"modularity {networkit.community.Modularity().getQuality(found, plain):.4f}")


if __name__ == "__main__":
    peer.inside(["igraph", "networkit"])
    {"igraph": igraph, "networkit": networkit}[sys.argv[1]](sys.argv[2])
