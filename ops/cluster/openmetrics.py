#!/usr/bin/env python3
"""Holds an exposition against the rules of OpenMetrics 1.0.

    openmetrics.py FILE
"""

import re
import sys

META = re.compile(r"^# (TYPE|HELP|UNIT) ([a-zA-Z_:][a-zA-Z0-9_:]*) (.+)$")
SAMPLE = re.compile(
    r"^([a-zA-Z_:][a-zA-Z0-9_:]*)"
    r"(?:\{((?:[a-zA-Z_][a-zA-Z0-9_]*=\"(?:[^\"\\\n]|\\[\\\"n])*\",?)*)\})? "
    r"(-?[0-9.]+(?:e[+-]?[0-9]+)?|[+-]Inf|NaN)$"
)
SUFFIXES = {
    "counter": ("_total", "_created"),
    "gauge": ("",),
    "histogram": ("_bucket", "_sum", "_count", "_created"),
}


def faults(text):
    if not text.endswith("# EOF\n"):
        yield "does not end with # EOF"
    if "\r" in text:
        yield "has a carriage return"
    kinds, family, closed, seen = {}, None, set(), set()
    for number, line in enumerate(text.splitlines()[:-1], 1):
        if meta := META.match(line):
            if meta[2] != family:
                closed.add(family)
                family = meta[2]
                if family in closed:
                    yield f"line {number}: {family} is not in one piece"
            if meta[1] == "TYPE":
                kinds[family] = meta[3]
            continue
        sample = SAMPLE.match(line)
        if not sample:
            yield f"line {number}: {line!r} is neither metadata nor a sample"
            continue
        if family is None or sample[1] not in [family + s for s in SUFFIXES[kinds[family]]]:
            yield f"line {number}: {sample[1]} does not belong to {family}"
        series = line.rsplit(" ", 1)[0]
        if series in seen:
            yield f"line {number}: {series} comes twice"
        seen.add(series)
    yield from faults_of_histograms(text)


def faults_of_histograms(text):
    """Buckets grow and end with +Inf, which is the count."""
    last, infinite = {}, {}
    for name, labels, value in re.findall(r"^(\w+)_bucket\{(.*)\} (\S+)$", text, re.M):
        bound = re.search(r'le="([^"]+)"', labels)[1]
        if bound != "+Inf" and "." not in bound:
            yield f"{name}: bound {bound} is not canonical"
        rest = re.sub(r',?le="[^"]+"', "", labels)
        if float(value) < last.get((name, rest), 0.0):
            yield f"{name}{{{rest}}}: buckets fall at {bound}"
        last[name, rest] = float(value)
        if bound == "+Inf":
            infinite[name, rest] = float(value)
    for name, labels, value in re.findall(r"^(\w+)_count\{(.*)\} (\S+)$", text, re.M):
        if infinite.get((name, labels)) != float(value):
            yield f"{name}{{{labels}}}: the count is not the last bucket"


def main():
    if len(sys.argv) != 2 or sys.argv[1].startswith("-"):
        sys.exit(__doc__.strip())
    with open(sys.argv[1], encoding="utf-8", newline="") as file:
        found = list(faults(file.read()))
    for fault in found[:20]:
        print(f"  {fault}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
