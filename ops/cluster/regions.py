#!/usr/bin/env python3
"""Regions of interest as the running server shows them, held against the OME-XML they came from.

    regions.py make SEEN.ome.tif HIDDEN.ome.tif
    regions.py check HOST:PORT SEEN_IMAGE HIDDEN_IMAGE IMPORT_OUTPUT PICTURES

`check` prints `ok - …` or `not ok - …` for each promise and keeps the pictures in a folder.
"""

import base64
import json
import struct
import sys
import urllib.error
import urllib.request
import zlib

import numpy as np

SIDE = 400
SCHEMA = "http://www.openmicroscopy.org/Schemas/OME/2016-06"
PADDING = (221, 221, 221)
MASK = np.random.default_rng(7).integers(0, 2, (13, 21), dtype=np.uint8)

# Of each shape: its element, its own attributes, and what all versions of the JSON must say.
SHAPES = [
    ("Rectangle", {"X": 120, "Y": 110, "Width": 150.5, "Height": 90}),
    ("Ellipse", {"X": 200, "Y": 200, "RadiusX": 80, "RadiusY": 30}),
    ("Line", {"X1": 10, "Y1": 20, "X2": 380, "Y2": 390, "MarkerEnd": "Arrow"}),
    ("Polyline", {"Points": "10,10 100,60 40,200"}),
    ("Polygon", {"Points": "100,100 300,120 200,280"}),
    ("Point", {"X": 5, "Y": 395}),
    ("Label", {"X": 300, "Y": 300, "Text": "nucleus"}),
    ("Mask", {"X": 30, "Y": 40, "Width": MASK.shape[1], "Height": MASK.shape[0]}),
]
STYLE = {
    "FillColor": -65408, "StrokeColor": 16711935, "StrokeWidth": 3.0, "TheZ": 0, "TheT": 0,
}


def make(*paths):
    rows = np.add.outer(np.arange(SIDE), np.arange(SIDE)) * 60
    for path in paths:
        with open(path, "wb") as file:
            file.write(tiff(rows.astype("<u2").tobytes(), document().encode() + b"\0"))


def tiff(pixels, text):
    """One grey strip of 16 bits and its description behind its directory (TIFF 6.0, section 3)."""
    entries = [
        (256, 4, 1, SIDE), (257, 4, 1, SIDE), (258, 3, 1, 16), (259, 3, 1, 1), (262, 3, 1, 1),
        (270, 2, len(text), 0), (273, 4, 1, 0), (277, 3, 1, 1), (278, 4, 1, SIDE),
        (279, 4, 1, len(pixels)),
    ]
    first = 8 + 2 + 12 * len(entries) + 4
    entries[6] = (273, 4, 1, first)
    entries[5] = (270, 2, len(text), first + len(pixels))
    directory = b"".join(struct.pack("<HHII", *entry) for entry in entries)
    head = struct.pack("<2sHIH", b"II", 42, 8, len(entries))
    return head + directory + struct.pack("<I", 0) + pixels + text


def document():
    regions = references = ""
    for number, (kind, own) in enumerate(SHAPES):
        attributes = {"ID": f"Shape:{number}"} | STYLE | own
        words = "".join(f' {name}="{value}"' for name, value in attributes.items())
        regions += (
            f'<ROI ID="ROI:{number}" Name="{kind}"><Union><{kind}{words}>{inside(kind)}'
            f"</{kind}></Union></ROI>"
        )
        references += f'<ROIRef ID="ROI:{number}"/>'
    bad = '<ROI ID="ROI:bad"><Union><Point ID="Shape:bad" X="far" Y="1"/></Union></ROI>'
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><OME xmlns="{SCHEMA}"><Image ID="Image:0">'
        f'<Pixels ID="Pixels:0" DimensionOrder="XYZCT" Type="uint16" SizeX="{SIDE}" '
        f'SizeY="{SIDE}" SizeZ="1" SizeC="1" SizeT="1"><TiffData/></Pixels>{references}'
        '<AnnotationRef ID="Annotation:0"/></Image><StructuredAnnotations>'
        '<MapAnnotation ID="Annotation:0"><Value><M K="stain">DAPI</M></Value></MapAnnotation>'
        f"</StructuredAnnotations>{regions}{bad}</OME>"
    )


