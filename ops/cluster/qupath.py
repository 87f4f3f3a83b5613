#!/usr/bin/env python3
"""The requests of QuPath's extension for OMERO, in its order, with the fields that it reads.

    qupath.py make SLIDE.tif PLATE.zarr    an 8-bit RGB image with tiles, and a plate of four wells
    qupath.py check ADDRESS SECRET         prints `ok - …` or `not ok - …` for each step
"""

import http.client
import json
import re
import struct
import sys
import urllib.parse

import json_api

EDGE = 2048
TILE = 256
FORM = "application/x-www-form-urlencoded"
JSON = "application/json"
ICONS = [
    "webgateway/img/folder16.png", "webgateway/img/folder_image16.png",
    "webgateway/img/folder_yellow16.png", "webgateway/img/icon_folder.png",
    "webclient/image/image16.png", "webclient/image/folder_screen16.png",
    "webclient/image/folder_plate16.png", "webclient/image/run16.png",
]
EVENT_CONTEXT = {
    "userId", "userName", "groupId", "groupName", "sessionId", "sessionUuid", "isAdmin",
    "memberOfGroups", "leaderOfGroups", "eventId", "eventType",
}


def make(slide, plate):
    """A tiled RGB picture of 8 bits (TIFF 6.0, section 15)."""
    across = EDGE // TILE
    tiles = [
        bytes(value for y in range(TILE) for x in range(TILE)
              for value in ((x + place * 16) % 256, y % 256, place * 3 % 256))
        for place in range(across * across)
    ]
    begin = 8
    entries = 10
    after = begin + 2 + entries * 12 + 4
    bits, offsets = after, after + 6
    counts = offsets + 4 * len(tiles)
    data = counts + 4 * len(tiles)
    directory = [
        (256, 3, 1, EDGE), (257, 3, 1, EDGE), (258, 3, 3, bits), (259, 3, 1, 1), (262, 3, 1, 2),
        (277, 3, 1, 3), (322, 3, 1, TILE), (323, 3, 1, TILE), (324, 4, len(tiles), offsets),
        (325, 4, len(tiles), counts),
    ]
    size = len(tiles[0])
    with open(slide, "wb") as file:
        file.write(b"II*\0" + struct.pack("<IH", begin, entries))
        for entry in directory:
            file.write(struct.pack("<HHII", *entry))
        file.write(struct.pack("<I3H", 0, 8, 8, 8))
        file.write(struct.pack(f"<{len(tiles)}I", *(data + size * n for n in range(len(tiles)))))
        file.write(struct.pack(f"<{len(tiles)}I", *[size] * len(tiles)))
        file.write(b"".join(tiles))
    json_api.make_plate(plate)


class QuPath:
    """Java's HTTP client as QuPath uses it: cookies, redirects of GET, a token in a field.

    Paths are those below the address, which has a prefix when a front server stands before it.
    """

    def __init__(self, address):
        self.address = address
        parts = urllib.parse.urlsplit(address)
        self.host, self.prefix = parts.netloc, parts.path
        self.cookies = {}
        self.token = None
        self.urls = {}

    def ask(self, method, path, body=b"", content_type=FORM):
        """Answers the status, the fields and the bytes; redirects are followed for GET."""
        for _ in range(5):
            fields = {"Cookie": "; ".join(f"{n}={v}" for n, v in self.cookies.items())}
            if method == "POST":
                fields |= {"X-CSRFToken": self.token or "", "Referer": f"http://{self.host}/",
                           "Content-Type": content_type}
            connection = http.client.HTTPConnection(self.host, timeout=20)
            connection.request(method, self.prefix + path, body if method == "POST" else None,
                               fields)
            answer = connection.getresponse()
            content = answer.read()
            connection.close()
            for line in answer.headers.get_all("Set-Cookie", []):
                name, value = line.split(";")[0].split("=", 1)
                self.cookies[name] = value
            if method != "GET" or answer.status not in (301, 302):
                return answer.status, answer.headers, content
            path = self.path_of(answer.headers["Location"])
        raise AssertionError(f"{path}: redirected for ever")

    def get(self, path, kind=None):
        status, fields, content = self.ask("GET", path)
        assert status == 200, f"GET {path}: {status} {content[:200]}"
        if kind:
            assert fields["Content-Type"].startswith(kind), f"{path}: {fields['Content-Type']}"
        return content

    def document(self, path):
        return json.loads(self.get(path, JSON))

    def post(self, path, body=b"", content_type=FORM):
        status, _, content = self.ask("POST", path, body, content_type)
        assert status == 200, f"POST {path}: {status} {content[:200]}"
        return content

    def posted(self, path, fields, content_type=FORM):
        return json.loads(self.post(path, urllib.parse.urlencode(fields).encode(), content_type))

    def path_of(self, url):
        """Of a whole URL or of one without its host; either begins with the prefix."""
        path = url.removeprefix(f"http://{self.host}")
        assert path.startswith(self.prefix + "/"), f"{url} does not lead below {self.address}"
        return path.removeprefix(self.prefix)


