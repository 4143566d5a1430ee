"""Measures runs over a whole fleet: the packaged program, made-up feeds of realistic size, and a bare repository."""

import json
import os
import re
import shutil
import statistics
import subprocess
import time

HEAP = "512m"
NAMESPACES = 50
LOADED = "loaded"

# What is done with each size, in this order; the last two start from what the ones before published.
SCENARIOS = ["first publication", "a feed changes", "nothing changes", "one cluster changes"]


class Fleet:
    """So many clusters, their feeds and their repository, in a folder of their own."""

    def __init__(self, java, jar, folder, clusters):
        self.java, self.jar, self.folder, self.clusters = java, jar, folder, clusters
        shutil.rmtree(folder, ignore_errors=True)
        os.makedirs(folder)
        subprocess.check_call(["git", "init", "--quiet", "--bare", "--initial-branch=main", self.path("fleet.git")])

    def path(self, name):
        return os.path.join(self.folder, name)

    def publish(self, token, more=0):
        """Some 95 prefixes of one list and 860 of the other, of which some 260 are left; more changes two of them."""
        include, exclude = ["142.250.0.0/15", *(f"5.{i}.0.0/16" for i in range(39 + more))], []
        for block in range(56):
            include.append(f"34.{4 * block}.0.0/14")
            taken = (15, 13, 17, 16, 11, 19, 17)[block % 7] - (more if block == 0 else 0)
            exclude += [f"34.{4 * block + i // 16}.{i % 16 * 16}.0/20" for i in range(taken)]
        for name, prefixes in (("goog", include), ("cloud", exclude)):
            with open(self.path(name + ".json"), "w", encoding="utf-8") as file:
                json.dump({"syncToken": str(token), "prefixes": [{"ipv4Prefix": prefix} for prefix in prefixes]}, file)

    def configure(self, denying=()):
        """Each cluster has a network of its own; those that deny do so in one namespace."""
        with open(self.path("config.yaml"), "w", encoding="utf-8") as file:
            file.write(f"sluice:\n  schedule: off\n  git: {{ url: 'file://{self.path('fleet.git')}' }}\n  feeds:\n")
            for name in ("goog", "cloud"):
                file.write(f"    {name}: {{ url: 'file://{self.path(name + '.json')}' }}\n")
            file.write("  clusters:\n")
            for number in range(self.clusters):
                file.write(f"    c{number:04}:\n      networks: {{ machine: 10.{number // 256}.{number % 256}.0/24,"
                           " service: 172.30.0.0/16, pod: 10.128.0.0/14 }\n      egress-firewalls:\n")
                for namespace in range(NAMESPACES):
                    otherwise = "deny" if number in denying and namespace == 0 else "allow"
                    file.write(f"        - {{ namespace: team-{namespace:02}, otherwise: {otherwise} }}\n")

    def run(self, expected):
        """One run; seconds of the process and of the run in it, peak MiB, and what the heap held after collections."""
        gc = self.path("gc.log")
        command = [self.java, f"-Xmx{HEAP}", f"-Xlog:gc:file={gc}", f"-Dsmallrye.config.locations={self.path('config.yaml')}",
                   "-jar", self.jar, "--once"]
        with open(self.path("log"), "wb") as log, open(self.path("report"), "wb") as report:
            start = time.perf_counter()
            process = subprocess.Popen(command, stdout=report, stderr=log, cwd=self.folder)
            _, status, used = os.wait4(process.pid, 0)
            wall = time.perf_counter() - start
        with open(self.path("log"), encoding="utf-8") as log:
            text = log.read()
        ended = re.search(r"run 1 (\w+) in (\d+) ms", text)
        if os.waitstatus_to_exitcode(status) != 0 or not ended or ended[1] != expected:
            raise SystemExit(f"not {expected}: {text[-2000:]}")
        with open(gc, encoding="utf-8") as log:
            heap = max((int(kept) for kept in re.findall(r"->(\d+)M\(", log.read())), default=0)
        return wall, int(ended[2]) / 1000, used.ru_maxrss / 1024, heap


def measure(java, jar, work, sizes, runs):
    print(f"\n{NAMESPACES} namespaces a cluster, -Xmx{HEAP}, load {os.getloadavg()[0]:.1f} at the start\n")
    print("| clusters | | run s | process s | CPU a cluster ms | heap MiB | peak MiB |\n|---|---|---|---|---|---|---|")
    for clusters in sizes:
        results = {scenario: [] for scenario in SCENARIOS}
        for _ in range(runs):
            fleet = Fleet(java, jar, os.path.join(work, f"fleet-{clusters}"), clusters)
            token = int(time.time()) * 1000
            fleet.publish(token)
            fleet.configure()
            results["first publication"].append(fleet.run("committed"))
            fleet.publish(token + 1, more=1)
            results["a feed changes"].append(fleet.run("committed"))
            results["nothing changes"].append(fleet.run("unchanged"))
            fleet.configure(denying=[clusters // 2])
            results["one cluster changes"].append(fleet.run("committed"))
        for scenario, all_runs in results.items():
            wall, run, peak, heap = (min(figures) for figures in zip(*all_runs))
            print(f"| {clusters:,} | {scenario} | {run:.2f} | {wall:.2f} | {1000 * run / clusters:.1f} | {heap} | {peak:.0f} |",
                  flush=True)