def inside(kind):
    if kind == "Mask":
        bits = base64.b64encode(zlib.compress(np.packbits(MASK).tobytes())).decode()
        return f'<BinData Compression="zlib" Length="{len(bits)}">{bits}</BinData>'
    if kind == "Polygon":
        return '<Transform A00="1" A10="0" A01="0" A11="1" A02="20" A12="-10"/>'
    return ""


class Server:
    def __init__(self, address):
        self.address = address

    def get(self, path):
        """Status, media type and bytes."""
        try:
            with urllib.request.urlopen(f"http://{self.address}{path}", timeout=20) as answer:
                return answer.status, answer.headers["Content-Type"], answer.read()
        except urllib.error.HTTPError as error:
            return error.code, error.headers["Content-Type"], error.read()

    def json(self, path):
        status, _, body = self.get(path)
        assert status == 200, f"{path}: {status} {body[:200]}"
        return json.loads(body)

    def png(self, path):
        """Rows, columns, samples."""
        status, media, body = self.get(path)
        assert (status, media) == (200, "image/png"), f"{path}: {status} {media} {body[:200]}"
        return read_png(body)


def read_png(body):
    """PNG of 8 bits with the filters none and up alone, which are all that the server writes."""
    width, height, bits, color = struct.unpack(">IIBB", body[16:26])
    samples = {2: 3, 6: 4}[color]
    assert bits == 8
    at, data = 8, b""
    while at < len(body):
        (count,) = struct.unpack(">I", body[at:at + 4])
        if body[at + 4:at + 8] == b"IDAT":
            data += body[at + 8:at + 8 + count]
        at += 12 + count
    lines = np.frombuffer(zlib.decompress(data), np.uint8).reshape(height, 1 + width * samples)
    rows = np.zeros((height + 1, width * samples), np.uint8)
    for y, line in enumerate(lines):
        assert line[0] in (0, 2), f"filter {line[0]}"
        rows[y + 1] = line[1:] + (rows[y] if line[0] == 2 else 0)
    return rows[1:].reshape(height, width, samples)


def jpeg_size(body):
    """Width and height from the frame header (JPEG, B.2.2)."""
    at = 2
    while body[at + 1] not in (0xC0, 0xC1, 0xC2):
        at += 2 + int.from_bytes(body[at + 2:at + 4], "big")
    height, width = struct.unpack(">HH", body[at + 5:at + 9])
    return width, height


def promise(name, check):
    try:
        check()
        print(f"ok - {name}")
    except AssertionError as error:
        print(f"not ok - {name}: {error}")


