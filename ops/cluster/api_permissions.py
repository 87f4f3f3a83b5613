#!/usr/bin/env python3
"""Walks the JSON API as everybody and holds every answer against the oracle.

    api_permissions.py HOST:PORT CATALOGUE SECRET    prints `ok - …` or `not ok - …`
"""

import http.client
import json
import sqlite3
import sys
import time

from api_oracle import LEVELS, LINKS, World

SCHEMA = "http://www.openmicroscopy.org/Schemas/OME/2016-06"
ROLES = ("author", "member", "leader")
LISTS = ("projects", "datasets", "images", "screens", "plates", "wells", "rois", "shapes")
FILTERED = {"datasets": ("project", "image"), "projects": ("dataset",), "images": ("dataset",),
            "screens": ("plate",), "plates": ("screen",), "wells": ("plate",), "rois": ("image",)}
SAVED = {"projects": "Project", "datasets": "Dataset", "screens": "Screen"}
NAMES = {"projects": "Project", "datasets": "Dataset", "images": "Image", "screens": "Screen",
         "plates": "Plate", "plateacquisitions": "PlateAcquisition", "wells": "Well", "rois": "Roi",
         "shapes": "Shape"}
FLAGS = {"canEdit": "edit", "canAnnotate": "annotate", "canLink": "link", "canDelete": "delete"}


class Cases:
    tried = 0
    wrong = []

    @classmethod
    def expect(cls, is_right, *words):
        cls.tried += 1
        if not is_right:
            cls.wrong.append(" ".join(str(word)[:300] for word in words))


class Person:
    """A client on one kept connection."""

    def __init__(self, host, name, secret):
        self.name, self.cookies = name, {}
        self.connection = http.client.HTTPConnection(host, timeout=20)
        if name != "public":
            self.ask("/api/v0/token/")
            status, answer = self.ask("/api/v0/login/", "POST", {
                "username": name, "password": secret, "server": "1"})
            assert status == 200, (name, status, answer)

    def ask(self, path, method="GET", document=None):
        fields = {"Cookie": "; ".join(f"{n}={v}" for n, v in self.cookies.items())}
        if method != "GET":
            fields["X-CSRFToken"] = self.cookies.get("csrftoken", "")
        body = None
        if document is not None:
            body = json.dumps(document)
            fields["Content-Type"] = "application/json"
        self.connection.request(method, path, body, fields)
        answer = self.connection.getresponse()
        text = answer.read()
        for line in answer.headers.get_all("Set-Cookie", []):
            name, value = line.split(";")[0].split("=", 1)
            self.cookies[name] = value
        return answer.status, json.loads(text)

    def list(self, path):
        """Numbers and objects of a list of one page, and its total."""
        status, answer = self.ask(path)
        if status != 200:
            Cases.expect(False, self.name, path, status, answer)
            return [], [], -1
        return [i["@id"] for i in answer["data"]], answer["data"], answer["meta"]["totalCount"]


# The world everybody walks through.

def furnish(path):
    """For every member: containers, a plate and regions, also in and on what others own."""
    with sqlite3.connect(path, timeout=10) as base:
        base.execute("PRAGMA foreign_keys = ON")
        for level in LEVELS:
            group, = base.execute(
                "SELECT id FROM experimentergroup WHERE name = ?", (level,)).fetchone()
            owners = [base.execute("SELECT id FROM experimenter WHERE omename = ?",
                                   (f"{role}-{level}",)).fetchone()[0] for role in ROLES]
            made = [furnish_one(base, group, owner) for owner in owners]
            # Of each two owners, the first one's containers hold what is the next one's as well.
            for own, other in zip(made, made[1:] + made[:1]):
                link(base, "projectdatasetlink", own["project"], other["dataset"])
                link(base, "datasetimagelink", own["dataset"], other["image"])
                link(base, "screenplatelink", own["screen"], other["plate"])
                region(base, group, own["owner"], other["image"])


def furnish_one(base, group, owner):
    def insert(table, **values):
        names = ", ".join(f'"{name}"' for name in values)
        marks = ", ".join("?" * len(values))
        return base.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})",
                            tuple(values.values())).lastrowid

    whose = {"owner_id": owner, "group_id": group}
    made = {table: insert(table, name=f"{table} of {owner}", **whose)
            for table in ("project", "dataset", "screen")}
    insert("dataset", name=f"lone dataset of {owner}", **whose)
    made["owner"] = owner
    made["image"], = base.execute(
        "SELECT id FROM image WHERE owner_id = ? ORDER BY id", (owner,)).fetchone()
    made["plate"] = insert("plate", name=f"plate of {owner}", rowcount=1, columncount=1, **whose)
    run = insert("plateacquisition", plate=made["plate"], position=0, name="run")
    well = insert("well", plate=made["plate"], row=0, column=0)
    insert("wellsample", well=well, position=0, image=made["image"], plateacquisition=run)
    link(base, "projectdatasetlink", made["project"], made["dataset"])
    link(base, "screenplatelink", made["screen"], made["plate"])
    region(base, group, owner, made["image"])
    return made


