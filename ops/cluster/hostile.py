#!/usr/bin/env python3
"""Fills an account with hostile texts and asks every address for them.

    hostile.py --people FILE    writes a group, a first and a last name, each with a NUL behind it
    hostile.py --table FILE     writes a table with texts in its header and its rows
    hostile.py HOST SECRET      logs in as anna, changes what can be changed, asks for everything

What came back is looked at as its readers would: JSON is read, HTML is parsed. Each text begins and
ends with a mark, so a text that was cut, escaped twice or not at all is found wherever it stands.
"""

import csv
import html.parser
import json
import re
import sys

import requests

# Elements and attributes by these names are only made by texts that were not escaped.
MARKUP = "</script></title></textarea>-->\"'><hostile onhostile=\"1\">&amp;&#60;<!--"
BODIES = {
    "markup": MARKUP,
    "control characters": "a\x01\x02\x1b\x7f\u0085\u2028\u2029\ufeff b",
    "lines": "one\ttwo\nthree",
    "right to left": "\u202eevil\u202c \u0645\u0631\u062d\u0628\u0627 \u05e9\u05dc\u05d5\u05dd",
    "ten thousand characters": "\u00e4" * 9_990,
    "escapes": "%00%0A%3Chostile%3E+&=;\\u0041\\n${x}{{7*7}}",
    "SQL": "'); DROP TABLE image; --",
    "beyond the first plane": "\U0001f52c\U0001f9ec e\u0301",
}
TEXTS = {name: f"hOsT{number}[{body}]hOsT" for number, (name, body) in enumerate(BODIES.items())}
# A whole text, or as much of one as is there.
FOUND = re.compile(r"hOsT(\d)\[.*?(?:\]hOsT|$)", re.DOTALL)
BY_NUMBER = {str(number): text for number, text in enumerate(TEXTS.values())}
# Texts that people's names may have.
PEOPLE = ("markup", "right to left", "beyond the first plane")
# Texts that are too long for a file, or that no form sends as they are.
NO_FILES = ("ten thousand characters", "lines")
# Errors may name a part of what was asked for. The file of original metadata has one line for each
# entry, so what would break a line is a blank there.
REWRITTEN = ("/webclient/download_orig_metadata/{id}/",)
# Fewer addresses than this with a text in them would mean that little was looked at.
SHOWN_MIN = 90


class Reader(html.parser.HTMLParser):
    """Texts and attributes of a page; what its scripts say is left as it stands."""

    def __init__(self, page):
        super().__init__()
        self.texts, self.faults, self.is_script = [], [], False
        self.pending = ""
        self.feed(page)
        self.close()
        self.flush()

    def handle_starttag(self, tag, attributes):
        self.flush()
        self.is_script = tag == "script"
        for name, value in attributes:
            if "hostile" in name:
                self.faults.append(f"attribute {name}")
            self.texts.append(value or "")
        if "hostile" in tag:
            self.faults.append(f"element {tag}")

    def handle_endtag(self, tag):
        self.flush()
        self.is_script = False

    def handle_comment(self, data):
        if "hOsT" in data:
            self.faults.append(f"comment {data[:80]}")

    def handle_data(self, data):
        self.pending += data

    def flush(self):
        if self.is_script:
            if "<!--" in self.pending:
                self.faults.append("a comment in a script")
        else:
            self.texts.append(self.pending)
        self.pending = ""


def strings(document):
    if isinstance(document, str) and document.startswith("{") and document.endswith("}"):
        # What a figure says of itself is a document in a document.
        yield from strings(json.loads(document))
    elif isinstance(document, str):
        yield document
    elif isinstance(document, dict):
        for key, value in document.items():
            yield key
            yield from strings(value)
    elif isinstance(document, list):
        for value in document:
            yield from strings(value)


