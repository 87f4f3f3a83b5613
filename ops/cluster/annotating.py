#!/usr/bin/env python3
"""Annotates as everybody and holds every answer against the oracle.

    annotating.py HOST:PORT CATALOGUE SECRET    prints `ok - …` or `not ok - …`
"""

import json
import sqlite3
import sys

import requests

from api_oracle import LEVELS, World
from api_permissions import ROLES, Cases, furnish

PAIRS = [["key", "value"], ["key", ""]]
HOSTILE = {
    "markup": "<script>alert(1)</script>&amp;'\"",
    "control characters": "a\x01\x7f\t\r\nb",
    "right to left": "\u202eevil\u202c",
    "ten thousand characters": "ä" * 10_000,
    "escapes": "%00%0A+&=;\\u0041",
    "SQL": "'); DROP TABLE image; --",
}


class Person:
    """A client with a session of its own."""

    def __init__(self, host, name, secret):
        self.name, self.base = name, f"http://{host}"
        self.session = requests.Session()
        self.session.get(f"{self.base}/api/v0/token/", timeout=20)
        if name != "public":
            answer = self.send("/api/v0/login/", {
                "username": name, "password": secret, "server": 1})
            assert answer.status_code == 200, (name, answer.text)

    def get(self, path, **query):
        answer = self.session.get(self.base + path, params=query, timeout=20)
        return answer.status_code, answer.json() if answer.ok else answer.text

    def send(self, path, form=None, method="POST", **more):
        fields = {"X-CSRFToken": self.session.cookies.get("csrftoken", "")}
        return self.session.request(
            method, self.base + path, data=form, headers=fields, timeout=60, **more)


# What is done to every image by everybody, and what has to become of it.

def expected(world, person, action, owner, group):
    """Refused, missing or done."""
    if person == "public":
        return 403
    if not world.sees_owned(person, owner, group):
        return 404
    return 200 if world.may_owned(person, action, owner, group) else 403


def annotating(world, person):
    for image, (owner, group) in world.objects["images"].items():
        wanted = expected(world, person.name, "annotate", owner, group)
        form = {"image": image}
        ways = {
            "annotate_comment": form | {"comment": f"by {person.name}"},
            "annotate_rating": form | {"rating": 3},
            "annotate_map": form | {"mapAnnotation": json.dumps(PAIRS)},
            "annotate_tags": form | {
                "newtags-TOTAL_FORMS": 1, "newtags-0-tag": f"tag of {person.name}"},
        }
        for name, fields in ways.items():
            answer = person.send(f"/webclient/{name}/", fields)
            Cases.expect(answer.status_code == wanted, person.name, name, image,
                         answer.status_code, wanted, answer.text)
        answer = person.send("/webclient/annotate_file/", form,
                             files=[("annotation_file", ("notes.txt", b"notes", "text/plain"))])
        Cases.expect(answer.status_code == wanted, person.name, "annotate_file", image,
                     answer.status_code, wanted, answer.text)
        reading(world, person, image, owner, group)


def reading(world, person, image, owner, group):
    status, found = person.get("/webclient/api/annotations/", image=image)
    is_seen = world.sees_owned(person.name, owner, group)
    Cases.expect(status == 200 and (is_seen or not found["annotations"]),
                 person.name, "annotations", image, status, found)
    if status != 200:
        return
    for item in found["annotations"]:
        maker = item["owner"]["id"]
        flags = {name: world.may_owned(person.name, action, maker, group) for name, action in
                 (("canEdit", "edit"), ("canDelete", "delete"), ("canAnnotate", "annotate"))}
        Cases.expect(all(item["permissions"][n] == v for n, v in flags.items()),
                     person.name, "flags", image, item["permissions"], flags)
    _, paths = person.get("/webclient/api/paths_to_object/", image=image)
    Cases.expect(bool(paths["paths"]) == is_seen, person.name, "paths", image, paths)
    for path in paths["paths"]:
        for step in path:
            kind = step["type"] + "s"
            if kind in world.objects:
                Cases.expect(world.sees(person.name, kind, step["id"]),
                             person.name, "path through", step)
    _, links = person.get("/webclient/api/parent_links/", image=image)
    parents = {d for d in world.members["images", "datasets"].get(image, ())
               if world.sees(person.name, "datasets", d)} if is_seen else set()
    Cases.expect({link["parent"]["id"] for link in links["data"]} == parents,
                 person.name, "parent_links", image, links, parents)


def others_pairs(catalogue, world, people):
    """Everybody tries to change, and then to delete, the pairs of every author."""
    with sqlite3.connect(f"file:{catalogue}?mode=ro", uri=True, timeout=10) as base:
        rows = base.execute(
            "SELECT id, owner_id, group_id FROM annotation WHERE type = 'map'").fetchall()
    for person in people.values():
        for number, owner, group in rows[::3]:
            wanted = expected(world, person.name, "edit", owner, group)
            answer = person.send("/webclient/annotate_map/", {
                "annId": number, "mapAnnotation": json.dumps(PAIRS)})
            Cases.expect(answer.status_code == wanted, person.name, "change pairs", number,
                         answer.status_code, wanted, answer.text)
    gone = set()
    for person in people.values():
        for number, owner, group in rows[1::9]:
            wanted = expected(world, person.name, "delete", owner, group)
            if number in gone and person.name != "public":
                wanted = 404
            answer = person.send("/webclient/annotate_map/", {
                "annId": number, "mapAnnotation": "[]"})
            Cases.expect(answer.status_code == wanted, person.name, "delete pairs", number,
                         answer.status_code, wanted, answer.text)
            if wanted == 200:
                gone.add(number)


