"""Measures tables of a server beside the same ones of PyTables.

    table_contest.py make CSV ROWS
    table_contest.py measure OMERO HOST:PORT METRICS-HOST:PORT FOLDER ROWS
    table_contest.py store CSV HDF5
    table_contest.py conclude FOLDER ROWS...

`measure` imports FOLDER/cells.csv in both ways, asks both the same, and prints times and their ratios;
peak memory goes to FOLDER/ROWS.memory, of which `conclude` says what grew.
"""

import json
import os
import pathlib
import random
import statistics
import subprocess
import sys
import time
import urllib.parse
import urllib.request

import numpy as np

PIECE_ROWS = 1 << 16
RUNS = 5
SLICED_ROWS = 1000
# What ten times the rows may make of a peak, as a factor; below so many bytes it is how freed memory
# was left.
GROWTH_MAX = 1.5
GROWTH_FLOOR = 16 << 20
KINDS = ["round", "long", "bud", "<none>", "dividing"]


def make(path, count):
    import pandas

    rng = np.random.default_rng(7)
    with open(path, "w", encoding="utf-8") as file:
        for start in range(0, int(count), PIECE_ROWS):
            rows = min(PIECE_ROWS, int(count) - start)
            pandas.DataFrame(
                {
                    "object": np.arange(start, start + rows),
                    "Area": rng.normal(100, 30, rows).round(3),
                    "Count": rng.integers(-50, 50, rows),
                    "Good": rng.random(rows) < 0.5,
                    "Kind": np.array(KINDS)[rng.integers(0, len(KINDS), rows)],
                }
            ).to_csv(file, index=False, header=start == 0)


def store(path, target):
    """As programs around PyTables do it: pieces of the text, appended to a compressed table."""
    import pandas
    import tables

    class Row(tables.IsDescription):
        object = tables.Int64Col(pos=0)
        Area = tables.Float64Col(pos=1)
        Count = tables.Int64Col(pos=2)
        Good = tables.BoolCol(pos=3)
        Kind = tables.StringCol(16, pos=4)

    with tables.open_file(target, "w") as file:
        filters = tables.Filters(complevel=1, complib="blosc:zstd")
        table = file.create_table("/", "cells", Row, filters=filters)
        for piece in pandas.read_csv(path, chunksize=PIECE_ROWS):
            rows = np.empty(len(piece), table.dtype)
            for name in table.colnames:
                rows[name] = piece[name].to_numpy().astype(table.dtype[name])
            table.append(rows)


def timed_command(words):
    """Seconds, the output and the peak memory in bytes of one process."""
    started = time.monotonic()
    process = subprocess.Popen(words, stdout=subprocess.PIPE)
    output = process.stdout.read().decode()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.monotonic() - started
    if status != 0:
        sys.exit(f"{words} failed: {output}")
    return seconds, output, usage.ru_maxrss * 1024


def median(question):
    """Asks once so that both have read what they keep, then some times more."""
    answer = question()
    times = []
    for _ in range(RUNS):
        started = time.monotonic()
        question()
        times.append(time.monotonic() - started)
    return statistics.median(times), answer


def show(what, own, other):
    print(f"  {what:<44}{own * 1000:>11.1f}{other * 1000:>11.1f}{other / own:>9.2f}", flush=True)


def workers(metrics):
    with urllib.request.urlopen(f"http://{metrics}/status", timeout=5) as answer:
        pools = json.load(answer)["pools"]
    return {
        pool["name"]: worker["pid"]
        for pool in pools for slot in pool["slots"] for worker in slot["workers"]
    }


