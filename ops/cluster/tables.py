#!/usr/bin/env python3
"""Tables as the running server answers for them, held against numpy.

    tables.py make FOLDER ROWS
    tables.py check HOST:PORT FOLDER SEEN_TABLE HIDDEN_TABLE PASSWORD
    tables.py compare HOST:PORT ONE_TABLE OTHER_TABLE
    tables.py whole INSTANCE

`check` prints `ok - …` or `not ok - …` for each promise and writes the CSV it got as again.csv.
"""

import csv
import http.cookiejar
import io
import json
import os
import random
import sqlite3
import sys
import urllib.error
import urllib.parse
import urllib.request

import numpy as np

ROWS_MAX = 10_000
HOSTILE = ["<script>alert(1)</script>", "a,b", 'say "x"', "two\r\nlines", "\u202eabc", "=1+2", "é"]
BAD = {
    "quote": 'a,b\n1,"never\n',
    "short": "a,b\n1,2\n3\n",
    "type": "# header l\na\nx\n",
    "image": "Image,a\nnowhere.tif,1\n",
    "empty": "",
}


def columns(count):
    """The table as numpy has it; a sorted column lets groups be passed over."""
    rng = np.random.default_rng(11)
    area = rng.normal(100, 30, count).round(3)
    area[rng.random(count) < 0.05] = np.nan
    return {
        "object": np.arange(count),
        "Area": area,
        "Count": rng.integers(-50, 50, count),
        "Good": rng.random(count) < 0.5,
        "Kind": np.array([HOSTILE[i % len(HOSTILE)] for i in range(count)], dtype=object),
    }


def make(folder, count):
    table = columns(int(count))
    with open(f"{folder}/cells.csv", "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(table)
        writer.writerows(zip(*(values.tolist() for values in table.values())))
    with open(f"{folder}/small.csv", "w", encoding="utf-8") as file:
        file.write("a\n1\n")
    for name, text in BAD.items():
        with open(f"{folder}/bad-{name}.csv", "w", encoding="utf-8") as file:
            file.write(text)


class Client:
    def __init__(self, address):
        self.address = f"http://{address}"
        self.cookies = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(self.cookies)
        )

    def ask(self, path, form=None, **query):
        url = self.address + path
        if query:
            url += "?" + urllib.parse.urlencode(query, doseq=True)
        data = None if form is None else urllib.parse.urlencode(form).encode()
        request = urllib.request.Request(url, data)
        for cookie in self.cookies:
            if cookie.name == "csrftoken":
                request.add_header("X-CSRFToken", cookie.value)
        try:
            answer = self.opener.open(request, timeout=120)
        except urllib.error.HTTPError as error:
            answer = error
        return answer.status, answer.headers, answer.read()

    def json(self, path, form=None, **query):
        status, _, body = self.ask(path, form, **query)
        assert status == 200, (path, status, body[:200])
        return json.loads(body)

    def token(self):
        self.ask("/api/v0/token/")

    def log_in(self, name, password):
        self.token()
        form = {"username": name, "password": password, "server": "1"}
        assert self.json("/api/v0/login/", form)["success"]


BROKEN = 0


def promise(name, check):
    global BROKEN
    try:
        check()
        print("ok -", name)
    except Exception as error:  # noqa: BLE001: every failure is a broken promise
        BROKEN += 1
        print("not ok -", name, "-", type(error).__name__, str(error)[:300])


def conditions(table, count):
    """Random conditions as text and as what numpy says of them."""
    rng = random.Random(5)
    operators = {
        "==": np.equal, "!=": np.not_equal, "<": np.less, "<=": np.less_equal,
        ">": np.greater, ">=": np.greater_equal,
    }

    def one():
        name = rng.choice(["object", "Area", "Count", "Good", "Kind"])
        if name == "Good":
            return "Good", table["Good"]
        if name == "Kind":
            value = rng.choice([text for text in HOSTILE if "\r" not in text])
            quoted = "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"
            return f"(Kind == {quoted})", np.array([kind == value for kind in table["Kind"]])
        sign = rng.choice(list(operators))
        value = rng.choice([table[name][rng.randrange(len(table[name]))], rng.randrange(-60, 160)])
        value = 7 if np.isnan(value) else value.item() if hasattr(value, "item") else value
        if rng.random() < 0.3:
            return f"({name} * 2 - 1 {sign} {value!r})", operators[sign](table[name] * 2 - 1, value)
        return f"({name} {sign} {value!r})", operators[sign](table[name], value)

    for _ in range(count):
        text, truth = one()
        for _ in range(rng.randrange(3)):
            more, other = one()
            if rng.random() < 0.5:
                text, truth = f"({text} & {more})", truth & other
            else:
                text, truth = f"({text} | ~{more})", truth | ~other
        yield text, truth


