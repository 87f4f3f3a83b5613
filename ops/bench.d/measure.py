#!/usr/bin/env python3
"""Measures contestants in turns and compares their medians.

    measure.py --title TEXT --target TEMPLATE [--numbers FIRST LAST] [--runs N] [--seconds S]
               [--clients N] [--bytes] [--cookie NAME=COOKIES] NAME=HOST:PORT=PID[=TARGET]...

Each run loads one contestant with wrk over kept connections; the contestants take turns, so that
all of them share the mood of the machine. Server CPU is that of the process PID and all below it.
With --bytes what counts is not answers but megabytes of them. The first contestant is compared with each of the others.
"""

import argparse
import json
import os
import re
import statistics
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
TICKS = os.sysconf("SC_CLK_TCK")
# A contestant with a long queue works on when its clients have left, which is nobody else's time.
REST_LOOK_SECONDS = 0.2
REST_SECONDS_MAX = 10


def processor_seconds(root):
    """Time used by a process, by those below it, and by those of them that ended."""
    parents, ticks = {}, {}
    for name in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{name}/stat", encoding="latin-1") as file:
                words = file.read().rpartition(") ")[2].split()
        except OSError:
            continue
        parents.setdefault(int(words[1]), []).append(int(name))
        ticks[int(name)] = sum(int(word) for word in words[11:15])
    total, waiting = 0, [root]
    while waiting:
        process = waiting.pop()
        total += ticks.get(process, 0)
        waiting += parents.get(process, [])
    return total / TICKS


class Contestant:
    cookies = ""

    def __init__(self, text, target):
        parts = text.split("=", 3)
        self.name, self.address, self.process = parts[0], parts[1], int(parts[2])
        self.target = parts[3] if len(parts) > 3 else target
        self.runs = []

    def run(self, options, seconds):
        before = processor_seconds(self.process)
        done = subprocess.run(
            ["wrk", "-t1", f"-c{options.clients}", f"-d{seconds}s", "--timeout", "20s", "--latency"]
            + (["-H", f"Cookie: {self.cookies}"] if self.cookies else [])
            + ["-s", f"{HERE}/requests.lua", f"http://{self.address}", "--", self.target]
            + [str(number) for number in options.numbers],
            capture_output=True,
            text=True,
        )
        found = re.search(r"JSON (\{.*\})", done.stdout)
        if not found:
            sys.exit(f"wrk failed with {self.name}: {done.stdout[-300:]}{done.stderr[-300:]}")
        facts = json.loads(found[1])
        used = processor_seconds(self.process) - before
        count = facts["bytes"] / 1e6 if options.bytes else facts["requests"]
        facts["per_second"] = count / (facts["microseconds"] / 1e6)
        facts["cpu_ms"] = 1e3 * used / max(1, count)
        return facts

    def rest(self):
        """Waits until the work that the last clients left behind is done."""
        before, end = None, time.monotonic() + REST_SECONDS_MAX
        while time.monotonic() < end:
            used = processor_seconds(self.process)
            if used == before:
                return
            before = used
            time.sleep(REST_LOOK_SECONDS)

    def median(self, key):
        return statistics.median(run[key] for run in self.runs)

    @property
    def failed(self):
        return sum(run["failed"] for run in self.runs)


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--title", required=True)
    parser.add_argument("--target", required=True)
    parser.add_argument("--numbers", type=int, nargs=2, default=[0, 0])
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=5)
    parser.add_argument("--clients", type=int, default=20)
    parser.add_argument("--bytes", action="store_true")
    parser.add_argument("--cookie", default="=")
    parser.add_argument("contestants", nargs="+")
    options = parser.parse_args()
    contestants = [Contestant(text, options.target) for text in options.contestants]
    visitor, cookies = options.cookie.split("=", 1)
    for contestant in contestants:
        if contestant.name == visitor:
            contestant.cookies = cookies
    for contestant in contestants:
        contestant.run(options, 1)
        contestant.rest()
    for _ in range(options.runs):
        for contestant in contestants:
            contestant.runs.append(contestant.run(options, options.seconds))
            contestant.rest()
    print(f"{options.title}: {options.clients} clients, {options.runs} x {options.seconds} s, medians")
    first = contestants[0]
    for contestant in contestants:
        rates = [run["per_second"] for run in contestant.runs]
        ratio = first.median("per_second") / contestant.median("per_second")
        versus = "" if contestant is first else f"  {first.name} does {ratio:.2f} times that"
        print(
            f"  {contestant.name:<10} {contestant.median('per_second'):>9.0f}/s "
            f"[{min(rates):.0f}..{max(rates):.0f}]  p50 {contestant.median('p50_ms'):.2f} ms  "
            f"p99 {contestant.median('p99_ms'):.2f} ms  server CPU {contestant.median('cpu_ms'):.3f} ms"
            f"  {contestant.failed} failed{versus}"
        )
    return 1 if any(contestant.failed for contestant in contestants) else 0


if __name__ == "__main__":
    sys.exit(main())
