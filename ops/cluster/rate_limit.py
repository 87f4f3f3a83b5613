#!/usr/bin/env python3
"""Asks as often as 16 clients can, and holds what was admitted against the policy.

    rate_limit.py HOST:PORT RATE BURST SECONDS TARGET

An admitted answer arrives after its token left the bucket. So at each arrival, the number of
answers so far may never exceed burst + rate x the time since the first request was sent.
"""

import re
import sys
import time

import load

CLIENTS = 16
LEAST_SHARE = 0.98
# So long a refused client waits: long enough to be no attack, short enough to miss no token.
PAUSE_SECONDS = 0.004


class LimitedLoad(load.Load):
    """Notes when each answer came, and what refusals lack."""

    def __init__(self, *arguments, **options):
        super().__init__(*arguments, **options)
        self.admitted = []
        self.lacking = []

    def took(self, client, answer, asked, now):
        super().took(client, answer, asked, now)
        if answer.status == 200:
            self.admitted.append((asked, now))
            return None
        fields = answer.fields
        if not re.fullmatch(r"[1-9][0-9]*", fields.get("retry-after", "")):
            self.lacking.append(f"Retry-After: {fields.get('retry-after')}")
        for name in ("ratelimit", "ratelimit-policy"):
            if not re.match(r'"[a-z]+";', fields.get(name, "")):
                self.lacking.append(f"{name}: {fields.get(name)}")
        return PAUSE_SECONDS


def excess(admitted, rate, burst, start):
    """The largest number of answers above the policy, over all moments and windows of a second."""
    worst = 0.0
    for number, (_, arrived) in enumerate(sorted(admitted, key=lambda pair: pair[1]), 1):
        worst = max(worst, number - (burst + rate * (arrived - start)))
    ordered = sorted(admitted)
    for first in range(0, len(ordered), 50):
        begin = ordered[first][0]
        inside = sum(1 for asked, arrived in ordered[first:] if arrived <= begin + 1.0)
        worst = max(worst, inside - (burst + rate))
    return worst


def main():
    if len(sys.argv) != 6:
        sys.exit(__doc__.strip())
    rate, burst, seconds = (float(word) for word in sys.argv[2:5])
    # A full bucket to begin with, whatever was asked before.
    time.sleep(burst / rate + 1.0)
    clients = LimitedLoad(
        load.address(sys.argv[1]),
        [sys.argv[5]],
        ["kept"] * (CLIENTS - 4) + ["new"] * 4,
        expected=(200, 429),
        seconds=seconds,
    ).run()
    print(clients.line("limited"))
    admitted = len(clients.admitted)
    allowed = burst + rate * seconds
    over = excess(clients.admitted, rate, burst, clients.start)
    print(
        f"{admitted} admitted of {allowed:.0f} allowed ({100 * admitted / allowed:.1f} %), "
        f"{clients.statuses[429]} refused, most above the policy: {over:.1f}"
    )
    faults = []
    if over > 0:
        faults.append(f"{over:.1f} more than the policy allows")
    if admitted < LEAST_SHARE * allowed:
        faults.append(f"fewer than {100 * LEAST_SHARE:.0f} % of what is allowed")
    if not clients.statuses[429]:
        faults.append("nothing was refused")
    if clients.lacking:
        faults.append(f"{len(clients.lacking)} fields lack: {clients.lacking[:3]}")
    if clients.failure_count:
        faults.append("requests failed")
    for fault in faults:
        print(f"  {fault}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