class Looker:
    """Holds answers against what they should be."""

    def __init__(self):
        self.tried, self.wrong, self.shown, self.kinds = 0, [], set(), set()

    def look(self, pattern, answer):
        self.tried += 1
        kind = answer.headers.get("Content-Type", "").split(";")[0]
        if answer.status_code >= 500:
            return self.fail(pattern, answer, answer.text[:100])
        if kind.startswith("image/") or kind == "application/zip":
            return None
        try:
            text = answer.content.decode("utf-8")
        except UnicodeDecodeError as error:
            return self.fail(pattern, answer, error) if kind != "application/force-download" else None
        texts, faults = [text], []
        is_figure = kind == "application/force-download" and text.startswith("{")
        if is_figure or kind in ("application/json", "application/problem+json"):
            try:
                texts = list(strings(json.loads(text)))
            except ValueError as error:
                return self.fail(pattern, answer, error)
        elif kind == "text/html":
            reader = Reader(text)
            texts, faults = reader.texts, reader.faults
        elif kind == "text/csv":
            texts = [text.replace('""', '"')]
        for fault in faults:
            self.fail(pattern, answer, fault)
        for one in texts:
            self.compare(pattern, answer, one)
        return None

    def compare(self, pattern, answer, text):
        for match in FOUND.finditer(text):
            wanted = BY_NUMBER.get(match[1])
            if match[0] == wanted:
                self.shown.add(pattern)
                self.kinds.add(match[1])
            elif "hOsT" not in answer.url and pattern not in REWRITTEN:
                self.fail(pattern, answer, "not whole: " + repr(match[0])[:120])

    def fail(self, pattern, answer, reason):
        self.wrong.append(f"{pattern} {answer.url[:200]} {answer.status_code}: {reason}")


class Person:
    def __init__(self, host, secret):
        self.base = f"http://{host}"
        self.session = requests.Session()
        self.session.get(self.base + "/api/v0/token/", timeout=20)
        form = {"username": "anna", "password": secret, "server": "1"}
        assert self.post("/api/v0/login/", form).status_code == 200

    def post(self, path, form, **more):
        fields = {"X-CSRFToken": self.session.cookies.get("csrftoken", "")}
        return self.session.post(self.base + path, data=form, headers=fields, timeout=60, **more)

    def done(self, path, form, **more):
        answer = self.post(path, form, **more)
        assert answer.status_code == 200, (path, answer.status_code, answer.text[:300])
        return answer.json()

    def get(self, path, **query):
        return self.session.get(self.base + path, params=query, timeout=60)


def furnish(person):
    """Puts every text where texts can be."""
    for name, text in TEXTS.items():
        project = person.done("/webclient/action/addnewcontainer/", {
            "folder_type": "project", "name": text, "description": text})["id"]
        dataset = person.done(f"/webclient/action/addnewcontainer/project/{project}/", {
            "folder_type": "dataset", "name": text, "description": text})["id"]
        person.done("/webclient/action/addnewcontainer/", {
            "folder_type": "screen", "name": text, "description": text})
        person.done("/webclient/action/addnewcontainer/", {
            "folder_type": "tag", "name": text, "description": text})
        person.done("/webclient/action/addnewcontainer/", {
            "folder_type": "tagset", "name": text, "description": text})
        where = {"image": 1, "dataset": dataset, "project": project}
        person.done("/webclient/annotate_comment/", {**where, "comment": text})
        person.done("/webclient/annotate_map/", {
            **where, "mapAnnotation": json.dumps([[text, text]]), "ns": text})
        person.done("/webclient/annotate_tags/", {
            **where, "newtags-TOTAL_FORMS": 1, "newtags-0-tag": text,
            "newtags-0-description": text})
        if name not in NO_FILES:
            person.done("/webclient/annotate_file/", where, files=[
                ("annotation_file", (text, text.encode(), "text/plain"))])
            figure = {"panels": [{"imageId": 1, "labels": [{"text": text}]}], "figureName": text}
            person.done("/figure/save_web_figure/", {"figureJSON": json.dumps(figure)})
        shape = {"@type": "http://www.openmicroscopy.org/Schemas/OME/2016-06#Rectangle",
                 "X": 1, "Y": 2, "Width": 30, "Height": 40, "Text": text, "oldId": "-1:-1"}
        body = json.dumps({"imageId": 1, "count": 1, "rois": {"new": [shape], "new_count": 1}})
        assert "errors" not in person.done("/iviewer/persist_rois/", body), name


