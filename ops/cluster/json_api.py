#!/usr/bin/env python3
"""A client of the JSON API that follows every link and believes nothing.

    json_api.py make FOLDER PLATE.zarr             small images, and a plate of four wells
    json_api.py check HOST:PORT CATALOGUE SECRET   prints `ok - …` or `not ok - …` for each promise
"""

import json
import os
import sqlite3
import struct
import sys
import time
import urllib.error
import urllib.request
from http.cookiejar import CookieJar

SCHEMA = "http://www.openmicroscopy.org/Schemas/OME/2016-06"
IMAGES = 23
PAGE = 7

# What documents must have, by the names of their types.
REQUIRED = {
    "Project": {"Name", "url:datasets"},
    "Dataset": {"Name", "url:dataset", "url:images", "url:projects"},
    "Image": {"Name", "Pixels", "omero:series", "omero:format", "url:datasets"},
    "Screen": {"Name", "url:screen", "url:plates"},
    "Plate": {"Name", "url:plate", "url:screens", "url:wells", "url:plateacquisitions"},
    "PlateAcquisition": {"url:plateacquisition", "omero:wellsampleIndex"},
    "Well": {"Column", "Row", "WellSamples", "url:well", "url:plates"},
    "ROI": {"shapes", "url:roi"},
    "Rectangle": {"X", "Y", "Width", "Height", "url:roi"},
    "Experimenter": {"UserName", "FirstName", "LastName", "url:experimentergroups"},
    "ExperimenterGroup": {"Name", "url:experimenters"},
}
UNOWNED = {"Experimenter", "ExperimenterGroup"}


def make(folder, plate):
    os.makedirs(folder)
    for number in range(IMAGES):
        with open(f"{folder}/image-{number:02}.tif", "wb") as file:
            file.write(tiff(number))
    make_plate(plate)


def tiff(shade):
    """A grey picture of 8 x 8 pixels (TIFF 6.0, section 3), one strip behind its directory."""
    entries = [
        (256, 3, 1, 8), (257, 3, 1, 8), (258, 3, 1, 8), (259, 3, 1, 1), (262, 3, 1, 1),
        (273, 4, 1, 8 + 2 + 9 * 12 + 4), (277, 3, 1, 1), (278, 3, 1, 8), (279, 4, 1, 64),
    ]
    directory = b"".join(struct.pack("<HHII", *entry) for entry in entries)
    head = b"II*\0" + struct.pack("<IH", 8, len(entries)) + directory + struct.pack("<I", 0)
    return head + bytes((shade * 8 + place) % 256 for place in range(64))


def make_plate(root):
    """OME-NGFF 0.4: wells A1 to B2 with two fields each, one uncompressed chunk."""
    def group(path, attributes):
        os.makedirs(f"{root}/{path}")
        write(f"{path}/.zgroup", {"zarr_format": 2})
        write(f"{path}/.zattrs", attributes)

    def write(path, document):
        with open(f"{root}/{path}", "w", encoding="utf-8") as file:
            json.dump(document, file)

    places = [(row, column) for row in "AB" for column in "12"]
    group(".", {"plate": {
        "version": "0.4", "name": "Plate of four", "field_count": 2,
        "rows": [{"name": "A"}, {"name": "B"}], "columns": [{"name": "1"}, {"name": "2"}],
        "wells": [
            {"path": f"{row}/{column}", "rowIndex": "AB".index(row),
             "columnIndex": "12".index(column)} for row, column in places
        ],
    }})
    for row, column in places:
        group(f"{row}/{column}", {"well": {
            "version": "0.4", "images": [{"path": "0"}, {"path": "1"}],
        }})
        for field in "01":
            path = f"{row}/{column}/{field}"
            group(path, {"multiscales": [{
                "version": "0.4",
                "axes": [{"name": "y", "type": "space"}, {"name": "x", "type": "space"}],
                "datasets": [{"path": "0", "coordinateTransformations": [
                    {"type": "scale", "scale": [1.0, 1.0]}]}],
            }]})
            os.makedirs(f"{root}/{path}/0")
            write(f"{path}/0/.zarray", {
                "zarr_format": 2, "shape": [8, 8], "chunks": [8, 8], "dtype": "|u1",
                "compressor": None, "fill_value": 0, "order": "C", "filters": None,
                "dimension_separator": "/",
            })
            os.makedirs(f"{root}/{path}/0/0")
            with open(f"{root}/{path}/0/0/0", "wb") as file:
                file.write(bytes(range(64)))