def plain(values):
    return [None if isinstance(v, float) and v != v else v for v in np.asarray(values).tolist()]


def check(address, folder, seen, hidden, password):
    with open(f"{folder}/cells.csv", newline="", encoding="utf-8") as file:
        count = sum(1 for _ in csv.reader(file)) - 1
    table = columns(count)
    names = list(table)
    anna, public, bert = Client(address), Client(address), Client(address)
    anna.log_in("anna", password)
    bert.log_in("bert", password)
    public.token()
    at = f"/webgateway/table/{seen}"

    def metadata():
        answer = anna.json(f"{at}/metadata/")
        types = ["LongColumn", "DoubleColumn", "LongColumn", "BoolColumn", "StringColumn"]
        assert [c["type"] for c in answer["columns"]] == types, answer
        assert [c["name"] for c in answer["columns"]] == names
        assert answer["totalCount"] == count

    def queries():
        for text, truth in conditions(table, 40):
            hits = np.flatnonzero(truth)
            answer = anna.json(f"{at}/query/", query=text, offset=3, limit=50)
            assert answer["meta"]["totalCount"] == len(hits), (text, answer["meta"], len(hits))
            expected = [
                list(row) for row in zip(*(plain(table[name][hits[3:53]]) for name in names))
            ]
            assert answer["data"]["rows"] == expected, text

    def rows():
        for text, truth in conditions(table, 15):
            hits = np.flatnonzero(truth)
            answer = anna.json(f"{at}/rows/", query=text)
            end = answer["meta"]["end"]
            assert answer["rows"] == hits[hits < end].tolist(), text

    def slices():
        rng = random.Random(3)
        wanted = [rng.randrange(count) for _ in range(2000)]
        form = {"rows": ",".join(map(str, wanted)), "columns": "4,0-1"}
        for client in (anna, public):
            answer = client.json(f"{at}/slice/", form)
            for values, name in zip(answer["columns"], ["Kind", "object", "Area"]):
                assert values == plain(table[name][wanted]), name
        answer = anna.json(f"{at}/slice/", rows=f"0-{count - 1}", columns="0-99999")
        assert "Too many items" in answer["error"], answer

    def mask():
        _, headers, body = anna.ask(f"{at}/obj_id_bitmask/", query="(Count > 10) & Good")
        assert headers["Content-Type"] == "application/octet-stream"
        hits = table["object"][(table["Count"] > 10) & table["Good"]]
        bits = np.zeros(hits.max() + 1, np.uint8)
        bits[hits] = 1
        assert body == np.packbits(bits).tobytes()

    def limits():
        answer = anna.json(f"{at}/query/", query="*")
        if count > ROWS_MAX:
            assert answer["status"] == 404 and str(count) in answer["error"], answer
        for query in ["", "Area >", "import os", "(" * 5000, "Nothing == 1", "Kind > 3"]:
            assert "error" in anna.json(f"{at}/query/", query=query), query
        assert anna.ask(f"{at}/query/", query="*", limit="x")[0] == 400

    def of_objects():
        answer = anna.json("/webgateway/table/Dataset/1/query/", query="object-7")
        assert answer["data"]["rows"][0][0] == 7 and answer["id"] == int(seen), answer["id"]
        answer = anna.json("/webgateway/table/Dataset.imageLinks.child/1/query/", query="object-7")
        assert answer["parentId"] == 1, answer
        tables = anna.json("/webgateway/annotations/Dataset/1/")["data"]
        assert [t["file"] for t in tables] == [int(seen)], tables
        assert tables[0]["owner"] == "Anna Smith"

    def permissions():
        for client, sees in [(anna, True), (bert, False), (public, False)]:
            answer = client.json(f"/webgateway/table/{hidden}/query/", query="*")
            assert ("error" in answer) != sees, answer
            for path in ["", "json/", "csv/"]:
                status = client.ask(f"/webclient/omero_table/{hidden}/{path}")[0]
                assert status == (200 if sees else 404), (path, status)
            assert bool(client.json("/webgateway/annotations/Dataset/2/")["data"]) == sees
        for client in (bert, public):
            assert "data" in client.json(f"{at}/query/", query="object-1")
        status, _, _ = Client(address).ask(f"{at}/slice/", {"rows": "1", "columns": "1"})
        assert status == 403, "a POST of another site"

    def pages():
        answer = anna.json(f"/webclient/omero_table/{seen}/json/", offset=200)
        assert len(answer["data"]["rows"]) == 200 and answer["meta"]["page"] == 2
        status, headers, body = anna.ask(f"/webclient/omero_table/{seen}/")
        assert status == 200 and b"&lt;script&gt;alert(1)" in body and b"<script>alert" not in body

    def as_csv():
        text = b""
        for start in range(0, count, ROWS_MAX):
            status, headers, body = anna.ask(
                f"/webclient/omero_table/{seen}/csv/",
                offset=start,
                limit=ROWS_MAX,
                header="false" if start else "true",
            )
            assert status == 200 and headers["Content-Type"].startswith("text/csv"), headers
            text += body
        with open(f"{folder}/again.csv", "wb") as file:
            file.write(text)
        read = list(csv.reader(io.StringIO(text.decode(), newline="")))
        assert read[0] == names and len(read) == count + 1
        expected = [[str(value) for value in table[name].tolist()] for name in names]
        assert [list(column) for column in zip(*read[1:])] == expected

    for name, promised in [
        ("metadata name the columns and their types", metadata),
        ("40 random conditions find what numpy finds", queries),
        ("numbers of rows are those of numpy", rows),
        ("slices are numpy's, by address, by form, for the public too", slices),
        ("a mask is numpy's packed bits", mask),
        ("limits and conditions that are none are told", limits),
        ("a table is found from what it is attached to", of_objects),
        ("who does not see a table learns of none", permissions),
        ("pages and their JSON show rows, and no markup of cells", pages),
        ("CSV has every cell as it was", as_csv),
    ]:
        promise(name, promised)
    sys.exit(BROKEN > 0)