def link(base, table, parent, child):
    kind = {"projectdatasetlink": "dataset", "datasetimagelink": "image",
            "screenplatelink": "plate"}[table]
    base.execute(f"INSERT OR IGNORE INTO {table} (parent, child, owner_id, sortname)"
                 f" SELECT ?, id, owner_id, sortname FROM {kind} WHERE id = ?", (parent, child))


def region(base, group, owner, image):
    roi = base.execute("INSERT INTO roi (image, owner_id, group_id) VALUES (?, ?, ?)",
                       (image, owner, group)).lastrowid
    base.execute("INSERT INTO shape (roi, type, x, y) VALUES (?, 'point', 1, 2)", (roi,))


# What everybody asks.

def lists(world, person):
    for kind in LISTS:
        queries = [({}, ""), ({"orphaned": True}, "orphaned=true")]
        queries += [({"group": g}, f"group={g}") for g in world.groups]
        queries += [({"owner": u}, f"owner={u}") for u in world.people.values()]
        queries += [({"owner": u, "group": g}, f"owner={u}&group={g}")
                    for u in list(world.people.values())[::5] for g in list(world.groups)[3::2]]
        for choice, query in queries:
            if kind not in ("datasets", "images", "plates") and "orphaned" in choice:
                continue
            check_list(world, person, kind, f"/api/v0/m/{kind}/?{query}", **choice)
        ids, _, total = person.list(f"/api/v0/m/{kind}/?limit=2&offset=1&normalize=true")
        seen = world.listed(person.name, kind)
        Cases.expect(len(ids) == max(0, min(2, len(seen) - 1)) and set(ids) <= seen
                     and total == len(seen), person.name, kind, "a page", ids, total)


def check_list(world, person, kind, path, **choice):
    ids, objects, total = person.list(path)
    wanted = world.listed(person.name, kind, **choice)
    Cases.expect(set(ids) == wanted and len(ids) == len(wanted) == total,
                 person.name, path, "shows", ids, total, "and not", wanted)
    return objects


def nested(world, person):
    """What every thing holds and is held by, whether it is seen or not, by path and by filter."""
    for (parent, child), _ in list(world.members.items()):
        if (parent, child) in (("rois", "images"), ("plateacquisitions", "plates"),
                               ("wells", "plateacquisitions")):
            continue
        for number in world.objects[parent]:
            where = (parent, number)
            path = f"/api/v0/m/{parent}/{number}/{child}/"
            check_list(world, person, child, path, parent=where)
            name = parent[:-1]
            if name in FILTERED.get(child, ()):
                check_list(world, person, child, f"/api/v0/m/{child}/?{name}={number}",
                           parent=where)
            if child == "wells":
                check_list(world, person, child, f"/api/v0/m/{parent}/{number}/wellsampleindex/0"
                           "/wells/", parent=where)


def child_counts(world, person):
    for parent, child in LINKS:
        _, objects, _ = person.list(f"/api/v0/m/{parent}/?childCount=true")
        for item in objects:
            wanted = len(world.listed(person.name, child, parent=(parent, item["@id"])))
            Cases.expect(item["omero:childCount"] == wanted, person.name, parent, item["@id"],
                         "counts", item["omero:childCount"], "and not", wanted)


def objects(world, person):
    """Every object: there or not, what may be done with it, what its fields show, its links."""
    for kind, found in world.objects.items():
        for number in found:
            status, answer = person.ask(f"/api/v0/m/{kind}/{number}/?childCount=true")
            is_seen = world.sees(person.name, kind, number)
            Cases.expect(status == (200 if is_seen else 404), person.name, kind, number, status)
            if status != 200 or not is_seen:
                continue
            flags = answer["data"]["omero:details"]["permissions"]
            for flag, action in FLAGS.items():
                Cases.expect(flags[flag] == world.may(person.name, action, kind, number),
                             person.name, kind, number, flag, flags[flag])
            for sample in answer["data"].get("WellSamples", []):
                shown = sample.get("Image", {}).get("@id")
                Cases.expect(shown is None or world.sees(person.name, "images", shown),
                             person.name, "well", number, "shows image", shown)


def addresses(world, person):
    """Who is there everybody is told, how to reach him those of his groups alone."""
    for path in ("/api/v0/m/experimenters/?limit=500", "/api/v0/m/images/?normalize=true"):
        _, answer = person.ask(path)
        for item in answer.get("experimenters", answer["data"]):
            user = item["@id"]
            own = world.people.get(person.name)
            shared = any((user, group) in world.memberships and (own, group) in world.memberships
                         for group in world.groups if group != 1)
            knows = person.name == "root" or person.name != "public" and (shared or own == user)
            is_known = "Email" in item
            # Those OMERO keeps for itself have no address.
            Cases.expect(is_known == (knows and user > 1 and item["UserName"] != "public"),
                         person.name, "is told", item)


# What everybody tries.