def peak(pid):
    status = pathlib.Path(f"/proc/{pid}/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) * 1024


def imports(omero, folder, rows):
    csv, target = f"{folder}/cells.csv", f"{folder}/cells.h5"
    print(f"{rows} rows, {os.path.getsize(csv) >> 20} MiB of text: milliseconds of this server, of PyTables, and how many times faster")
    own, output, memory = timed_command([omero, "table", "import", csv, "--target", "Dataset:1"])
    other, _, _ = timed_command([sys.executable, __file__, "store", csv, target])
    show("import", own, other)
    table = int(output.split("OriginalFile:")[1].split()[0])
    return table, memory


def questions(address, table, target, rows):
    import tables

    file = tables.open_file(target)
    cells = file.root.cells

    def ask(path, **query):
        url = f"http://{address}/webgateway/table/{table}/{path}/?{urllib.parse.urlencode(query)}"
        with urllib.request.urlopen(url, timeout=600) as answer:
            return json.load(answer)

    floor, _ = median(lambda: ask("metadata"))
    print(f"  {'an answer without rows, part of each below':<44}{floor * 1000:>11.1f}")
    for what, condition in [
        ("condition on numbers in no order", "(Area > 150) & (Count == 3)"),
        ("condition on a text", "(Kind == 'bud') & (Area > 180)"),
        ("condition that computes", "Area * 2 + Count > 330"),
        ("condition on numbers in order", f"(object > {rows // 2}) & (object < {rows // 2 + 500})"),
    ]:
        own, answer = median(lambda: ask("query", query=condition, limit=100))

        def where():
            places = cells.get_where_list(condition.replace("'bud'", "b'bud'"))
            return len(places), cells.read_coordinates(places[:100])

        other, (count, _) = median(where)
        if answer["meta"]["totalCount"] != count or count == 0:
            sys.exit(f"{condition}: {answer['meta']['totalCount']} rows in the place of {count}")
        show(what, own, other)
    wanted = sorted(random.Random(3).sample(range(rows), SLICED_ROWS))
    text = ",".join(map(str, wanted))
    for what, numbers, rows_text in [
        ("1000 rows of everywhere, 3 columns", wanted, text),
        ("1000 rows behind each other, 3 columns", range(500, 1500), "500-1499"),
    ]:
        own, answer = median(lambda: ask("slice", rows=rows_text, columns="0-2"))
        other, read = median(lambda: cells.read_coordinates(list(numbers)))
        if answer["columns"][1] != read["Area"].tolist():
            sys.exit(f"{what}: other cells")
        show(what, own, other)
    file.close()


def download(address, table):
    started = time.monotonic()
    count = 0
    url = f"http://{address}/webclient/omero_table/{table}/csv/"
    with urllib.request.urlopen(url, timeout=600) as answer:
        while piece := answer.read(1 << 20):
            count += len(piece)
    seconds = time.monotonic() - started
    print(f"  all rows as CSV: {count / 1e6 / seconds:.0f} MB/s", flush=True)


def measure(omero, address, metrics, folder, count):
    rows = int(count)
    table, memory = imports(omero, folder, rows)
    questions(address, table, f"{folder}/cells.h5", rows)
    download(address, table)
    peaks = {"import": memory}
    for name, pid in workers(metrics).items():
        peaks[f"{name} worker"] = peak(pid)
    pathlib.Path(folder, f"{rows}.memory").write_text(json.dumps(peaks))


def conclude(folder, *sizes):
    peaks = [json.loads(pathlib.Path(folder, f"{size}.memory").read_text()) for size in sizes]
    print("peak memory in MiB" + "".join(f"{size:>12}" for size in sizes) + "   ratio")
    grown = []
    for name in peaks[0]:
        values = [peak[name] for peak in peaks]
        ratio = values[-1] / values[0]
        print(f"{name:<18}" + "".join(f"{value >> 20:>12}" for value in values) + f"{ratio:>8.2f}")
        if ratio > GROWTH_MAX and values[-1] - values[0] > GROWTH_FLOOR:
            grown.append(name)
    for name in grown:
        print(f"grows with the rows: {name}", file=sys.stderr)
    return 1 if grown else 0


if __name__ == "__main__":
    subjects = {"make": make, "measure": measure, "store": store, "conclude": conclude}
    sys.exit(subjects[sys.argv[1]](*sys.argv[2:]))