class Client:
    """One visitor with the cookies of his own."""

    requests = 0

    def __init__(self, host):
        self.base = f"http://{host}"
        self.cookies = CookieJar()
        self.opener = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(self.cookies)
        )

    def ask(self, url, method="GET", document=None, token=True):
        """Answers the status, the document and the head of the response."""
        Client.requests += 1
        url = url if url.startswith("http") else self.base + url
        request = urllib.request.Request(url, method=method)
        if document is not None:
            request.data = json.dumps(document).encode()
            request.add_header("Content-Type", "application/json")
        secrets = [cookie.value for cookie in self.cookies if cookie.name == "csrftoken"]
        if method != "GET" and token and secrets:
            request.add_header("X-CSRFToken", secrets[0])
        try:
            with self.opener.open(request, timeout=10) as answer:
                return answer.status, json.load(answer), answer.headers
        except urllib.error.HTTPError as error:
            with error:
                return error.code, json.loads(error.read() or b"{}"), error.headers

    def get(self, url):
        status, document, _ = self.ask(url)
        assert status == 200, f"{url}: {status} {document}"
        return document

    def log_in(self, name, secret):
        self.get("/api/v0/token/")
        status, document, _ = self.ask(
            "/api/v0/login/", "POST", {"username": name, "password": secret, "server": "1"}
        )
        assert status == 200 and document["success"], f"{name}: {status} {document}"

    def pages(self, url):
        """All objects of a list, page after page."""
        found, mark = [], "&" if "?" in url else "?"
        while True:
            page = self.get(f"{url}{mark}limit={PAGE}&offset={len(found)}")
            meta = page["meta"]
            assert meta["limit"] == PAGE and meta["offset"] == len(found), f"{url}: {meta}"
            found += page["data"]
            if len(page["data"]) < PAGE:
                break
        ids = [item["@id"] for item in found]
        assert len(ids) == len(set(ids)) == meta["totalCount"], f"{url}: {meta} {ids}"
        whole = self.get(f"{url}{mark}limit=0")
        assert whole["data"] == [] and whole["meta"]["totalCount"] == len(ids), url
        return found


def check_document(item):
    name = item["@type"].split("#")[1]
    assert item["@type"] == f"{SCHEMA}#{name}", item["@type"]
    missing = REQUIRED[name] - item.keys()
    assert not missing, f"{name} {item['@id']} lacks {missing}"
    assert None not in item.values(), item
    details = item["omero:details"]
    permissions = details["permissions"]
    assert len(permissions) == 13 and len(permissions["perm"]) == 6, permissions
    if name not in UNOWNED:
        assert details["owner"]["UserName"] and details["group"]["Name"], details
    return f"{name} {item['@id']}"


def links(document):
    """Every link below a document."""
    if isinstance(document, list):
        for item in document:
            yield from links(item)
    elif isinstance(document, dict):
        for name, value in document.items():
            if name.startswith("url:"):
                yield from [value] if isinstance(value, str) else value
            else:
                yield from links(value)


UNFOLLOWED = ("/token/", "/login/", "/save/", "/servers/", "/2016-06")


def walk(client):
    """Follows all links; answers the objects that were seen, by type and number."""
    waiting = [client.base + "/api/"]
    known, objects = set(waiting), {}
    while waiting:
        url = waiting.pop()
        document = client.get(url)
        data = document.get("data")
        if "meta" in document:
            data = client.pages(url)
        items = data if isinstance(data, list) else [data] if data else []
        for item in items:
            if "@id" in item:
                objects[check_document(item)] = item
        for link in links(data if data is not None else document):
            assert link.startswith(client.base) or link == SCHEMA, link
            if link not in known and not link.endswith(UNFOLLOWED):
                known.add(link)
                waiting.append(link)
    return objects


def kinds(objects, name):
    return {key for key in objects if key.split()[0] == name}


