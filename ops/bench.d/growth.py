"""Prints times of questions at several sizes side by side, and fails when one of them grows.

    growth.py RATIO_MAX SIZE.times...

A question that begins with `linear:` is known to grow and only shown. Each file has lines of a question, a tab and microseconds; its name is the size.
"""

import pathlib
import sys

# Below this a difference is noise of the machine.
FLOOR_MICROSECONDS = 200


def main() -> int:
    ratio_max = float(sys.argv[1])
    files = [pathlib.Path(name) for name in sys.argv[2:]]
    columns = [
        dict(line.rsplit("\t", 1) for line in file.read_text().splitlines()) for file in files
    ]
    print(f"{'microseconds':<44}" + "".join(f"{file.stem:>12}" for file in files) + "   ratio")
    grown = []
    for question in columns[0]:
        times = [int(column[question]) for column in columns]
        ratio = times[-1] / max(times[0], FLOOR_MICROSECONDS)
        print(f"{question:<44}" + "".join(f"{time:>12}" for time in times) + f"{ratio:>8.1f}")
        if ratio > ratio_max and not question.startswith("linear:"):
            grown.append(question)
    for question in grown:
        print(f"grows with the catalogue: {question}", file=sys.stderr)
    return 1 if grown else 0


sys.exit(main())
