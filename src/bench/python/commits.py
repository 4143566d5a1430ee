"""Measures a commit without a checkout beside clone, edit, commit and push by the git command."""

import os
import re
import shutil
import subprocess
import time
from statistics import median

from git_server import GitServer

ISOLATED = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull,
            "GIT_AUTHOR_NAME": "Bench", "GIT_AUTHOR_EMAIL": "bench@example.com",
            "GIT_COMMITTER_NAME": "Bench", "GIT_COMMITTER_EMAIL": "bench@example.com"}
COMMITS = 1000
PER_FOLDER = 100
# What gitops needs of the class path.
LIBRARIES = re.compile(r"jgit|jsch|JavaEWAH|slf4j-api|jboss-logging-|commons-codec|bcp|bcutil|jspecify")
# A heap that proves what is needed; and what any short process is started with.
FLAGS = ["-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "-XX:+AutoCreateSharedArchive",
         "-Xlog:disable", "-Xlog:all=error:stderr"]


def path(i):
    return f"clusters/c{i // PER_FOLDER:04d}/f{i % PER_FOLDER:02d}.yaml"


def text(i, word):
    lines = "".join(f"  - rule-{i}-{n}: 10.{i % 251}.{n}.0/24\n" for n in range(20))
    return f"# {word}\nname: firewall-{i}\nrules:\n{lines}"