def linking(world, people):
    """Everybody puts every third image into every dataset, and takes out what he put there."""
    for person in people.values():
        for dataset, whose in list(world.objects["datasets"].items())[::2]:
            for image, owned in list(world.objects["images"].items())[::3]:
                ends = [expected(world, person.name, "link", *end) for end in (whose, owned)]
                wanted = max(ends)
                if wanted == 200 and whose[1] != owned[1]:
                    wanted = 403
                document = {"dataset": {str(dataset): {"image": [image]}}}
                is_there = dataset in world.members["images", "datasets"].get(image, ())
                answer = person.send("/webclient/api/links/", json=document)
                Cases.expect(answer.status_code == wanted or {answer.status_code, wanted} == {403, 404}
                             and 404 in ends, person.name, "link", document,
                             answer.status_code, wanted, answer.text)
                if wanted != 200 or is_there:
                    continue
                answer = person.send("/webclient/api/links/", method="DELETE", json=document)
                Cases.expect(answer.status_code == 200, person.name, "unlink", document,
                             answer.status_code, answer.text)


def others_tags(catalogue, world, people):
    """Everybody gives his own image the tags of his colleagues."""
    with sqlite3.connect(f"file:{catalogue}?mode=ro", uri=True, timeout=10) as base:
        tags = base.execute(
            "SELECT id, owner_id, group_id FROM annotation WHERE type = 'tag'").fetchall()
    for person in people.values():
        own = [(i, g) for i, (o, g) in world.objects["images"].items()
               if o == world.people.get(person.name)]
        for image, group in own:
            for tag, owner, where in tags[::2]:
                wanted = expected(world, person.name, "annotate", owner, where)
                if wanted == 200 and where != group:
                    wanted = 403
                answer = person.send("/webclient/annotate_tags/", {"image": image, "tags": tag})
                Cases.expect(answer.status_code == wanted, person.name, "tag", tag, image,
                             answer.status_code, wanted, answer.text)


def hostile(person, image):
    """Texts come back as they were sent, by every way in and every way out."""
    for name, text in HOSTILE.items():
        pairs = json.dumps([[text, text]])
        ids = [
            person.send("/webclient/annotate_comment/", {"image": image, "comment": text}).json(),
            person.send("/webclient/annotate_map/", {
                "image": image, "mapAnnotation": pairs, "ns": text}).json(),
            person.send("/webclient/annotate_tags/", {
                "image": image, "newtags-TOTAL_FORMS": 1, "newtags-0-tag": text,
                "newtags-0-description": text}).json(),
        ]
        _, found = person.get("/webclient/api/annotations/", image=image)
        items = {item["id"]: item for item in found["annotations"]}
        Cases.expect(items[ids[0]["annId"]]["textValue"] == text, "comment", name)
        pair = items[ids[1]["annId"][0]]
        Cases.expect(pair["values"] == [[text, text]] and pair["ns"] == text, "pairs", name)
        tag = items[ids[2]["new"][0]]
        Cases.expect(tag["textValue"] == text and tag["description"] == text, "tag", name)
        _, tags = person.get("/webclient/api/tags/")
        Cases.expect(any(t["value"] == text for t in tags["tags"]), "tags", name)


def files(person, image):
    """Files come back whole, small ones and one that is beyond what a body may be in memory."""
    for name, content, kind in (("ü <b>.txt", b"one\r\n--\r\ntwo\r\n", "text/plain"),
                                ("big.bin", bytes(range(256)) * 40_000, "image/x")):
        answer = person.send("/webclient/annotate_file/", {"image": image}, files=[
            ("annotation_file", (name, content, kind)),
            ("annotation_file", ("empty.bin", b"", "application/octet-stream"))])
        Cases.expect(answer.status_code == 200, "files", name, answer.status_code, answer.text)
        if answer.status_code != 200:
            continue
        ids = answer.json()["fileIds"]
        got = [person.session.get(f"{person.base}/webclient/annotation/{i}/", timeout=60)
               for i in ids]
        Cases.expect([g.content for g in got] == [content, b""], "bytes of", name)
        _, found = person.get("/webclient/api/annotations/", image=image, type="file")
        item = {i["id"]: i for i in found["annotations"]}[ids[0]]["file"]
        Cases.expect((item["name"], item["size"], item["mimetype"]) == (name, len(content), kind),
                     "file", name, item)


def main():
    host, catalogue, secret = sys.argv[1:]
    furnish(catalogue)
    world = World(catalogue)
    names = ["root", *(f"{r}-{lv}" for lv in LEVELS for r in ROLES), "stranger", "public"]
    people = {name: Person(host, name, secret) for name in names}
    for person in people.values():
        annotating(world, person)
    others_pairs(catalogue, world, people)
    others_tags(catalogue, world, people)
    linking(World(catalogue), people)
    author = people["author-private"]
    image = next(i for i, (o, _) in world.objects["images"].items()
                 if o == world.people["author-private"])
    hostile(author, image)
    files(author, image)
    for line in Cases.wrong[:20]:
        print("# " + line.replace("\n", " "))
    verdict = "not ok" if Cases.wrong else "ok"
    print(f"{verdict} - everybody annotates what he may and nothing else: "
          f"{Cases.tried} answers, {len(Cases.wrong)} wrong")


if __name__ == "__main__":
    main()
