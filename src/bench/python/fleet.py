"""Measures runs over a whole fleet: a process for each, made-up feeds of realistic size, and a bare repository."""

import json
import os
import shutil
import subprocess
import time

HEAP = "512m"
NAMESPACES = 50

# What is done with each size, in this order: each starts from what the ones before it published.
SCENARIOS = ["first publication", "a feed changes", "nothing changes", "one cluster changes"]


class Fleet:
    """So many clusters, their feeds and their repository, in a folder of their own."""

    def __init__(self, java, classpath, folder, clusters):
        self.java, self.classpath, self.folder, self.clusters = java, classpath, folder, clusters
        shutil.rmtree(folder, ignore_errors=True)
        os.makedirs(folder)
        subprocess.check_call(["git", "init", "--quiet", "--bare", "--initial-branch=main", self.path("fleet.git")])

    def path(self, name):
        return os.path.join(self.folder, name)

    def publish(self, token, more=0):
        """Some 95 prefixes of one list and 860 of the other, of which 221 are left; more changes two of them."""
        include, exclude = ["142.250.0.0/15", *(f"5.{i}.0.0/16" for i in range(39 + more))], []
        for block in range(56):
            include.append(f"34.{4 * block}.0.0/14")
            taken = (15, 13, 17, 16, 11, 19, 17)[block % 7] - (more if block == 0 else 0)
            exclude += [f"34.{4 * block + i // 16}.{i % 16 * 16}.0/20" for i in range(taken)]
        for name, prefixes in (("goog", include), ("cloud", exclude)):
            with open(self.path(name + ".json"), "w", encoding="utf-8") as file:
                json.dump({"syncToken": str(token), "prefixes": [{"ipv4Prefix": prefix} for prefix in prefixes]}, file)

    def run(self, expected, denying=-1):
        """One run; its seconds, the MiB that collections left in the heap at most, seconds of CPU and peak MiB of the process."""
        command = [self.java, f"-Xmx{HEAP}", "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                   "-cp", self.classpath, "dev.sluice.run.FleetRuns",
                   self.folder, str(self.clusters), str(denying)]
        with open(self.path("log"), "wb") as log, open(self.path("report"), "wb") as report:
            process = subprocess.Popen(command, stdout=report, stderr=log, cwd=self.folder)
            _, status, used = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        with open(self.path("report"), encoding="utf-8") as report:
            text = report.read()
        if process.returncode != 0 or not text.startswith(expected + " "):
            with open(self.path("log"), encoding="utf-8") as log:
                raise SystemExit(f"{self.clusters} clusters, not {expected}: {text[-1000:]}{log.read()[-2000:]}")
        _, millis, heap = text.splitlines()[0].split()
        return int(millis) / 1000, int(heap), used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def measure(java, classpath, work, sizes, runs):
    print(f"\n{NAMESPACES} namespaces a cluster, -Xmx{HEAP}, {os.cpu_count()} processors; the least of {runs}\n")
    print("| clusters | | run s | CPU s of the process | CPU ms for each further cluster | heap MiB | peak MiB | load |")
    print("|---|---|---|---|---|---|---|---|")
    before = {}
    for clusters in sizes:
        results = {scenario: [] for scenario in SCENARIOS}
        for _ in range(runs):
            fleet = Fleet(java, classpath, os.path.join(work, f"fleet-{clusters}"), clusters)
            token = 1_767_225_600_000
            fleet.publish(token)
            results["first publication"].append(fleet.run("committed"))
            fleet.publish(token + 1000, more=1)
            results["a feed changes"].append(fleet.run("committed"))
            results["nothing changes"].append(fleet.run("unchanged"))
            results["one cluster changes"].append(fleet.run("committed", denying=clusters // 2))
            shutil.rmtree(fleet.folder)
        for scenario, all_runs in results.items():
            run, heap, cpu, peak = (min(figures) for figures in zip(*all_runs))
            fewer, less = before.get(scenario, (clusters, cpu))
            slope = f"{1000 * (cpu - less) / (clusters - fewer):.0f}" if clusters > fewer else ""
            before[scenario] = clusters, cpu
            print(f"| {clusters:,} | {scenario} | {run:.1f} | {cpu:.1f} | {slope} | {heap} | {peak:.0f} "
                  f"| {os.getloadavg()[0]:.0f} |", flush=True)