def check_counts(client):
    """What containers say they hold is what their lists hold."""
    for name, members in [
        ("projects", "datasets"), ("datasets", "images"), ("screens", "plates"),
        ("experimentergroups", "experimenters"),
    ]:
        for item in client.pages(f"{client.base}/api/v0/m/{name}/?childCount=true"):
            found = client.pages(item[f"url:{members}"])
            assert item["omero:childCount"] == len(found), (name, item)
    for item in client.pages(client.base + "/api/v0/m/images/?orphaned=true"):
        assert client.pages(item["url:datasets"]) == [], item


def check_order(client):
    names = [i["Name"] for i in client.pages(client.base + "/api/v0/m/images/")]
    assert names == sorted(names, key=str.lower), names
    document = client.get("/api/v0/m/images/?normalize=true&limit=2")
    people = {person["@id"] for person in document["experimenters"]}
    for item in document["data"]:
        assert set(item["omero:details"]["owner"]) == {"@id"}, item
        assert item["omero:details"]["owner"]["@id"] in people


ERRORS = [
    ("/api/v0/m/images/?limit=ten", 400, "limit"),
    ("/api/v0/m/images/?offset=1.5", 400, "offset"),
    ("/api/v0/m/images/?owner=", 400, "owner"),
    ("/api/v0/m/datasets/?project=%00", 400, "project"),
    ("/api/v0/m/images/?owner=%ff%fe", 400, "malformed"),
    ("/api/v0/m/images/?owner=%zz", 400, "malformed"),
    ("/api/v0/m/projects/999999/", 404, "Project 999999 not found"),
    ("/api/v0/m/rois/999999999999999999/", 404, "Roi 999999999999999999 not found"),
    ("/api/v0/m/wells/0/", 404, "Well 0 not found"),
    ("/api/v0/m/plateacquisitions/", 404, ""),
    ("/api/v0/m/nothing/", 404, ""),
    ("/api/v0/m/projects/1/wells/", 404, ""),
    ("/api/v0/m/projects/99999999999999999999/", 404, ""),
    ("/api/v0/m/save/", 405, ""),
]
HARMLESS = [
    "limit=-1", "offset=-7", "limit=99999999999999999999999", "offset=99999999999999999999999",
    "offset=9223372036854775807", "owner=-1", "owner=9223372036854775807", "group=-1",
    "group=-9223372036854775808", "unknown=1&%F0%9F%98%80=%F0%9F%98%80", "orphaned=yes", "&&=&",
]


def check_errors(client):
    for url, status, text in ERRORS:
        found, document, head = client.ask(url)
        assert found == status and text in document["message"], f"{url}: {found} {document}"
        assert head["X-OMERO-ApiVersion"] == "0.2" or "/99999999999999999999/" in url, url
    for query in HARMLESS:
        for name in ("images", "datasets", "wells", "rois", "experimenters"):
            status, document, _ = client.ask(f"/api/v0/m/{name}/?{query}")
            assert status == 200 and document["meta"]["limit"] <= 500, (query, status, document)
    # A link without the slash before the query leads to the same place.
    assert client.get("/api/v0/m/experimenters?limit=1") == client.get(
        "/api/v0/m/experimenters/?limit=1"
    )


def check_saving(client, group):
    """Makes, changes and deletes one object of each kind, and leaves one of each."""
    for name in ("Project", "Dataset", "Screen"):
        new = {"@type": f"{SCHEMA}#{name}", "Name": f"New {name} µ", "Description": "old"}
        for _ in range(2):
            status, document, _ = client.ask(f"/api/v0/m/save/?group={group}", "POST", new)
            assert status == 201, document
        made = document["data"]
        check_document(made | {f"url:{name.lower()}": ""})
        status, document, _ = client.ask("/api/v0/m/save/", "PUT", made | {"Name": "Other"})
        assert status == 200 and document["data"]["Name"] == "Other", document
        url = f"/api/v0/m/{name.lower()}s/{made['@id']}/"
        assert client.get(url)["data"]["Name"] == "Other"
        status, document, _ = client.ask(url, "DELETE")
        assert status == 200 and document["data"]["@id"] == made["@id"], document
        assert client.ask(url)[0] == 404
    refused = [
        ("POST", {"Name": "n"}, 400, "Need to specify @type attribute"),
        ("POST", {"@type": f"{SCHEMA}#Project", "Name": "n"}, 400, "Specify Group"),
        ("POST", {"@type": f"{SCHEMA}#Image", "Name": "n"}, 405, "Creation of Image"),
        ("PUT", {"@type": f"{SCHEMA}#Project", "Name": "n"}, 400, "No '@id' attribute"),
    ]
    for method, document, status, text in refused:
        found, answer, _ = client.ask("/api/v0/m/save/", method, document)
        assert found == status and text in answer["message"], (document, answer)
    status, answer, _ = client.ask("/api/v0/m/save/", "POST", refused[1][1], token=False)
    assert status == 403 and "CSRF" in answer["message"], answer
    image = client.get("/api/v0/m/images/?limit=1&group=-1")["data"]
    for item in image:
        status, answer, _ = client.ask(f"/api/v0/m/images/{item['@id']}/", "DELETE")
        assert status == 405 and answer["message"] == "Delete of Image not supported", answer