def victim(path, kind, like):
    """A new thing beside a given one, with the same owner and group."""
    with sqlite3.connect(path, timeout=10) as base:
        base.execute("PRAGMA foreign_keys = ON")
        if kind == "plateacquisitions":
            return base.execute("INSERT INTO plateacquisition (plate, position, name)"
                                " SELECT plate, (SELECT max(position) + 1 FROM plateacquisition),"
                                " 'victim' FROM plateacquisition WHERE id = ?", (like,)).lastrowid
        if kind == "rois":
            return base.execute("INSERT INTO roi (image, owner_id, group_id) SELECT image, owner_id,"
                                " group_id FROM roi WHERE id = ?", (like,)).lastrowid
        if kind == "shapes":
            return base.execute("INSERT INTO shape (roi, type, x, y) SELECT roi, type, x, y"
                                " FROM shape WHERE id = ?", (like,)).lastrowid
        table = kind[:-1]
        return base.execute(f"INSERT INTO {table} (name, owner_id, group_id)"
                            f" SELECT 'victim', owner_id, group_id FROM {table} WHERE id = ?",
                            (like,)).lastrowid


def changes(world, path, people):
    """Saves and deletes of everybody, on a thing of every owner; and whether the rows agree."""
    for kind in ("projects", "datasets", "screens", "plateacquisitions", "rois", "shapes"):
        models = {}
        for number, whose in world.objects[kind].items():
            models.setdefault(whose, number)
        for model in models.values():
            number = victim(path, kind, model)
            world.objects[kind][number] = world.objects[kind][model]
            for person in people:
                if kind in SAVED:
                    save(world, path, person, kind, number)
                if delete(world, path, person, kind, number):
                    number = victim(path, kind, model)
                    world.objects[kind][number] = world.objects[kind][model]


def expected(world, person, action, kind, number):
    if not world.sees(person.name, kind, number):
        # The public has no token to change anything with.
        return 403 if person.name == "public" else 404
    return 200 if world.may(person.name, action, kind, number) else 403


def row(path, kind, number):
    with sqlite3.connect(path, timeout=10) as base:
        found = base.execute(f"SELECT * FROM {kind[:-1]} WHERE id = ?", (number,)).fetchone()
    return found


def save(world, path, person, kind, number):
    before = row(path, kind, number)
    document = {"@type": f"{SCHEMA}#{SAVED[kind]}", "@id": number, "Name": person.name}
    for group in (-1, world.objects[kind][number][1]):
        status, answer = person.ask(f"/api/v0/m/save/?group={group}", "PUT", document)
        wanted = expected(world, person, "edit", kind, number)
        Cases.expect(status == wanted, person.name, "saves", kind, number, status, answer)
    is_kept = row(path, kind, number) == before
    Cases.expect(is_kept == (wanted != 200), person.name, "saved", kind, number, wanted)


def delete(world, path, person, kind, number):
    status, answer = person.ask(f"/api/v0/m/{kind}/{number}/", "DELETE")
    wanted = expected(world, person, "delete", kind, number)
    Cases.expect(status == wanted, person.name, "deletes", kind, number, status, answer)
    is_there = row(path, kind, number) is not None
    Cases.expect(is_there == (wanted != 200), person.name, "deleted", kind, number, wanted)
    return not is_there


def additions(world, people):
    for person in people:
        for group in list(world.groups) + [999]:
            for kind, name in SAVED.items():
                document = {"@type": f"{SCHEMA}#{name}", "Name": "new"}
                status, answer = person.ask(f"/api/v0/m/save/?group={group}", "POST", document)
                if person.name == "public":
                    wanted = 403
                elif group == 999:
                    wanted = 400
                else:
                    # Groups that say who is active or a guest hold no data.
                    wanted = 201 if world.may_add(person.name, group) and group not in (1, 2) else 403
                Cases.expect(status == wanted, person.name, "adds to", group, status, answer)
                if status == 201:
                    made = answer["data"]
                    status, _ = person.ask(f"/api/v0/m/{kind}/{made['@id']}/", "DELETE")
                    Cases.expect(status == 200, person.name, "deletes the own", kind, status)


def promise(words, check, *arguments):
    Cases.wrong = []
    before, began = Cases.tried, time.monotonic()
    check(*arguments)
    print(f"{Cases.tried - before} cases in {time.monotonic() - began:.1f} s")
    for fault in Cases.wrong[:10]:
        print(f"  {fault}")
    count = len(Cases.wrong)
    print(f"not ok - {words}: {count} wrong" if count else f"ok - {words}")
    return count == 0


def main(host, path, secret):
    furnish(path)
    names = ["root", "stranger", "public"] + [f"{r}-{l}" for r in ROLES for l in LEVELS]
    people = [Person(host, name, secret) for name in names]
    world = World(path)

    def each(check):
        for person in people:
            check(world, person)

    kept = [
        promise("lists and their counts show everybody what he may see", each, lists),
        promise("so do lists of what things hold and are held by", each, nested),
        promise("child counts are as long as the lists behind them", each, child_counts),
        promise("objects are there for those who may see them, with their rights", each, objects),
        promise("addresses are told to colleagues alone", each, addresses),
        promise("things are made in one's own groups alone", additions, world, people),
        promise("who may change and delete does, and nobody else", changes, world, path, people),
    ]
    print(f"{Cases.tried} cases")
    sys.exit(0 if all(kept) else 1)


if __name__ == "__main__":
    main(*sys.argv[1:])
