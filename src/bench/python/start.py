"""How long the packaged program takes until it is ready, and for one run; called by ./bench --start.

Every way to start it takes its turn in each round, so that a machine that slows down does so for all of them. Feeds are
the samples of the demonstration, in files; the repository is bare and on the same disk. Each one-shot has something to
commit. Ready is when /q/health/ready answers 200; memory is read two seconds later, after the first run.
"""

import http.client
import itertools
import os
import platform
import shutil
import socket
import statistics
import subprocess
import sys
import time

HERE = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", "..", ".."))
TARGET = os.path.join(HERE, "target")
WORK = os.path.join(TARGET, "bench", "start")
QUICK = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"]


def main(runs):
    ways = built()
    exempt = itertools.cycle(["8.8.4.4/32", "8.8.8.8/32"])
    stage()
    measured = {name: {"ready": [], "idle": [], "once": [], "cpu": [], "peak": []} for name in ways}
    for turn in range(runs + 1):
        for name, command in ways.items():
            for key, value in {**serve(command), **once(command, next(exempt))}.items():
                if turn > 0:  # the first round fills the caches of the machine
                    measured[name][key].append(value)
    report(measured, runs)


def built():
    """Packages the program; the ways to start it."""
    subprocess.check_call(["./mvnw", "-q", "package", "-DskipTests"], cwd=HERE)
    home = subprocess.check_output(
        ["./mvnw", "-q", "help:evaluate", "-Dexpression=java.home", "-DforceStdout"], cwd=HERE, text=True)
    app = os.path.join(TARGET, "quarkus-app")
    archive = os.path.join(app, "sluice.jsa")
    java, jar = [os.path.join(home.strip(), "bin", "java"), "-Xlog:disable"], ["-jar", os.path.join(app, "quarkus-run.jar")]
    ways = {"JVM": [*java, *jar], "JVM, quick": [*java, *QUICK, *jar]}
    if os.path.exists(archive):
        used = f"-XX:SharedArchiveFile={archive}"
        ways["JVM, archive"] = [*java, used, *jar]
        ways["JVM, quick, archive"] = [*java, *QUICK, used, *jar]
    else:
        print("the build made no archive: target/training/log says why")
    native = [os.path.join(TARGET, name) for name in os.listdir(TARGET) if name.endswith("-runner")]
    if native:
        ways["native"] = native
    else:
        print("no native program has been built here: ./mvnw package -Dnative")
    return ways


def stage():
    shutil.rmtree(WORK, ignore_errors=True)
    shutil.copytree(os.path.join(TARGET, "training"), WORK)


def once(command, exempt):
    command = [*command[:1], f"-Dsluice.block.exempt={exempt}", *command[1:], "--once"]
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=WORK, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"failed: {' '.join(command)}")
    return {"once": wall, "cpu": used.ru_utime + used.ru_stime, "peak": used.ru_maxrss / 1024}


def serve(command):
    port, management = free(), free()
    command = [*command[:1], f"-Dquarkus.http.port={port}", f"-Dquarkus.management.port={management}", *command[1:]]
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=WORK, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        while not ready(management):
            if process.poll() is not None or time.perf_counter() - start > 120:
                sys.exit(f"never ready: {' '.join(command)}")
            time.sleep(0.005)
        wall = time.perf_counter() - start
        time.sleep(2)
        return {"ready": wall, "idle": resident(process.pid)}
    finally:
        process.terminate()
        process.wait()


def free():
    with socket.socket() as any_port:
        any_port.bind(("127.0.0.1", 0))
        return any_port.getsockname()[1]


def ready(port):
    try:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        connection.request("GET", "/q/health/ready")
        return connection.getresponse().status == 200
    except OSError:
        return False


def resident(pid):
    with open(f"/proc/{pid}/status", encoding="utf-8") as status:
        return next(int(line.split()[1]) / 1024 for line in status if line.startswith("VmRSS:"))


def report(measured, runs):
    print(f"\n{runs} runs each; {os.cpu_count()} processors, {platform.machine()}, {platform.system()} {platform.release()}, "
          f"load {os.getloadavg()[1]:.1f}\n")
    print("| | ready: of plain JVM | median s | min s | one-shot: of plain JVM | median s | min s | CPU s, median | min "
          "| idle MiB | one-shot MiB |\n|---|---|---|---|---|---|---|---|---|---|---|")
    plain = measured["JVM"]
    for name, values in measured.items():
        cells = [name]
        for key in ("ready", "once"):
            cells += [f"{statistics.median(values[key]) / statistics.median(plain[key]):.2f}",
                      f"{statistics.median(values[key]):.2f}", f"{min(values[key]):.2f}"]
        cells += [f"{statistics.median(values['cpu']):.2f}", f"{min(values['cpu']):.2f}",
                  f"{statistics.median(values['idle']):.0f}", f"{statistics.median(values['peak']):.0f}"]
        print("| " + " | ".join(cells) + " |")
    for key, what in (("ready", "ready"), ("once", "one-shot"), ("cpu", "one-shot, CPU")):
        print(f"{what}, of the minima: " + ", ".join(
            f"{name} {min(values[key]) / min(plain[key]):.2f}" for name, values in measured.items()))


if __name__ == "__main__":
    main(int(sys.argv[1]))
