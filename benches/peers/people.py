"""What a user would run instead: pandas and scikit-learn on the data benches/people.rs wrote.

people.py kmeans|choice FOLDER ENVIRONMENT
"""

import os
import sys

import peer


def kmeans(folder):
    import numpy
    from sklearn.cluster import KMeans

    points = numpy.fromfile(os.path.join(folder, "kmeans.f32"), dtype="<f4").reshape(-1, 30)
    work = peer.Work("k-means 1M x 30, k 6, 10 restarts", "scikit-learn")
    model = KMeans(6, n_init=10, random_state=0).fit(points)
    work.cost(f"inertia {model.inertia_:.6e}")


def choice(folder):
    import numpy
    import pandas
    from sklearn.cluster import KMeans
    from sklearn.metrics import silhouette_score
    from sklearn.preprocessing import StandardScaler

    table = pandas.read_csv(os.path.join(folder, "mixed.csv"))
    work = peer.Work("100k x 30 mixed, k 2..10, silhouette", "scikit-learn")
    numbers = table.select_dtypes("number")
    dummies = pandas.get_dummies(table.select_dtypes(exclude="number"), dtype=float)
    scaled = StandardScaler().fit_transform(numbers)
    points = numpy.hstack([scaled, dummies.to_numpy()])
    best = None
    for k in range(2, 11):
        labels = KMeans(k, n_init=10, random_state=0).fit_predict(points)
        score = silhouette_score(points, labels, sample_size=10_000, random_state=0)
        if best is None or score > best[0]:
            best = (score, k)
    work.cost(f"chose {best[1]}")


if __name__ == "__main__":
    peer.inside(["numpy", "pandas", "scikit-learn"])
    {"kmeans": kmeans, "choice": choice}[sys.argv[1]](sys.argv[2])
