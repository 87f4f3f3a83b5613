#!/usr/bin/env python3
"""Downloads from a cluster, held against the files and pixels they come from.

    downloads.py make FOLDER                       writes images to import
    downloads.py CHECK HOST:PORT FOLDER CATALOGUE  runs one check

The password of everybody is in SECRET, the program in OMERO.
"""

import hashlib
import http.client
import io
import os
import random
import sqlite3
import subprocess
import sys
import tempfile
import urllib.parse
import zipfile

import numpy
import tifffile
import zarr

HERE = ""
FOLDER = ""
IMAGES = {}
# A path that no test names; the seed makes a failure come again.
RANDOM = random.Random(20260)


def planes(shape, kind):
    values = numpy.arange(numpy.prod(shape), dtype="uint64") * 2654435761 % 65521
    return values.reshape(shape).astype(kind)


def make(folder):
    os.makedirs(folder + "/deep")
    stack = planes((2, 3, 2, 90, 130), "uint16")
    tifffile.imwrite(
        f"{folder}/stack.ome.tif",
        stack,
        metadata={"axes": "TZCYX", "PhysicalSizeX": 0.5, "PhysicalSizeY": 0.25},
    )
    tifffile.imwrite(f"{folder}/float, with a comma.ome.tif", planes((70, 50), "float32"), metadata={"axes": "YX"})
    tifffile.imwrite(f"{folder}/deep/stack.ome.tif", planes((60, 40), "int16"), metadata={"axes": "YX"})
    full = planes((2500, 3000), "uint16")
    with tifffile.TiffWriter(f"{folder}/pyramid.ome.tif") as writer:
        options = {"tile": (256, 256), "photometric": "minisblack"}
        writer.write(full, subifds=2, metadata={"axes": "YX"}, **options)
        writer.write(full[::2, ::2], subfiletype=1, **options)
        writer.write(full[::4, ::4], subfiletype=1, **options)
    group = zarr.open_group(f"{folder}/cells.zarr", mode="w", zarr_format=2)
    group.create_array("0", data=planes((2, 64, 96), "uint8"), chunks=(1, 32, 32))
    axes = [{"name": "c", "type": "channel"}, {"name": "y", "type": "space"}, {"name": "x", "type": "space"}]
    scale = {"type": "scale", "scale": [1, 1, 1]}
    group.attrs["multiscales"] = [
        {"version": "0.4", "axes": axes, "datasets": [{"path": "0", "coordinateTransformations": [scale]}]}
    ]


