"""What the peers share: their own environment, and what a work cost."""

import os
import resource
import subprocess
import sys
import time


def inside(packages):
    """Runs the calling script again in its environment (its third argument), made on first use.

    Where that cannot be done, one line says so and the exit code is 0.
    """
    if len(sys.argv) < 4:
        return
    environment = f"{sys.argv[3]}-{os.path.basename(sys.argv[0])[:-3]}"
    python = os.path.join(environment, "bin", "python")
    ready = os.path.join(environment, "ready")
    try:
        if not os.path.exists(ready):
            subprocess.run([sys.executable, "-m", "venv", environment], check=True, capture_output=True)
            install = [python, "-m", "pip", "install", "--quiet", *packages]
            subprocess.run(install, check=True, capture_output=True)
            open(ready, "w").close()
    except (OSError, subprocess.CalledProcessError) as error:
        print(f"skipped: no environment with {packages[-1]} could be made ({type(error).__name__})")
        sys.exit(0)
    sys.exit(subprocess.run([python] + sys.argv[:3]).returncode)


def cpu():
    """CPU seconds so far: user and system, all threads."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


class Work:
    """A work that is measured from here on."""

    def __init__(self, work, who):
        self.work, self.who = work, who
        self.cpu, self.wall = cpu(), time.monotonic()

    def line(self, note=""):
        used, wall = cpu() - self.cpu, time.monotonic() - self.wall
        print(f"{self.work:<38} {self.who:<14} {used:>7.2f} {wall:>8.2f} {'':>7}  {note}", flush=True)
        return used

    def cost(self, note=""):
        """The work as a whole: the last line."""
        used = self.line(note)
        print(f"cost {used} {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}")