def connect(me):
    versions = me.document("/api/")
    base = me.path_of(versions["data"][-1]["url:base"])
    me.urls = me.document(base)
    needed = {"url:token", "url:servers", "url:login", "url:projects", "url:datasets",
              "url:images", "url:screens", "url:plates", "url:experimenters",
              "url:experimentergroups"}
    assert needed <= me.urls.keys(), needed - me.urls.keys()
    me.token = me.document(me.path_of(me.urls["url:token"]))["data"]
    server = me.document(me.path_of(me.urls["url:servers"]))["data"][0]
    assert isinstance(server["id"], int) and server["host"] and server["port"], server
    return server


def log_in(me, secret, content_type):
    me.cookies, me.token = {}, None
    server = connect(me)
    form = {"server": server["id"], "username": "anna", "password": secret}
    body = json.dumps(form | {"server": str(server["id"])}) if content_type == JSON \
        else urllib.parse.urlencode(form)
    answer = json.loads(me.post(me.path_of(me.urls["url:login"]), body.encode(), content_type))
    assert answer["success"] is True, answer
    assert EVENT_CONTEXT <= answer["eventContext"].keys(), answer["eventContext"].keys()
    assert isinstance(answer["eventContext"]["sessionUuid"], str)
    return answer["eventContext"]


def read_user(me, user):
    page = me.get("/webclient/", "text/html").decode()
    found = re.search(r"WEBCLIENT\.USER = \{'id': (-?\d+), 'fullName': \"(.*?)\"", page)
    assert found, "the page does not name its visitor"
    assert int(found[1]) == user, found[0]
    assert "<b>" not in found[2], found[0]
    return found[2]


def is_object(item, more):
    needed = {"@id", "@type", "omero:details"} | more
    assert needed <= item.keys(), f"{item['@type']} lacks {needed - item.keys()}"
    details = item["omero:details"]
    assert isinstance(details["owner"]["@id"], int) and isinstance(details["group"]["@id"], int)
    return item


def listed(me, path, more):
    """All objects of a list, in pages of 2 as QuPath goes on until the total."""
    found = []
    while True:
        mark = "&" if "?" in path else "?"
        page = me.document(f"{path}{mark}childCount=true&normalize=true&limit=2"
                           f"&offset={len(found)}")
        assert {"limit", "totalCount"} <= page["meta"].keys(), page["meta"]
        people = {e["@id"] for e in page.get("experimenters", [])}
        for item in page["data"]:
            assert item["omero:details"]["owner"]["@id"] in people, "the owner is not named"
        found += page["data"]
        if len(found) >= page["meta"]["totalCount"]:
            return [is_object(item, more) for item in found]


def is_image(image):
    pixels = is_object(image, {"Name", "Pixels"})["Pixels"]
    assert {"SizeX", "SizeY", "SizeZ", "SizeC", "SizeT"} <= pixels.keys(), pixels
    assert isinstance(pixels["Type"]["value"], str)
    for axis in "XY":
        length = pixels.get(f"PhysicalSize{axis}")
        assert length is None or {"Value", "Symbol"} <= length.keys(), length


def browse(me):
    for name in ("projects", "screens"):
        listed(me, me.path_of(me.urls[f"url:{name}"]), {"Name", "omero:childCount"})
    for name in ("datasets", "images", "plates"):
        listed(me, me.path_of(me.urls[f"url:{name}"]) + "?orphaned=true", {"Name"})
    for name in ("experimenters", "experimentergroups"):
        assert me.document(me.path_of(me.urls[f"url:{name}"]) + "?limit=100")["data"], name
    dataset = listed(me, me.path_of(me.urls["url:datasets"]), {"Name", "omero:childCount"})[0]
    # Without the slash before the question mark, which the server is to add.
    link = me.path_of(dataset["url:dataset"]).rstrip("/")
    single = is_object(me.document(f"{link}?childCount=true")["data"], {"omero:childCount"})
    image = listed(me, me.path_of(single["url:images"]), {"Name", "Pixels"})[0]
    link = me.path_of(me.urls["url:images"]) + str(image["@id"])
    is_image(me.document(f"{link}?childCount=true")["data"])
    return dataset, image