def check_strangers(public, stranger_of):
    """Neither the public nor another user changes anything."""
    for client, statuses in ((public, {403}), (stranger_of, {403, 404})):
        for url in ("/api/v0/m/projects/1/", "/api/v0/m/datasets/1/"):
            status, document, _ = client.ask(url, "DELETE")
            assert status in statuses, (url, status, document)


def add_by_hand(path):
    """What no request makes yet: a dataset in a project, and regions in an image."""
    with sqlite3.connect(path, timeout=10) as base:
        base.execute("PRAGMA foreign_keys = ON")
        base.execute(
            "INSERT INTO projectdatasetlink (parent, child, owner_id, sortname)"
            " SELECT (SELECT min(id) FROM project), id, owner_id, sortname FROM dataset LIMIT 1"
        )
        for _ in range(PAGE + 1):
            roi = base.execute(
                "INSERT INTO roi (image, owner_id, group_id)"
                " SELECT id, owner_id, group_id FROM image ORDER BY id LIMIT 1"
            ).lastrowid
            base.execute(
                "INSERT INTO shape (roi, type, x, y, width, height)"
                " VALUES (?, 'rectangle', 1, 2, 3, 4)", (roi,)
            )


BROKEN = []


def promise(words, check, *arguments):
    try:
        answer = check(*arguments)
        print(f"ok - {words}")
        return answer
    except (AssertionError, KeyError, OSError, ValueError) as error:
        BROKEN.append(words)
        print(f"not ok - {words}: {type(error).__name__} {error}")
        return {}


def check_seen(root, public):
    seen = {name: len(kinds(root, name)) for name in REQUIRED}
    assert seen["Image"] == IMAGES + 8 and seen["Well"] == 4 and seen["ROI"] == PAGE + 1, seen
    assert min(seen[name] for name in ("Project", "Dataset", "Screen", "Plate")) > 0, seen
    hidden = root.keys() - public.keys()
    assert public.keys() <= root.keys(), public.keys() - root.keys()
    assert {key.split()[0] for key in hidden} == {"Project", "Dataset", "Screen"}, hidden
    assert len(hidden) == 3, hidden


def check(host, catalogue, secret):
    began = time.monotonic()
    root, anna, public = Client(host), Client(host), Client(host)
    root.log_in("root", secret)
    anna.log_in("anna", secret)
    lab = next(
        group["@id"] for group in root.pages(root.base + "/api/v0/m/experimentergroups/")
        if group["Name"] == "lab"
    )
    promise("root makes, changes and deletes objects", check_saving, root, 0)
    promise("a user does in the own group", check_saving, anna, lab)
    add_by_hand(catalogue)
    promise("nobody else changes anything", check_strangers, public, anna)
    all_of = promise("root follows every link to whole documents", walk, root)
    shown = promise("the public does as well", walk, public)
    promise("the public sees what it may, and no less", check_seen, all_of, shown)
    promise("containers hold as many as they say, for root", check_counts, root)
    promise("for the public", check_counts, public)
    promise("lists are in order, and normalised on request", check_order, root)
    promise("what is wrong is refused with its reason", check_errors, public)
    print(f"{Client.requests} requests in {time.monotonic() - began:.1f} s")
    sys.exit(1 if BROKEN else 0)


if __name__ == "__main__":
    {"make": make, "check": check}[sys.argv[1]](*sys.argv[2:])
