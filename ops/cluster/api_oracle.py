"""Who sees and may do what, by OMERO's table of permissions, over the plain rows of a catalogue.

Written from the table and not from the server, which is held against it. Nothing here knows of
indexes, counts kept by triggers or caches: every list is made by looking at every row.
"""

import sqlite3

LEVELS = ("private", "read-only", "read-annotate", "read-write")
TEXTS = {"rw----": "private", "rwr---": "read-only", "rwra--": "read-annotate",
         "rwrw--": "read-write"}

# What may be done with data of other members, by level in the order of LEVELS.
TABLE = {
    "annotate": {"admin": "NYYY", "owner": "NYYY", "member": "NNYY"},
    "edit": {"admin": "YYYY", "owner": "YYYY", "member": "NNNY"},
    "delete": {"admin": "YYYY", "owner": "YYYY", "member": "NNNY"},
    "link": {"admin": "NYYY", "owner": "NYYY", "member": "NNNY"},
}

# Types of the API, their tables, and the table that owns their rows where it is another one.
KINDS = {
    "projects": ("project", None), "datasets": ("dataset", None), "images": ("image", None),
    "screens": ("screen", None), "plates": ("plate", None),
    "plateacquisitions": ("plateacquisition", "plate"), "wells": ("well", "plate"),
    "rois": ("roi", None), "shapes": ("shape", "roi"),
}
LINKS = {
    ("projects", "datasets"): "projectdatasetlink",
    ("datasets", "images"): "datasetimagelink",
    ("screens", "plates"): "screenplatelink",
}
# Parents whose number is a column of the child.
COLUMNS = {("images", "rois"): "image", ("plates", "wells"): "plate",
           ("plates", "plateacquisitions"): "plate"}
ORPHANED = {"datasets": ["projectdatasetlink"], "images": ["datasetimagelink", "wellsample"],
            "plates": ["screenplatelink"]}


class World:
    """The rows of a catalogue as they are now."""

    def __init__(self, path):
        base = sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=10)
        self.people = dict(base.execute("SELECT omename, id FROM experimenter"))
        self.groups = {
            group: TEXTS[text]
            for group, text in base.execute("SELECT id, permissions FROM experimentergroup")
        }
        self.names = dict(base.execute("SELECT name, id FROM experimentergroup"))
        self.memberships = {
            (user, group): bool(owner) for group, user, owner in
            base.execute("SELECT parent, child, owner FROM groupexperimentermap")
        }
        self.objects = {}
        for kind, (table, owner) in KINDS.items():
            join = f"JOIN {owner} AS whose ON whose.id = thing.{owner}" if owner else ""
            self.objects[kind] = {
                row[0]: row[1:] for row in base.execute(
                    f"SELECT thing.id, {'whose' if owner else 'thing'}.owner_id,"
                    f" {'whose' if owner else 'thing'}.group_id FROM {table} AS thing {join}"
                )
            }
        self.members = {}
        for (parent, child), table in LINKS.items():
            self._relate(parent, child, base.execute(f"SELECT parent, child FROM {table}"))
        for (parent, child), column in COLUMNS.items():
            rows = base.execute(f"SELECT {column}, id FROM {KINDS[child][0]}")
            self._relate(parent, child, rows)
        self._relate("plateacquisitions", "wells", base.execute(
            "SELECT DISTINCT plateacquisition, well FROM wellsample"
            " WHERE plateacquisition IS NOT NULL"))
        self.orphans = {kind: set(self.objects[kind]) for kind in ORPHANED}
        for kind, tables in ORPHANED.items():
            for table in tables:
                column = "image" if table == "wellsample" else "child"
                self.orphans[kind] -= {row[0] for row in base.execute(
                    f"SELECT {column} FROM {table}")}
        base.close()

    def _relate(self, parent, child, rows):
        """Both ways: what a thing holds, and what holds it."""
        there = self.members.setdefault((parent, child), {})
        back = self.members.setdefault((child, parent), {})
        for one, other in rows:
            there.setdefault(one, set()).add(other)
            back.setdefault(other, set()).add(one)

    def sees(self, person, kind, number):
        if number not in self.objects[kind]:
            return False
        return self.sees_owned(person, *self.objects[kind][number])

    def sees_owned(self, person, owner, group):
        """Whether a thing of that owner and group, of whatever kind, is seen."""
        if person == "root":
            return True
        user = self.people[person]
        if (user, group) not in self.memberships:
            return False
        is_leader = self.memberships[user, group]
        return user == owner or is_leader or self.groups[group] != "private"

    def may(self, person, action, kind, number):
        if number not in self.objects[kind]:
            return False
        return self.may_owned(person, action, *self.objects[kind][number])

    def may_owned(self, person, action, owner, group):
        if person == "public" or not self.sees_owned(person, owner, group):
            return False
        user = self.people[person]
        if user == owner:
            return True
        if person == "root":
            role = "admin"
        else:
            role = "owner" if self.memberships[user, group] else "member"
        return TABLE[action][role][LEVELS.index(self.groups[group])] == "Y"

    def may_add(self, person, group):
        if person == "public":
            return False
        return person == "root" or (self.people[person], group) in self.memberships

    def listed(self, person, kind, owner=None, group=None, orphaned=False, parent=None):
        """The numbers a list holds; `parent` is a type and a number."""
        found = {n for n in self.objects[kind] if self.sees(person, kind, n)}
        if owner is not None:
            found = {n for n in found if self.objects[kind][n][0] == owner}
        if group is not None:
            found = {n for n in found if self.objects[kind][n][1] == group}
        if orphaned and kind in ORPHANED:
            found &= self.orphans[kind]
        if parent:
            if not self.sees(person, *parent):
                return set()
            found &= self.members[parent[0], kind].get(parent[1], set())
        return found