def rename(person, text):
    """What has one text at a time."""
    for kind in ("image", "dataset", "plate"):
        person.post(f"/webclient/action/savename/{kind}/1/", {"name": text})
        person.post(f"/webclient/action/savedescription/{kind}/1/", {"description": text})
    # As in OMERO, more than 255 characters of a channel's name are not kept.
    if len(text) <= 255:
        person.post("/webclient/edit_channel_names/1/", {f"channel{n}": text for n in range(3)})


# Numbers of planes and sizes; all others are tried as what they may name.
FIXED = {"z": 0, "t": 0, "c": 0, "x": 1, "y": 1, "w": 32, "h": 32, "field": 0, "index": 0, "share": 1,
         "value": 1, "run": 1, "roi": 1, "group": 1}
OBJECTS = ("image", "dataset", "project", "screen", "plate", "run", "acquisition", "well", "id",
           "roi", "shape", "tag", "imageId", "experimenter")
# These end the session that asks, or change what is asked for.
LEFT_OUT = re.compile(r"/(logout|active_group|sessions/end|save_projection)/?$")


def paths(pattern, parameters, count):
    """The addresses of a pattern: one for each thing and each word it may name."""
    filled = [pattern]
    for parameter in parameters:
        name, schema = parameter["name"], parameter.get("schema", {})
        if name in FIXED:
            values = [FIXED[name]]
        elif "enum" in schema:
            values = schema["enum"]
        elif schema.get("type") == "integer":
            values = range(1, count + 1)
        else:
            values = ["name", "um", "cm"]
        filled = [one.replace("{%s}" % name, str(v)) for one in filled for v in values]
    return filled


def ask_everything(person, looker, count, hostile_queries):
    description = person.get("/api/openapi.json").json()
    for pattern, operations in description["paths"].items():
        if "get" not in operations or LEFT_OUT.search(pattern):
            continue
        parameters = operations.get("parameters", []) + operations["get"].get("parameters", [])
        inside = [p for p in parameters if p["in"] == "path"]
        outside = [p for p in parameters if p["in"] == "query"]
        for path in paths(pattern, inside, count):
            looker.look(pattern, person.get(path))
        path = paths(pattern, inside, 1)[0]
        for parameter in outside:
            name = parameter["name"]
            if name in OBJECTS:
                for number in range(1, count + 1):
                    looker.look(pattern, person.get(path, **{name: number}))
            elif hostile_queries:
                for text in filter(lambda text: len(text) < 200, TEXTS.values()):
                    looker.look(pattern, person.get(path, **{name: text}))
        required = {p["name"]: "hOsT" for p in outside if p.get("required")}
        if required:
            looker.look(pattern, person.get(path, **required))


def main():
    if sys.argv[1] == "--people":
        with open(sys.argv[2], "w", encoding="utf-8") as file:
            file.write("".join(TEXTS[name] + "\0" for name in PEOPLE))
        return
    if sys.argv[1] == "--table":
        rows = ([text, text] for name, text in TEXTS.items() if name not in NO_FILES)
        with open(sys.argv[2], "w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([[TEXTS["markup"], TEXTS["right to left"]], *rows])
        return
    person, looker = Person(*sys.argv[1:]), Looker()
    furnish(person)
    # One round with a long text and queries that are hostile themselves, then one for each other.
    for round_number, text in enumerate(TEXTS.values()):
        rename(person, text)
        ask_everything(person, looker, 12 if round_number == 0 else 3, round_number == 0)
    for line in looker.wrong[:40]:
        print("# " + line.replace("\n", " "))
    is_whole = len(looker.shown) >= SHOWN_MIN and len(looker.kinds) == len(TEXTS)
    verdict = "ok" if is_whole and not looker.wrong else "not ok"
    print(f"{verdict} - hostile texts come back whole and escaped: {looker.tried} answers, "
          f"{len(looker.shown)} addresses with {len(looker.kinds)} of {len(TEXTS)} texts in them, "
          f"{len(looker.wrong)} wrong")


if __name__ == "__main__":
    main()