def browse_screens(me):
    screen = listed(me, me.path_of(me.urls["url:screens"]), {"Name"})[0]
    plate = listed(me, me.path_of(screen["url:plates"]), {"Name"})[0]
    listed(me, me.path_of(plate["url:plateacquisitions"]), set())
    well = listed(me, me.path_of(plate["url:wells"]), {"Column", "Row", "WellSamples"})[0]
    assert "Image" in well["WellSamples"][0], well["WellSamples"][0]
    return screen, plate, well


def read_parents(me, dataset, image):
    paths = me.document(f"/webclient/api/paths_to_object/?image={image['@id']}")["paths"]
    assert {"type": "dataset", "id": dataset["@id"]}.items() <= {
        key: value for step in paths[0] if step["type"] == "dataset" for key, value in step.items()
    }.items(), paths


def read_annotations(me, image):
    answer = me.document(f"/webclient/api/annotations/?image={image['@id']}")
    assert isinstance(answer["annotations"], list) and isinstance(answer["experimenters"], list)
    for annotation in answer["annotations"]:
        assert {"id", "class", "owner", "link", "date", "permissions"} <= annotation.keys()


def search(me, image):
    query = urllib.parse.urlencode([
        ("query", "slide"), ("datatype", "images"), ("datatype", "datasets"),
        ("datatype", "projects"), ("datatype", "wells"), ("datatype", "plates"),
        ("datatype", "screens"), ("field", "name"), ("field", "description"),
        ("searchGroup", "-1"), ("ownedBy", "-1"), ("useAcquisitionDate", "false"),
        ("startdateinput", ""), ("enddateinput", ""), ("_", "1"),
    ])
    page = me.get(f"/webclient/load_searching/form/?{query}", "text/html").decode()
    rows = re.findall(r"<tr id=\"(.+?)-(\d+)\".+?</tr>", page, re.DOTALL)
    assert ("image", str(image["@id"])) in rows, page
    row = page.split(f'<tr id="image-{image["@id"]}"')[1].split("</tr>")[0]
    assert re.search(r'<td class="desc"><a>(.+?)</a></td>', row)[1] == image["Name"], row
    assert re.search(r"data-isodate='(\w{3}, \d\d \w{3} \d{4} [\d:]{8} \+0000)'", row), row
    assert re.search(r'<td class="group">(.+?)</td>', row)[1] == "lab", row
    link = re.search(r'<td><a href="(.+?)"', row)[1]
    me.get(me.path_of(link.replace("&amp;", "&")), "text/html")


def look(me, image):
    number = image["@id"]
    for size in (64, 256):
        assert me.get(f"/webgateway/render_thumbnail/{number}/{size}/", "image/")
    data = me.document(f"/webgateway/imgData/{number}/")
    assert {"width", "height", "z", "c", "t"} <= data["size"].keys()
    assert {"x", "y", "z"} <= data["pixel_size"].keys()
    assert {"imageName", "pixelsType"} <= data["meta"].keys()
    for channel in data["channels"]:
        assert channel["label"] and re.fullmatch("[0-9A-F]{6}", channel["color"]), channel
        assert {"start", "end", "min", "max"} <= channel["window"].keys(), channel
    if data["tiles"]:
        assert {"width", "height"} <= data["tile_size"].keys()
        assert data["levels"] >= 1 and data["zoomLevelScaling"]["0"] == 1.0
    return data


