"""What a user would run instead: pandas and scikit-learn on the data the bench wrote.

people.py kmeans|choice FOLDER ENVIRONMENT. Makes ENVIRONMENT (a venv) once and runs itself in it; where
that cannot be done it prints one line that starts with "skipped:" and exits 0. The last line is
"cpu SECONDS" (user + system, all threads).
"""

import os
import subprocess
import sys


def inside(environment):
    """Runs this script again in its own environment, made on first use."""
    python = os.path.join(environment, "bin", "python")
    ready = os.path.join(environment, "ready")
    try:
        if not os.path.exists(ready):
            subprocess.run([sys.executable, "-m", "venv", environment], check=True, capture_output=True)
            install = [python, "-m", "pip", "install", "--quiet", "numpy", "pandas", "scikit-learn"]
            subprocess.run(install, check=True, capture_output=True)
            open(ready, "w").close()
    except (OSError, subprocess.CalledProcessError) as error:
        print(f"skipped: no environment with scikit-learn could be made ({type(error).__name__})")
        sys.exit(0)
    sys.exit(subprocess.run([python] + sys.argv[:3]).returncode)


def report(work, start, note):
    import resource
    import time

    own = resource.getrusage(resource.RUSAGE_SELF)
    cpu = own.ru_utime + own.ru_stime - start[0]
    wall = time.monotonic() - start[1]
    print(f"{work:<38} {'scikit-learn':<14} {cpu:>7.2f} {wall:>8.2f}  {note}")
    print(f"cpu {cpu}")


def started():
    import resource
    import time

    own = resource.getrusage(resource.RUSAGE_SELF)
    return own.ru_utime + own.ru_stime, time.monotonic()


def kmeans(folder):
    import numpy
    from sklearn.cluster import KMeans

    points = numpy.fromfile(os.path.join(folder, "kmeans.f32"), dtype="<f4").reshape(-1, 30)
    start = started()
    model = KMeans(6, n_init=10, random_state=0).fit(points)
    report("k-means 1M x 30, k 6, 10 restarts", start, f"inertia {model.inertia_:.6e}")


def choice(folder):
    import numpy
    import pandas
    from sklearn.cluster import KMeans
    from sklearn.metrics import silhouette_score
    from sklearn.preprocessing import StandardScaler

    table = pandas.read_csv(os.path.join(folder, "mixed.csv"))
    start = started()
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
    report("100k x 30 mixed, k 2..10, silhouette", start, f"chose {best[1]}")


if __name__ == "__main__":
    if len(sys.argv) == 4:
        inside(sys.argv[3])
    {"kmeans": kmeans, "choice": choice}[sys.argv[1]](sys.argv[2])