def check(address, seen, hidden, import_output, pictures):
    server = Server(address)
    regions = server.json(f"/webgateway/get_rois_json/{seen}/")
    shapes = [region["shapes"][0] for region in regions]

    def same(found, expected):
        assert found == expected, f"{found} instead of {expected}"

    def gateway():
        same([shape["type"] for shape in shapes], [
            "PolyLine" if kind == "Polyline" else kind for kind, _ in SHAPES])
        for shape, (kind, own) in zip(shapes, SHAPES):
            same((shape["fillColor"], round(shape["fillAlpha"] * 255)), ("#ffff00", 0x80))
            same((shape["strokeColor"], shape["strokeAlpha"]), ("#00ff00", 1.0))
            same((shape["strokeWidth"], shape["theZ"], shape["theT"]), (3.0, 0, 0))
            for name, value in own.items():
                field = name[0].lower() + name[1:]
                if name == "Text":
                    same(shape["textValue"], value)
                elif name != "Points":
                    same(shape[field], value)
        same(shapes[3]["points"], "M 10 10 L 100 60 L 40 200")
        same(shapes[4]["points"], "M 100 100 L 300 120 L 200 280 z")
        same(shapes[4]["transform"], "matrix(1.0 0.0 0.0 1.0 20.0 -10.0)")
        path = f"/webgateway/get_shape_json/{regions[2]['id']}/{shapes[2]['id']}/"
        same(server.json(path), shapes[2])

    def api():
        lists = [
            server.json(f"/api/v0/m/rois/?image={seen}"),
            server.json(f"/api/v0/m/images/{seen}/rois/"),
        ]
        same(lists[0]["data"], lists[1]["data"])
        same(lists[0]["meta"]["totalCount"], len(SHAPES))
        for region, (kind, own) in zip(lists[0]["data"], SHAPES):
            same((region["@type"], region["Name"]), (f"{SCHEMA}#ROI", kind))
            shape = region["shapes"][0]
            same(shape["@type"], f"{SCHEMA}#{kind}")
            for name, value in (STYLE | own).items():
                found = shape[name]
                if name == "StrokeWidth":
                    same((found["Unit"], found["Value"]), ("PIXEL", value))
                else:
                    same(found, value)
            assert "permissions" in shape["omero:details"], "a shape without permissions"
        same(lists[0]["data"][4]["shapes"][0]["Transform"], {
            "@type": "http://www.openmicroscopy.org/Schemas/OME/2016-06#AffineTransform",
            "A00": 1.0, "A10": 0.0, "A01": 0.0, "A11": 1.0, "A02": 20.0, "A12": -10.0})
        ids = [shape["id"] for shape in shapes]
        same([shape["@id"] for shape in server.json("/api/v0/m/shapes/")["data"]], ids)
        alone = server.json(f"/api/v0/m/rois/{regions[0]['id']}/")["data"]
        same(alone["shapes"][0]["@id"], ids[0])

    def thumbnail():
        path = f"/webgateway/render_roi_thumbnail/{regions[0]['id']}/?color=f00"
        status, media, body = server.get(path)
        same((status, media, jpeg_size(body)), (200, "image/jpeg", (250, 166)))
        picture = server.png(path + "&format=png")
        # 150.5 × 90 asks for 225 × 150; the thumbnail's own 250 × 166 around 195.25, 155 are more.
        left, top = 70, 72
        for x, y in [(120, 150), (270, 150), (200, 110), (200, 200)]:
            same((x, y, tuple(picture[y - top, x - left])), (x, y, (255, 0, 0)))
        inner = picture[83, 125]
        assert inner[0] == inner[1] == inner[2], f"{inner} in the middle of a grey picture"

    def shape_thumbnails():
        for region, shape in zip(regions, shapes):
            one = server.get(f"/webgateway/render_shape_thumbnail/{shape['id']}/")
            same(one[:2], (200, "image/jpeg"))
            same(server.get(f"/webgateway/render_roi_thumbnail/{region['id']}/")[2], one[2])
            path = f"/webgateway/render_shape_thumbnail/{shape['id']}/?format=png&color=ff0"
            with open(f"{pictures}/{shape['type']}.png", "wb") as file:
                file.write(server.get(path)[2])
        path = f"/webgateway/render_shape_thumbnail/{shapes[5]['id']}/?format=png"
        corner = server.png(path)
        same(tuple(corner[165, 0]), PADDING)
        assert tuple(corner[0, 249]) != PADDING, "padding where the image is"

    def mask():
        picture = server.png(f"/webgateway/render_shape_mask/{shapes[7]['id']}/")
        expected = np.where(MASK[..., None] == 1, [255, 255, 0, 0x80], [0, 0, 0, 0])
        assert (picture == expected).all(), "other pixels than the bits say"
        same(server.get(f"/webgateway/render_shape_mask/{shapes[0]['id']}/")[0], 404)

    def unseen():
        same(server.json(f"/webgateway/get_rois_json/{hidden}/"), [])
        same(server.json(f"/api/v0/m/rois/?image={hidden}")["data"], [])
        first = regions[0]["id"] + len(SHAPES)
        shape = shapes[0]["id"] + len(SHAPES)
        for name, number in [("roi_thumbnail", first), ("shape_thumbnail", shape), (
                "shape_mask", shape)]:
            for missing in (number, 10**6):
                same(server.get(f"/webgateway/render_{name}/{missing}/")[0], 404)
        same(server.get(f"/webgateway/get_shape_json/{first}/{shape}/")[0], 404)

    def told():
        with open(import_output, encoding="utf-8") as file:
            text = file.read()
        assert "Point Shape:bad: X is no number: far" in text, text

    promise("every shape of the file is in the gateway's JSON", gateway)
    promise("and in the JSON API, with its style and its permissions", api)
    promise("a region's thumbnail shows the outline where the formulas put it", thumbnail)
    promise("every kind of shape has a thumbnail, padded beyond the image", shape_thumbnails)
    promise("a mask is a picture of its bits", mask)
    promise("regions of an image that is not seen are not there", unseen)
    promise("what is not taken over is told at the import", told)


if __name__ == "__main__":
    {"make": make, "check": check}[sys.argv[1]](*sys.argv[2:])
