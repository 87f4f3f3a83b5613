"""What must hold of a catalogue whatever happened to those who wrote it.

Answers the faults as sentences: damage of the file, rows that refer to nothing, counts kept by
triggers that a plain count does not bear out, words that are found without their rows.
"""

import sqlite3

# Counts a row keeps: table, column, and the plain count.
COUNTS = [
    ("project", "datasetcount", "SELECT count(*) FROM projectdatasetlink WHERE parent = row.id"),
    ("dataset", "imagecount", "SELECT count(*) FROM datasetimagelink WHERE parent = row.id"),
    ("screen", "platecount", "SELECT count(*) FROM screenplatelink WHERE parent = row.id"),
    ("dataset", "parentcount", "SELECT count(*) FROM projectdatasetlink WHERE child = row.id"),
    ("plate", "parentcount", "SELECT count(*) FROM screenplatelink WHERE child = row.id"),
    ("image", "parentcount", "SELECT (SELECT count(*) FROM datasetimagelink WHERE child = row.id)"
     " + (SELECT count(*) FROM wellsample WHERE image = row.id)"),
    ("image", "roicount", "SELECT count(*) FROM roi WHERE image = row.id"),
]
# Tables in the census, and what makes a row an orphan.
CENSUS = {"project": "0", "dataset": "parentcount = 0", "image": "parentcount = 0", "screen": "0",
          "plate": "parentcount = 0", "roi": "0"}
WORDS = ("project", "dataset", "image", "screen", "plate")


def faults(path):
    with sqlite3.connect(path, timeout=20) as base:
        return [fault for check in (file, counts, census, space, words) for fault in check(base)]


def file(base):
    found = [row[0] for row in base.execute("PRAGMA integrity_check")]
    if found != ["ok"]:
        yield f"integrity_check: {found[:5]}"
    for row in base.execute("PRAGMA foreign_key_check").fetchmany(5):
        yield f"foreign_key_check: {row}"


def counts(base):
    for table, column, count in COUNTS:
        wrong = base.execute(
            f"SELECT count(*) FROM {table} AS row WHERE {column} IS NOT ({count})").fetchone()[0]
        if wrong:
            yield f"{wrong} of {table}.{column} are wrong"
    images = base.execute("SELECT count(*) FROM image").fetchone()
    if base.execute("SELECT count FROM tally WHERE name = 'image'").fetchone() != images:
        yield "the tally of images is wrong"


def census(base):
    for table, orphan in CENSUS.items():
        kept = set(base.execute("SELECT group_id, owner_id, total, orphaned FROM census"
                                " WHERE entity = ? AND (total, orphaned) IS NOT (0, 0)", (table,)))
        plain = set(base.execute(f"SELECT group_id, owner_id, count(*), sum({orphan})"
                                 f" FROM {table} GROUP BY group_id, owner_id"))
        if kept != plain:
            yield f"the census of {table} says {kept - plain}, a count {plain - kept}"


def space(base):
    kept = set(base.execute(
        "SELECT group_id, owner_id, bytes FROM drivespace WHERE bytes IS NOT 0"))
    plain = set(base.execute(
        "SELECT coalesce(fileset.group_id, file.group_id) AS place,"
        " coalesce(fileset.owner_id, file.owner_id) AS person, sum(size) AS bytes"
        " FROM originalfile AS file LEFT JOIN fileset ON fileset.id = file.fileset"
        " WHERE place IS NOT NULL AND person IS NOT NULL GROUP BY place, person"
        " HAVING bytes IS NOT 0"))
    if kept != plain:
        yield f"the drive space says {kept - plain}, a sum {plain - kept}"


def words(base):
    """Every row has its words in the index, and the index none of others."""
    for table in WORDS:
        base.execute(f"INSERT INTO {table}words ({table}words) VALUES ('integrity-check')")
        base.execute(f"CREATE VIRTUAL TABLE temp.{table}terms"
                     f" USING fts5vocab (main, '{table}words', instance)")
        found = {row[0] for row in base.execute(f"SELECT DISTINCT doc FROM temp.{table}terms")}
        rows = {row[0] for row in base.execute(f"SELECT id FROM {table}")}
        if found != rows:
            yield f"words of {table}: {len(found - rows)} without rows, {len(rows - found)} missing"