def changed(files, count):
    """The numbers of files to change, spread over as many folders as there are."""
    return [n * files // count for n in range(count)]


class Fleet:
    """A bare repository of so many files and 1,000 commits."""

    def __init__(self, work, files, filters):
        self.files = files
        self.name = f"fleet-{files}{'' if filters else '-plain'}.git"
        self.folder = os.path.join(work, self.name)
        self.turn = 0
        shutil.rmtree(self.folder, ignore_errors=True)
        self.git("init", "-q", "--bare", "-b", "main", self.folder, inside=False)
        self.fast_import(self.history())
        for key, value in (("http.receivepack", "true"), ("gc.auto", "0"), ("receive.autogc", "false"),
                           ("uploadpack.allowFilter", str(filters).lower())):
            self.git("config", key, value)

    def git(self, *words, inside=True):
        command = ["git", *(("--git-dir", self.folder) if inside else ()), *words]
        return subprocess.check_output(command, env=ISOLATED, text=True).strip()

    def fast_import(self, parts):
        process = subprocess.Popen(["git", "--git-dir", self.folder, "fast-import", "--quiet"], env=ISOLATED,
                                   stdin=subprocess.PIPE)
        for part in parts:
            process.stdin.write(part)
        process.stdin.close()
        assert process.wait() == 0

    def history(self):
        yield self.commit("Begin", range(self.files), "first", "")
        for n in range(1, COMMITS):
            yield self.commit(f"Change {n}", [n * 7919 % self.files], f"commit {n}", "")

    def commit(self, subject, numbers, word, parent):
        head = f"commit refs/heads/main\ncommitter Else <else@example.com> {1_700_000_000 + self.turn} +0000\n"
        self.turn += 60
        parts = [head + f"data {len(subject)}\n{subject}\n{parent}"]
        for i in numbers:
            content = text(i, word)
            parts.append(f"M 100644 inline {path(i)}\ndata {len(content)}\n{content}\n")
        return "".join(parts).encode()

    def somebody_else(self):
        """A commit of ten other files, so that nobody finds what it left."""
        numbers = [i + 1 for i in changed(self.files, 10)]
        self.fast_import([self.commit("Theirs", numbers, f"theirs {self.turn}", "from refs/heads/main^0\n")])

    def holds(self, i):
        return self.git("show", f"main:{path(i)}") + "\n"


class Contest:
    def __init__(self, java, classpath, work, server):
        self.work, self.server = work, server
        self.java = [java, *FLAGS, f"-XX:SharedArchiveFile={work}/commits.jsa",
                     f"-Djava.io.tmpdir={work}", "-cp", packed(java, classpath, work)]
        self.word = 0

    def run(self, fleet, count, runs, contenders):
        """Seconds, and bytes received, of each run by contender; contenders take turns."""
        results = {name: [] for name in contenders}
        numbers = changed(fleet.files, count)
        for turn in range(runs + 1):
            for name, contender in contenders.items():
                fleet.somebody_else()
                self.word += 1
                word = f"ours {self.word}"
                self.server.taken()
                seconds = contender(fleet, numbers, word)
                requests, _, received = self.server.taken()
                for i in (numbers[0], numbers[-1]):
                    assert fleet.holds(i) == text(i, word), f"{name} did not write {path(i)}"
                if turn > 0:  # the first does not count
                    results[name].append((seconds, received, requests))
        return results

    def git(self, fleet, numbers, word):
        folder = os.path.join(self.work, "clone")
        shutil.rmtree(folder, ignore_errors=True)
        start = time.perf_counter()
        self.call("git", "clone", "-q", "--depth", "1", self.server.url(fleet.name), folder)
        for i in numbers:
            with open(os.path.join(folder, path(i)), "w", encoding="utf-8") as file:
                file.write(text(i, word))
        self.call("git", "-C", folder, "commit", "-q", "-a", "-m", word)
        self.call("git", "-C", folder, "push", "-q", "origin", "main")
        seconds = time.perf_counter() - start
        shutil.rmtree(folder)
        return seconds

    def process(self, store):
        def contender(fleet, numbers, word):
            change = self.prepare(numbers, word)
            start = time.perf_counter()
            self.call(*self.java, "dev.sluice.bench.Commit", self.server.url(fleet.name), store(fleet), change)
            return time.perf_counter() - start
        return contender

    def service(self, store):
        running = {}

        def contender(fleet, numbers, word):
            change = self.prepare(numbers, word)
            if fleet not in running:
                running[fleet] = subprocess.Popen(
                    [*self.java, "dev.sluice.bench.Commit", self.server.url(fleet.name), store(fleet)],
                    stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=ISOLATED)
                for _ in range(20):  # until it is compiled
                    self.ask(running[fleet], self.prepare(numbers, f"warm {self.word}"))
                    self.word += 1
                fleet.somebody_else()
                self.prepare(numbers, word)
                self.server.taken()
            return self.ask(running[fleet], change)
        return contender

    @staticmethod
    def ask(process, change):
        process.stdin.write(change + "\n")
        process.stdin.flush()
        return float(process.stdout.readline()) / 1000

    def prepare(self, numbers, word):
        """A folder with the new files, which the measured process reads."""
        folder = os.path.join(self.work, "change")
        shutil.rmtree(folder, ignore_errors=True)
        for i in numbers:
            file = os.path.join(folder, path(i))
            os.makedirs(os.path.dirname(file), exist_ok=True)
            with open(file, "w", encoding="utf-8") as out:
                out.write(text(i, word))
        return folder

    @staticmethod
    def call(*command):
        done = subprocess.run(command, env=ISOLATED, capture_output=True, text=True)
        if done.returncode != 0:
            raise SystemExit(f"failed: {' '.join(command[-3:])}\n{done.stdout[-2000:]}{done.stderr[-2000:]}")


def packed(java, classpath, work):
    """The class path with what is not in a jar packed into one: an archive of loaded classes knows jars alone."""
    parts = classpath.split(os.pathsep)
    jar = os.path.join(work, "commits.jar")
    subprocess.check_call([os.path.join(os.path.dirname(java), "jar"), "--create", "--file", jar, *(
        word for folder, package in zip((part for part in parts if not part.endswith(".jar")), ("bench", "gitops"))
        for word in ("-C", folder, os.path.join("dev", "sluice", package)))])
    return os.pathsep.join([jar, *(part for part in parts if LIBRARIES.search(os.path.basename(part)))])


def fresh(_):
    return "-"


def main(java, classpath, work, runs):
    work = os.path.join(work, "commits")
    shutil.rmtree(work, ignore_errors=True)
    os.makedirs(work)
    server = GitServer(work)
    contest = Contest(java, classpath, work, server)

    def kept(kind):
        return lambda fleet: os.path.join(work, "stores", kind, fleet.name)

    contenders = {
        "git clone --depth 1, edit, commit, push": contest.git,
        "whole process, fresh store": contest.process(fresh),
        "whole process, kept store": contest.process(kept("process")),
        "in a running service, fresh store": contest.service(fresh),
        "in a running service, kept store": contest.service(kept("service"))}
    ours = {name: contender for name, contender in contenders.items() if contender != contest.git}
    fleets = {files: Fleet(work, files, True) for files in (1000, 10_000, 100_000)}
    large = contest.run(fleets[100_000], 10, runs, contenders)
    baseline = [run[0] for run in next(iter(large.values()))]
    table(f"100,000 files, 1,000 commits, 10 files changed; load {os.getloadavg()[0]:.1f}", large, baseline)
    plain = contest.run(Fleet(work, 100_000, False), 10, runs, ours)
    table("The same from a server that cannot leave files out, beside the same clone", plain, baseline)
    growth("files, 10 changed", contenders, {
        files: large if files == 100_000 else contest.run(fleet, 10, runs, contenders) for files, fleet in fleets.items()})
    growth("changed of 100,000", ours, {
        count: large if count == 10 else contest.run(fleets[100_000], count, runs, ours) for count in (10, 100, 1000)})


def table(title, results, baseline):
    print(f"\n{title}\n\n| | of its wall time | of the minima | median s | min s | KiB received | requests | runs |"
          "\n|---|---|---|---|---|---|---|---|")
    for name, all_runs in results.items():
        walls = [run[0] for run in all_runs]
        print(f"| {name} | {median(walls) / median(baseline):.3f} | {min(walls) / min(baseline):.3f} "
              f"| {median(walls):.3f} | {min(walls):.3f} | {median(run[1] for run in all_runs) / 1024:,.0f} "
              f"| {median(run[2] for run in all_runs):.0f} | {len(walls)} |", flush=True)


def growth(title, contenders, rows):
    print(f"\n| {title} | {' | '.join(contenders)} |\n|---{'|---' * len(contenders)}|")
    for size, results in rows.items():
        cells = [f"{min(run[0] for run in results[name]):.3f} s, {median(run[1] for run in results[name]) / 1024:,.0f} KiB"
                 for name in contenders]
        print(f"| {size:,} | {' | '.join(cells)} |", flush=True)
