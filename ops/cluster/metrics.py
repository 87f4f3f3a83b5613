"""Reads what /metrics says, and watches that counters never fall.

    metrics.py HOST:PORT           scrapes until SIGTERM, then says what it saw; 1 after a fall
"""

import re
import signal
import sys
import time
import urllib.request

SAMPLE = re.compile(r"^([a-zA-Z_:][a-zA-Z0-9_:]*)(\{.*\})? (\S+)$")
TYPE = re.compile(r"^# TYPE (\S+) (\S+)$")


def scrape(address):
    """All series by their text, and the kinds of the families by name."""
    with urllib.request.urlopen(f"http://{address}/metrics", timeout=5) as answer:
        text = answer.read().decode()
    series, kinds = {}, {}
    for line in text.splitlines():
        if found := TYPE.match(line):
            kinds[found[1]] = found[2]
        elif found := SAMPLE.match(line):
            series[found[1] + (found[2] or "")] = float(found[3])
    return series, kinds


def total(series, name, labels=""):
    """The sum over the series of a metric whose labels contain a text."""
    return sum(
        value
        for text, value in series.items()
        if text.partition("{")[0] == name and labels in text
    )


class CounterWatch:
    """Every counter and every part of a histogram may only stay or grow, and never vanish."""

    def __init__(self, address):
        self.address = address
        self.last = {}
        self.scrapes = 0
        self.falls = []
        self.unanswered = 0

    def look(self):
        try:
            series, kinds = scrape(self.address)
        except OSError:
            self.unanswered += 1
            return
        self.scrapes += 1
        current = {}
        for text, value in series.items():
            name = text.partition("{")[0]
            family = re.sub(r"_(bucket|sum|count)$", "", name)
            if kinds.get(name) == "counter" or kinds.get(family) == "histogram":
                current[text] = value
        for text, value in self.last.items():
            if text not in current:
                self.falls.append(f"{text} vanished at {value:g}")
            elif current[text] < value:
                self.falls.append(f"{text} fell from {value:g} to {current[text]:g}")
        self.last = current


def main():
    if len(sys.argv) != 2 or sys.argv[1].startswith("-"):
        sys.exit(__doc__.strip())
    watch = CounterWatch(sys.argv[1])
    stopped = []
    signal.signal(signal.SIGTERM, lambda *_: stopped.append(True))
    while not stopped:
        watch.look()
        time.sleep(0.25)
    watch.look()
    print(
        f"{watch.scrapes} scrapes, {len(watch.last)} counters, {watch.unanswered} unanswered, "
        f"{len(watch.falls)} falls"
    )
    for fall in watch.falls[:10]:
        print(f"  {fall}")
    return 1 if watch.falls or watch.scrapes < 2 else 0


if __name__ == "__main__":
    sys.exit(main())
