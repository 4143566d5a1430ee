"""Whether the service grows while it runs again and again; called by ./bench --soak.

The packaged program serves at the heap of the shipped image, natively where a native program has been built. Its feeds
come from a server on loopback that publishes anew before each run, every other time with another prefix; it pushes to
Git's own server program and keeps its object store. Between runs its metrics, its health and its runs are asked for.
"""

import http.client
import json
import os
import platform
import shutil
import subprocess
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import start
from git_server import GitServer

WORK = os.path.join(start.TARGET, "bench", "soak")
TOKEN = "soak"

# As the Dockerfiles have it: half of the container's 512 MiB for the JVM; a native program brings its own limit.
JVM = ["-XX:MaxRAM=512m", "-XX:MaxRAMPercentage=50", "-XX:+ExitOnOutOfMemoryError"]

# As the Dockerfiles have it, too.
MALLOC = {"MALLOC_ARENA_MAX": "2", "MALLOC_TRIM_THRESHOLD_": "131072"}

# What a healthy process may still add in the second half of the time: caches, compiled code, a thread of a pool.
ROOM = {"resident MiB": 24, "anonymous MiB": 24, "heap MiB": 12, "descriptors": 8, "threads": 8, "temporary files": 2}


def main(minutes, interval):
    command, heap = program()
    feeds, git = Feeds(), stage()
    port, management = start.free(), start.free()
    command = [*command[:1], f"-Dquarkus.http.port={port}", f"-Dquarkus.management.port={management}",
               f"-Djava.io.tmpdir={os.path.join(WORK, 'tmp')}", *command[1:]]
    with open(os.path.join(WORK, "config", "application.yaml"), "w", encoding="utf-8") as file:
        file.write(configuration(feeds, git))
    with open(os.path.join(WORK, "log"), "wb") as log:
        process = subprocess.Popen(command, cwd=WORK, env={**os.environ, **MALLOC}, stdout=log, stderr=log)
    try:
        while not start.ready(management):
            if process.poll() is not None:
                sys.exit(f"it did not start: see {WORK}/log")
            time.sleep(0.05)
        print(f"{minutes:g} minutes, {heap}; {os.cpu_count()} processors, {platform.machine()}, "
              f"{platform.system()} {platform.release()}, load {os.getloadavg()[1]:.1f}\n")
        samples = soak(process, port, management, feeds, minutes * 60, interval)
    finally:
        process.terminate()
        process.wait()
    sys.exit(verdict(samples))


def program():
    """The packaged program, and what is said of its heap."""
    ways = start.built()
    if "native" in ways:
        return ways["native"], "native, at the heap that it was built with"
    java = ways.get("JVM, archive", ways["JVM"])
    return [*java[:1], *JVM, *java[1:]], "JVM, a heap of 256 MiB"


def stage():
    shutil.rmtree(WORK, ignore_errors=True)
    for folder in ("config", "tmp", "git"):
        os.makedirs(os.path.join(WORK, folder))
    repository = os.path.join(WORK, "git", "fleet.git")
    subprocess.check_call(["git", "init", "--quiet", "--bare", "--initial-branch=main", repository])
    subprocess.check_call(["git", "--git-dir", repository, "config", "http.receivepack", "true"])
    return GitServer(os.path.join(WORK, "git"))


def configuration(feeds, git):
    networks = "networks: { machine: 192.168.99.0/24, service: 172.22.0.0/16, pod: 10.132.0.0/14 }"
    namespaces = ", ".join(f"{{ namespace: team-{number} }}" for number in range(20))
    clusters = "\n".join(f"    c{number}: {{ {networks}, egress-firewalls: [{namespaces}] }}" for number in range(5))
    return (f"sluice:\n  schedule: off\n  api: {{ token: {TOKEN} }}\n  block: {{ families: both }}\n"
            f"  feeds:\n    goog: {{ url: '{feeds.url('goog')}' }}\n    cloud: {{ url: '{feeds.url('cloud')}' }}\n"
            f"  git: {{ url: '{git.url('fleet.git')}', store: '{os.path.join(WORK, 'store')}' }}\n  clusters:\n{clusters}\n")