def compare(address, one, other):
    client = Client(address)

    def same():
        for query in ["object < 500", "(Count == 3) & Good", "Kind == 'a,b'"]:
            answers = [
                client.json(f"/webgateway/table/{n}/query/", query=query, limit=5000)
                for n in (one, other)
            ]
            assert answers[0]["meta"]["totalCount"] > 0
            assert answers[0] == answers[1], query

    promise("what came as CSV makes the same table again", same)
    sys.exit(BROKEN > 0)


def whole(instance):
    """Every file of a table is one that an annotation shows on something, and none is unfinished."""
    data = f"{instance}/var/data"
    database = sqlite3.connect(f"file:{data}/catalogue.sqlite?mode=ro", uri=True)
    known = {path for (path,) in database.execute(
        "SELECT path FROM originalfile WHERE mimetype = 'OMERO.tables'"
    )}
    shown = {path for (path,) in database.execute(
        """SELECT path FROM originalfile JOIN annotation ON annotation.file = originalfile.id
           JOIN datasetannotationlink ON child = annotation.id"""
    )}
    folder = f"{data}/ManagedRepository/tables"
    names = os.listdir(folder)
    assert known and known == shown, known ^ shown
    assert all(os.path.exists(path) for path in known), known
    assert not [name for name in names if not name.endswith(".table")], names


if __name__ == "__main__":
    {"make": make, "check": check, "compare": compare, "whole": whole}[sys.argv[1]](*sys.argv[2:])