def read_tiles(me, image, data):
    channels = "%2C".join(f"{n}%7C0%3A255%24{color}"
                          for n, color in enumerate(("FF0000", "00FF00", "0000FF"), 1))
    width, height = data["size"]["width"], data["size"]["height"]
    for level in range(data["levels"] if data["tiles"] else 1):
        for column, row in ((0, 0), ((width >> level) // 512 - 1, (height >> level) // 512 - 1)):
            if column < 0 or row < 0:
                continue
            tile = me.get(f"/webgateway/render_image_region/{image['@id']}/0/0/"
                          f"?tile={level},{column},{row},512,512&c={channels}&m=c&q=0.900000",
                          "image/jpeg")
            assert tile[:2] == b"\xff\xd8" and tile[-2:] == b"\xff\xd9"


def name_image(me, image):
    number = image["@id"]
    answer = me.posted(f"/webclient/action/savename/image/{number}/", {"name": "slide & <renamed>"})
    assert answer["o_type"] == "image", answer
    assert me.document(f"/webgateway/imgData/{number}/")["meta"]["imageName"] == "slide & <renamed>"


def name_channels(me, image, data):
    names = {f"channel{n}": f"stain {n} ü" for n in range(len(data["channels"]))}
    answer = me.posted(f"/webclient/edit_channel_names/{image['@id']}/", names)
    assert answer["channelNames"] == names, answer
    labels = [c["label"] for c in me.document(f"/webgateway/imgData/{image['@id']}/")["channels"]]
    assert labels == list(names.values()), labels


def save_settings(me, image):
    body = me.post(f"/webgateway/saveImgRDef/{image['@id']}/?m=c&c=1%7C0%3A200%24FF0000"
                   "%2C2%7C0%3A255%2400FF00%2C3%7C0%3A255%240000FF", b"", JSON)
    assert body == b"true", body


def annotate(me, image):
    pairs = json.dumps([["key", "value"], ["<b>", "\u202e"]])
    answer = me.posted("/webclient/annotate_map/", {"mapAnnotation": pairs, "image": image["@id"]})
    assert answer["annId"], answer
    read_annotations(me, image)


def attach(me, image):
    mark = "----qupath"
    body = (f'--{mark}\r\nContent-Disposition: form-data; name="image"\r\n\r\n{image["@id"]}\r\n'
            f'--{mark}\r\nContent-Disposition: form-data; name="annotation_file"; '
            f'filename="table.csv"\r\nContent-Type: text/csv\r\n\r\na,b\r\n--{mark}--\r\n')
    answer = json.loads(me.post("/webclient/annotate_file/", body.encode(),
                                f"multipart/form-data; boundary={mark}"))
    assert answer["fileIds"], answer
    files = me.document(f"/webclient/api/annotations/?type=file&image={image['@id']}")
    number = files["annotations"][0]["id"]
    answer = json.loads(me.post(f"/webclient/action/delete/file/{number}/", b"", JSON))
    assert answer["bad"] == "false", answer


def draw(me, image):
    number = image["@id"]
    me.document(f"/iviewer/image_data/{number}/")
    shape = {"@type": f"{json_api.SCHEMA}#Rectangle", "X": 1.0, "Y": 2.0, "Width": 3.0,
             "Height": 4.0, "oldId": "-1:-1"}
    document = {"imageId": number, "rois": {"count": 1, "new": [shape]}}
    answer = json.loads(me.post("/iviewer/persist_rois/", json.dumps(document).encode(), JSON))
    assert answer["ids"], answer
    assert me.document(f"/api/v0/m/rois/?image={number}")["data"]


def icons(me):
    for path in ICONS:
        assert me.get(f"/static/{path}", "image/png")[:8] == b"\x89PNG\r\n\x1a\n", path


def check(address, secret):
    broken = 0

    def step(words, act, *arguments):
        nonlocal broken
        try:
            result = act(*arguments)
        except (AssertionError, KeyError, IndexError, TypeError, ValueError, OSError) as error:
            broken += 1
            print(f"not ok - {words}: {type(error).__name__} {error}", flush=True)
            return None
        print(f"ok - {words}", flush=True)
        return result

    public, me = QuPath(address), QuPath(address)
    paths = public.document("/api/openapi.json")["paths"]

    def step_at(path, words, act, *arguments):
        """A step that needs an address which the server describes; one it does not have is told."""
        if path in paths:
            step(words, act, *arguments)
        else:
            print(f"# not there yet: {words} ({path})", flush=True)

    step("the public connects", connect, public)
    step("the public's page names its visitor", public.get, "/webclient/", "text/html")
    step("a login as JSON", log_in, me, secret, JSON)
    context = step("a login as a form", log_in, me, secret, FORM)
    step("the page names its user", read_user, me, context["userId"])
    step("the server is there still", lambda: me.get("/webclient/keepalive_ping/") == b"OK")
    dataset, image = step("the tree of projects", browse, me)
    step("the tree of screens", browse_screens, me)
    step_at("/webclient/api/paths_to_object/", "an image's parents",
            read_parents, me, dataset, image)
    step_at("/webclient/api/annotations/", "annotations", read_annotations, me, image)
    step("the search", search, me, image)
    data = step("thumbnails and what is known of the image", look, me, image)
    step("tiles", read_tiles, me, image, data)
    step("an image is named", name_image, me, image)
    step("channels are named", name_channels, me, image, data)
    step_at("/webgateway/saveImgRDef/{id}/", "rendering settings are saved",
            save_settings, me, image)
    step_at("/webclient/annotate_map/", "key-value pairs are written", annotate, me, image)
    step_at("/webclient/annotate_file/", "a file is attached, and deleted", attach, me, image)
    step("regions are drawn", draw, me, image)
    step("icons", icons, me)
    sys.exit(broken > 0)


if __name__ == "__main__":
    if sys.argv[1] == "make":
        make(*sys.argv[2:])
    else:
        check(*sys.argv[2:])