class Feeds(ThreadingHTTPServer):
    """goog.json and cloud.json of the size of Google's, published anew on request."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Publisher)
        self.token = int(time.time() * 1000) - 3_600_000
        self.publish()
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def url(self, name):
        return f"http://127.0.0.1:{self.server_port}/{name}.json"

    def publish(self):
        self.token += 1
        goog = ["142.250.0.0/15", *(f"172.{217 + half}.{net}.0/24" for half in range(2) for net in range(0, 256, 2))]
        cloud = [f"34.{64 + half}.{net}.0/24" for half in range(4) for net in range(0, 256, 2)]
        more = ["8.8.8.0/24"] if self.token // 2 % 2 else []
        documents = {}
        for name, prefixes in (("goog", goog + cloud + more), ("cloud", cloud)):
            entries = [{"ipv4Prefix": prefix} for prefix in prefixes] + [{"ipv6Prefix": "2600:1900::/28"}]
            if name == "goog":
                entries.append({"ipv6Prefix": "2001:4860::/32"})
            documents[f"/{name}.json"] = json.dumps({"syncToken": str(self.token), "prefixes": entries}).encode()
        self.documents = documents


class Publisher(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def do_GET(self):
        body = self.server.documents[self.path]
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("ETag", f'"{self.server.token}"')
        self.end_headers()
        self.wfile.write(body)


def soak(process, port, management, feeds, seconds, interval):
    names = ["second", "runs", "commits", *ROOM, "temporary KiB"]
    print("| " + " | ".join(names) + " |\n|" + "---|" * len(names))
    begin = time.monotonic()
    samples, ends, due, lowest = [], {}, interval, None
    while (now := time.monotonic() - begin) < seconds:
        feeds.publish()
        outcome = run(port)
        ends[outcome] = ends.get(outcome, 0) + 1
        if outcome not in ("committed", "unchanged"):
            sys.exit(f"a run ended as {outcome}: see {WORK}/log")
        for path in ("/q/health", "/q/health/live"):
            ask("GET", management, path)
        ask("GET", port, "/api/runs")
        heap = used(ask("GET", management, "/q/metrics"))
        lowest = heap if lowest is None else min(lowest, heap)
        if now >= due:
            sample = measure(process.pid, lowest)
            samples.append(sample)
            print("| " + " | ".join(str(value) for value in (
                int(now), sum(ends.values()), ends.get("committed", 0), *sample.values())) + " |", flush=True)
            due, lowest = due + interval, None
    return samples


def measure(pid, heap):
    with open(f"/proc/{pid}/status", encoding="utf-8") as status:
        facts = dict(line.split(":", 1) for line in status)
    files = [os.path.join(folder, name) for folder, _, names in os.walk(os.path.join(WORK, "tmp")) for name in names]
    return {"resident MiB": int(facts["VmRSS"].split()[0]) // 1024,
            "anonymous MiB": int(facts["RssAnon"].split()[0]) // 1024, "heap MiB": heap // (1 << 20),
            "descriptors": len(os.listdir(f"/proc/{pid}/fd")), "threads": int(facts["Threads"]),
            "temporary files": len(files), "temporary KiB": sum(os.path.getsize(file) for file in files) // 1024}


def run(port):
    """Runs, once the run that came with the start is over."""
    while "outcome" not in (report := json.loads(ask("POST", port, "/api/runs"))):
        time.sleep(0.1)
    return report["outcome"]


def ask(method, port, path):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request(method, path, headers={"Authorization": f"Bearer {TOKEN}"})
        return connection.getresponse().read().decode()
    finally:
        connection.close()


def used(metrics):
    """Bytes of the heap in use; the lowest of an interval is what lives after a collection."""
    return int(sum(float(line.rsplit(" ", 1)[1]) for line in metrics.splitlines()
                   if line.startswith("jvm_memory_used_bytes{") and 'area="heap"' in line))


def verdict(samples):
    """Compares the last sample with the one after half of the time, when everything is warm."""
    if len(samples) < 5:
        print("\ntoo short to say whether it grows: 5 lines are the least")
        return 0
    warm, last = samples[len(samples) // 2], samples[-1]
    grown = [f"{name} from {warm[name]} to {last[name]}" for name, room in ROOM.items() if last[name] - warm[name] > room]
    print("\nGREW: " + ", ".join(grown) if grown else "\nnothing grew: " + ", ".join(
        f"{name} {warm[name]} to {last[name]}" for name in ROOM))
    return 1 if grown else 0


if __name__ == "__main__":
    main(float(sys.argv[1]), float(sys.argv[2]))