class Person:
    """A client with cookies; the public when it has no name."""

    def __init__(self, name=None):
        self.cookies = {}
        if name is None:
            return
        self.ask("GET", "/api/v0/token/")
        form = urllib.parse.urlencode({"username": name, "password": os.environ["SECRET"]})
        fields = {"X-CSRFToken": self.cookies["csrftoken"], "Content-Type": "application/x-www-form-urlencoded"}
        answer = self.ask("POST", "/webclient/login/", form, **fields)
        assert answer.status == 302, f"{name} cannot log in: {answer.status} {answer.body[:200]!r}"

    def ask(self, method, path, body=None, **fields):
        connection = http.client.HTTPConnection(HERE, timeout=20)
        if self.cookies:
            fields["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        connection.request(method, path, body, {name.replace("_", "-"): text for name, text in fields.items()})
        answer = connection.getresponse()
        answer.body = answer.read()
        connection.close()
        for line in answer.headers.get_all("Set-Cookie", []):
            name, value = line.split(";")[0].split("=", 1)
            self.cookies[name] = value
        return answer

    def get(self, path, **fields):
        return self.ask("GET", path, **fields)


def equal(one, other, words=""):
    assert one == other, f"{words}: {one!r} is not {other!r}"


def digest(data):
    return hashlib.sha256(data).hexdigest()


def stored(name):
    with open(f"{FOLDER}/{name}", "rb") as file:
        return file.read()


def original(number):
    return f"/webgateway/archived_files/download/{number}/"


def several(names):
    return "/webgateway/archived_files/download/?" + "&".join(f"image={IMAGES[name]}" for name in names)


def single():
    anna = Person("anna")
    for name, number in IMAGES.items():
        if name.endswith(".zarr"):
            continue
        whole = anna.get(original(number))
        equal((whole.status, digest(whole.body)), (200, digest(stored(name))), name)
        plain = os.path.basename(name).replace(" ", "_").replace(",", ".")
        assert f'filename="{plain}"' in whole.headers["Content-Disposition"], whole.headers
        head = anna.ask("HEAD", original(number))
        equal((head.status, head.headers["Content-Length"]), (200, str(len(whole.body))))
        tag = whole.headers["ETag"]
        equal(anna.get(original(number), If_None_Match=tag).status, 304)
        equal(anna.get(original(number), If_Modified_Since=whole.headers["Last-Modified"]).status, 304)
        equal(anna.get(original(number), If_Match='"other"').status, 412)
        part = anna.get(original(number), Range="bytes=-7", If_Range=tag)
        equal((part.status, part.body), (206, whole.body[-7:]))
        equal(anna.get(original(number), Range="bytes=0-9", If_Range='"other"').status, 200)
        beyond = anna.get(original(number), Range=f"bytes={len(whole.body)}-")
        equal((beyond.status, beyond.headers["Content-Range"]), (416, f"bytes */{len(whole.body)}"))


def joined(person, path, whole, cuts):
    """What comes in pieces that are cut at random, one request for each."""
    places = [0] + sorted(RANDOM.sample(range(1, len(whole.body)), cuts)) + [len(whole.body)]
    data = b""
    for start, end in zip(places, places[1:]):
        part = person.get(path, Range=f"bytes={start}-{end - 1}", If_Range=whole.headers["ETag"])
        equal(part.status, 206, path)
        equal(part.headers["Content-Range"], f"bytes {start}-{end - 1}/{len(whole.body)}")
        data += part.body
    return data


def pieces():
    anna = Person("anna")
    paths = [
        several(list(IMAGES)),
        f"/webgateway/render_ome_tiff/i/{IMAGES['pyramid.ome.tif']}/",
        f"/webgateway/render_ome_zarr/{IMAGES['stack.ome.tif']}/",
        "/webgateway/render_ome_tiff/d/1/",
    ]
    for path in paths:
        whole = anna.get(path)
        equal(whole.status, 200, path)
        equal(whole.headers["Content-Length"], str(len(whole.body)))
        equal(digest(joined(anna, path, whole, 12)), digest(whole.body), path)
        equal(anna.get(path, If_None_Match=whole.headers["ETag"]).status, 304)


def members(data):
    with tempfile.NamedTemporaryFile(suffix=".zip") as file:
        file.write(data)
        file.flush()
        subprocess.run(["unzip", "-tq", file.name], check=True, stdout=subprocess.DEVNULL)
    archive = zipfile.ZipFile(io.BytesIO(data))
    equal(archive.testzip(), None)
    return {name: archive.read(name) for name in archive.namelist()}


def archive():
    anna = Person("anna")
    for path in (several(list(IMAGES)), "/webgateway/archived_files/download/?dataset=1"):
        found = members(anna.get(path).body)
        wanted = ["stack.ome.tif", "float, with a comma.ome.tif", "pyramid.ome.tif"]
        for name in wanted:
            assert digest(stored(name)) in map(digest, found.values()), name
        assert "stack_(1).ome.tif" in found, list(found)
        tree = f"{FOLDER}/cells.zarr"
        files = [os.path.relpath(os.path.join(at, name), FOLDER) for at, _, names in os.walk(tree) for name in names]
        assert len(files) > 10
        for name in files:
            equal(found[name], stored(name), name)
    once = members(anna.get(several(["stack.ome.tif", "stack.ome.tif", "pyramid.ome.tif"])).body)
    equal(len(once), 2)


def written(data):
    return tifffile.TiffFile(io.BytesIO(data))


def tiff():
    anna = Person("anna")
    for name in ("stack.ome.tif", "float, with a comma.ome.tif", "pyramid.ome.tif", "deep/stack.ome.tif"):
        answer = anna.get(f"/webgateway/render_ome_tiff/i/{IMAGES[name]}/")
        equal(answer.headers["Content-Type"], "image/tiff")
        with written(answer.body) as export, tifffile.TiffFile(f"{FOLDER}/{name}") as source:
            assert export.is_ome
            (one, other) = (export.series[0], source.series[0])
            equal(one.dtype, other.dtype, name)
            equal(len(one.levels), len(other.levels), name)
            order = "TCZYX" if len(other.shape) == 5 else "YX"
            wanted = other.asarray()
            if len(other.shape) == 5:
                wanted = wanted.transpose([other.axes.index(axis) for axis in one.axes])
                assert sorted(one.axes) == sorted(order)
            assert numpy.array_equal(one.asarray(), wanted), name
            for level in range(1, len(one.levels)):
                assert numpy.array_equal(one.levels[level].asarray(), other.levels[level].asarray())
    found = members(anna.get("/webgateway/render_ome_tiff/d/1/").body)
    equal(len(found), len(IMAGES))
    for data in found.values():
        with written(data) as export:
            assert export.is_ome and export.asarray().size > 0
    equal(anna.get("/webgateway/render_ome_tiff/d/1/?dryrun=1").body, str(len(IMAGES)).encode())


def zarr_export():
    anna = Person("anna")
    for name in ("stack.ome.tif", "pyramid.ome.tif"):
        data = anna.get(f"/webgateway/render_ome_zarr/{IMAGES[name]}/").body
        members(data)
        with tempfile.NamedTemporaryFile(suffix=".zip") as file:
            file.write(data)
            file.flush()
            group = zarr.open_group(zarr.storage.ZipStore(file.name, mode="r"), mode="r")
            scales = group.attrs["multiscales"][0]
            equal("".join(axis["name"] for axis in scales["axes"]), "tczyx")
            with tifffile.TiffFile(f"{FOLDER}/{name}") as source:
                equal(len(scales["datasets"]), len(source.series[0].levels))
                for level, described in zip(source.series[0].levels, scales["datasets"]):
                    wanted = level.asarray()
                    if wanted.ndim == 5:
                        wanted = wanted.transpose([source.series[0].axes.index(axis) for axis in "TCZYX"])
                    found = group[described["path"]][:]
                    assert numpy.array_equal(found.squeeze(), wanted.squeeze()), (name, described)


def pictures():
    anna = Person("anna")
    number = IMAGES["stack.ome.tif"]
    starts = {"png": b"\x89PNG", "jpeg": b"\xff\xd8\xff", "tif": b"II*\0"}
    for kind, start in starts.items():
        one = anna.get(f"/webgateway/download_as/{number}/?format={kind}")
        equal((one.status, one.body[: len(start)]), (200, start), kind)
        shown = anna.get(f"/webclient/render_image_download/{number}/?format={kind}")
        equal((shown.status, shown.body[: len(start)]), (200, start), kind)
        path = f"/webgateway/download_as/?format={kind}&" + "&".join(f"image={n}" for n in IMAGES.values())
        found = members(anna.get(path).body)
        equal(len(found), len(IMAGES))
        assert all(data.startswith(start) for data in found.values())
    assert b"image.ome" not in one.body
    equal(anna.get(f"/webgateway/download_as/{number}/?format=exe").status, 400)


def everything(number):
    return [
        original(number),
        f"/webgateway/download_as/{number}/",
        f"/webclient/render_image_download/{number}/",
        f"/webgateway/render_ome_tiff/i/{number}/",
        f"/webgateway/render_ome_zarr/{number}/",
        f"/webgateway/archived_files/download/?image={number}",
        "/webgateway/archived_files/download/?dataset=1",
        "/webgateway/render_ome_tiff/d/1/",
    ]


def people():
    for name, may in (("anna", True), ("member", True), ("root", True), ("stranger", False), (None, False)):
        person = Person(name)
        for path in everything(IMAGES["stack.ome.tif"]):
            answer = person.get(path)
            equal(answer.status == 200, may, f"{name} {path} {answer.status}")
            if not may:
                assert answer.status == 404 and b"stack" not in answer.body, answer.body[:200]


def change(policy):
    words = ["obj", "map-set", "ExperimenterGroup:lab", "config", "--", "omero.policy.binary_access", policy]
    subprocess.run([os.environ["OMERO"], *words], check=True, stdout=subprocess.DEVNULL)


def policy():
    number = IMAGES["stack.ome.tif"]
    for text, reader, owner in (("-read", False, True), ("-image", False, False), ("+plate", True, True)):
        change(text)
        for name, may in (("member", reader), ("anna", owner), ("root", owner)):
            person = Person(name)
            answer = person.get(original(number))
            equal((answer.status, len(answer.body) > 0), (200, True) if may else (404, False), f"{text} {name}")
            told = person.get(f"/webgateway/imgData/{number}/perms.canDownload/").body
            equal(told, b"true" if may else b"false", f"{text} {name}")
            equal(person.get(f"/webgateway/render_ome_tiff/i/{number}/").status, 200)


CHECKS = {
    "single": single,
    "pieces": pieces,
    "archive": archive,
    "tiff": tiff,
    "zarr": zarr_export,
    "pictures": pictures,
    "people": people,
    "policy": policy,
}


def main():
    global HERE, FOLDER
    if sys.argv[1] == "make":
        return make(sys.argv[2])
    check, HERE, FOLDER, catalogue = sys.argv[1:5]
    text = "SELECT fileset.path, image.id FROM image JOIN fileset ON fileset.id = image.fileset"
    with sqlite3.connect(f"file:{catalogue}?mode=ro", uri=True) as connection:
        for path, number in connection.execute(text):
            IMAGES[os.path.relpath(path, os.path.realpath(FOLDER))] = number
    CHECKS[check]()


main()
