#!/usr/bin/env python3
"""An independent reference of OMERO's rendering, held against what the server draws.

    rendering_reference.py make FOLDER LUTS     writes an image of each pixel type, and a table
    rendering_reference.py compare HOST:PORT IMPORT_OUTPUT

`compare` asks for every combination and prints one `ok - …` or `not ok - …` a pixel type. The
formulas are in floating point, without the server's tables and shortcuts.
"""

import http.client
import itertools
import json
import os
import re
import struct
import sys
import urllib.parse
import zlib

import numpy as np

WIDTH, HEIGHT, CHANNELS, SECTIONS = 64, 32, 2, 3
TABLE = "reference.lut"

# Name: numpy's type, TIFF's sample format, bits that carry information.
TYPES = {
    "uint8": (np.uint8, 1, 8),
    "int8": (np.int8, 2, 8),
    "uint16": (np.uint16, 1, 16),
    "int16": (np.int16, 2, 16),
    "uint12": (np.uint16, 1, 12),
    "uint32": (np.uint32, 1, 32),
    "int32": (np.int32, 2, 32),
    "float": (np.float32, 3, 32),
    "double": (np.float64, 3, 64),
}

CURVES = [
    ("linear", 1.0), ("linear", 3.0), ("polynomial", 0.4), ("polynomial", 1.0),
    ("polynomial", 2.5), ("exponential", 0.3), ("exponential", 0.8), ("exponential", 1.5),
    ("logarithmic", 1.0), ("logarithmic", 2.0),
]


# The images.


def samples(name):
    """Sections, channels, rows, columns: edges of the type, what windows touch, and noise."""
    kind, _, _ = TYPES[name]
    rng = np.random.default_rng(len(name) * 7919 + sum(name.encode()))
    shape = (SECTIONS, CHANNELS, HEIGHT, WIDTH)
    count = WIDTH * HEIGHT
    if np.issubdtype(kind, np.floating):
        planes = rng.normal(300.0, 800.0, shape)
        planes[..., 0, :8] = [np.nan, np.inf, -np.inf, 0.0, -0.0, 1e30, -1e30, 1e-30]
        planes[..., 1, :] = np.linspace(-120.0, 1100.0, WIDTH)
    else:
        limits = np.iinfo(kind)
        if limits.bits == 8:
            planes = rng.integers(limits.min, limits.max + 1, shape)
            planes[:, :, 0:4, :] = np.arange(limits.min, limits.max + 1).reshape(4, WIDTH)
        else:
            planes = rng.integers(max(limits.min, -1500), 5000, shape)
            planes[:, :, 0:8, :] = np.linspace(limits.min, limits.max, 8 * WIDTH).reshape(8, WIDTH)
            planes[:, :, 8, :] = np.arange(-20, 44).clip(limits.min, limits.max)
    assert planes[0, 0].size == count
    return planes.astype(kind)


def windows(name):
    """Inside, all of the type, upside down, without width, half and wholly outside, fractions."""
    low, high = type_range(name)
    middle = (low + high) / 2 if name in ("uint8", "int8") else 700.0
    wide = [(-1e12, 1e12), (high + 10, high + 500), (low - 600, low + 900)]
    if name in ("float", "double"):
        wide = [(-1e9, 1e9), (5e5, 6e5), (-600.5, 900.25)]
    return [
        (low, high), (low + 20, middle), (middle, low + 20), (middle, middle),
        (10.25, 99.75), (-30.0, 60.0),
    ] + wide


def type_range(name):
    kind, form, bits = TYPES[name]
    if form == 3:
        return -(2.0**31), 2.0**31 - 1
    if form == 2:
        return -(2.0 ** (bits - 1)), 2.0 ** (bits - 1) - 1
    return 0.0, 2.0**bits - 1


def document(name):
    kind, _, bits = TYPES[name]
    ome = {"uint12": "uint16"}.get(name, name)
    data = "".join(
        f'<TiffData FirstC="{c}" FirstZ="{z}" FirstT="0" IFD="{z * CHANNELS + c}" PlaneCount="1"/>'
        for z in range(SECTIONS)
        for c in range(CHANNELS)
    )
    channels = "".join(f'<Channel ID="Channel:0:{c}" SamplesPerPixel="1"/>' for c in range(CHANNELS))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<OME xmlns="http://www.openmicroscopy.org/Schemas/OME/2016-06">'
        f'<Image ID="Image:0" Name="{name}"><Pixels ID="Pixels:0" DimensionOrder="XYCZT" Type="{ome}"'
        f' SignificantBits="{bits}" SizeX="{WIDTH}" SizeY="{HEIGHT}" SizeC="{CHANNELS}"'
        f' SizeZ="{SECTIONS}" SizeT="1" BigEndian="false">{channels}{data}</Pixels></Image></OME>'
    ).encode() + b"\0"


def tiff(name):
    kind, form, _ = TYPES[name]
    planes = samples(name).reshape(-1, HEIGHT, WIDTH)
    bits = planes.itemsize * 8
    text = document(name)
    text += b"\0" * (len(text) % 2)
    first = 8 + len(text)
    size = WIDTH * HEIGHT * planes.itemsize
    at = first + size * len(planes)
    out = struct.pack("<2sHI", b"II", 42, at) + text
    out += b"".join(plane.astype(planes.dtype.newbyteorder("<")).tobytes() for plane in planes)
    for index in range(len(planes)):
        entries = [
            (256, 4, 1, WIDTH), (257, 4, 1, HEIGHT), (258, 3, 1, bits), (259, 3, 1, 1),
            (262, 3, 1, 1), (273, 4, 1, first + index * size), (277, 3, 1, 1),
            (278, 4, 1, HEIGHT), (279, 4, 1, size), (339, 3, 1, form),
        ]
        if index == 0:
            entries.insert(5, (270, 2, len(text), 8))
        at += 2 + 12 * len(entries) + 4
        out += struct.pack("<H", len(entries))
        out += b"".join(struct.pack("<HHII", *entry) for entry in entries)
        out += struct.pack("<I", at if index + 1 < len(planes) else 0)
    return out


def table():
    """A look-up table in which neighbours differ by little, so that one level off shows as one."""
    level = np.arange(256)
    return np.stack([level // 2 + 60, 255 - level, (level * 3) // 4]).astype(np.uint8)


def make(folder, tables):
    os.makedirs(folder, exist_ok=True)
    for name in TYPES:
        with open(os.path.join(folder, f"{name}.ome.tif"), "wb") as file:
            file.write(tiff(name))
    with open(os.path.join(tables, TABLE), "wb") as file:
        file.write(table().tobytes())


# The formulas.


def usable_window(name, start, end):
    low, high = type_range(name)
    if start > end:
        return low, high
    if name in ("float", "double"):
        return start, end
    if end - start >= 2.0 ** (8 * np.dtype(TYPES[name][0]).itemsize):
        return low, high
    return min(max(start, low), high), min(max(end, low), high)


def curve(family, k, v):
    if family == "linear":
        return v
    if family == "polynomial":
        return v**k
    if family == "exponential":
        return np.exp(v**k)
    return np.where(v > 0, np.log(np.where(v > 0, v, 1.0)), 0.0)


def levels(name, plane, window, family, k):
    """Grey levels of a plane."""
    s, e = usable_window(name, *window)
    x = plane.astype(np.float64)
    if np.dtype(TYPES[name][0]).itemsize > 2:
        step = (e - s) / 256
        n = np.floor((x - s) / step)
        placed = np.where(x == s, s + step / 2, s + (n - 0.5) * step)
    else:
        placed = x
    v = 255 * (placed - s) / (e - s)
    bottom, top = curve(family, k, np.float64(0)), curve(family, k, np.float64(255))
    level = np.floor(255 / (top - bottom) * (curve(family, k, v) - bottom) + 0.5)
    level = np.where(np.isnan(level), 0, level.clip(0, 255))
    level = np.where(x < s, 0, np.where(x >= e, 255, level))
    return np.where(np.isnan(x), 0, level).astype(np.int64)


def picture(name, planes, wanted):
    """Red, green and blue of each pixel; `wanted` has the parameters of each channel."""
    total = np.zeros((HEIGHT, WIDTH, 3), np.int64)
    for plane, channel in zip(planes, wanted["channels"]):
        level = levels(name, plane, channel["window"], channel["family"], channel["k"])
        if channel["inverted"]:
            level = 255 - level
        if wanted["model"] == "g":
            return np.stack([level * channel["color"][3] // 255] * 3, axis=-1)
        if channel["lut"]:
            total += np.stack([part[level] for part in table().astype(np.int64)], axis=-1)
        else:
            alpha = channel["color"][3]
            total += np.stack([level * c * alpha // (255 * 255) for c in channel["color"][:3]], axis=-1)
    return total.clip(0, 255)


def projected(name, algorithm, first, last):
    """One section that stands for several, both ends included."""
    kind, form, _ = TYPES[name]
    part = samples(name)[first : last + 1]
    if algorithm == "intmax":
        return np.fmax.reduce(part) if form == 3 else part.max(axis=0)
    total = part.sum(axis=0, dtype=np.float64 if form == 3 else np.int64)
    if algorithm == "intmean":
        total = total / len(part) if form == 3 else (np.abs(total) // len(part)) * np.sign(total)
    limits = np.finfo(kind) if form == 3 else np.iinfo(kind)
    return total.clip(limits.min, limits.max).astype(kind)


# The comparison.


def cases(name):
    colors = [(255, 0, 0, 255), (64, 255, 128, 255), (255, 255, 255, 128)]
    for window, (family, k), inverted in itertools.product(windows(name), CURVES, (False, True)):
        one = dict(window=window, family=family, k=k, inverted=inverted, lut=False, color=colors[0])
        yield dict(model="g", channels=[one], p=None)
        yield dict(model="c", channels=[dict(one, color=colors[1])], p=None)
        yield dict(model="c", channels=[dict(one, lut=True)], p=None)
    for window, (first, second) in itertools.product(windows(name), itertools.permutations(colors, 2)):
        one = dict(window=window, family="linear", k=1.0, inverted=False, lut=False, color=first)
        other = dict(one, window=windows(name)[1], color=second)
        yield dict(model="c", channels=[one, other], p=None)
        yield dict(model="c", channels=[one, dict(other, lut=True)], p=None)
        yield dict(model="g", channels=[dict(one, color=second)], p=None)
    for algorithm, (first, last), window in itertools.product(
        ("intmax", "intmean", "intsum"), ((0, 2), (1, 2), (1, 1)), windows(name)
    ):
        one = dict(window=window, family="linear", k=1.0, inverted=False, lut=False, color=colors[0])
        yield dict(model="g", channels=[one], p=(algorithm, first, last))


def query(wanted, form):
    parts, maps = [], []
    for index, channel in enumerate(wanted["channels"]):
        color = TABLE if channel["lut"] else "".join(f"{c:02X}" for c in channel["color"])
        start, end = (repr(float(v)) for v in channel["window"])
        parts.append(f"{index + 1}|{start}:{end}${color}")
        maps.append({
            "inverted": {"enabled": channel["inverted"]},
            "quantization": {"family": channel["family"], "coefficient": channel["k"]},
        })
    words = {"c": ",".join(parts), "maps": json.dumps(maps), "m": wanted["model"], "format": form}
    if wanted["p"]:
        words["p"] = "{}|{}:{}".format(*wanted["p"])
    return urllib.parse.urlencode(words)


def ask(connection, path):
    connection.request("GET", path)
    response = connection.getresponse()
    body = response.read()
    if response.status != 200:
        sys.exit(f"{path}: {response.status} {body[:200]}")
    return body


def read_tiff(body):
    """The samples of a TIFF of one strip, which are its last bytes."""
    return np.frombuffer(body[-WIDTH * HEIGHT * 3 :], np.uint8).reshape(HEIGHT, WIDTH, 3).astype(np.int64)


def read_png(body):
    """A reader of 8-bit RGB after the specification, filters included."""
    at, data = 8, b""
    while at < len(body):
        length, kind = struct.unpack(">I4s", body[at : at + 8])
        if kind == b"IDAT":
            data += body[at + 8 : at + 8 + length]
        at += 12 + length
    lines = np.frombuffer(zlib.decompress(data), np.uint8).reshape(HEIGHT, 1 + WIDTH * 3)
    out = np.zeros((HEIGHT + 1, WIDTH * 3 + 3), np.int64)
    for y, line in enumerate(lines):
        above, row = out[y], out[y + 1]
        for x in range(3, WIDTH * 3 + 3):
            a, b, c = int(row[x - 3]), int(above[x]), int(above[x - 3])
            p = a + b - c
            nearest = min((abs(p - a), 0, a), (abs(p - b), 1, b), (abs(p - c), 2, c))[2]
            row[x] = (int(line[x - 2]) + (0, a, b, (a + b) // 2, nearest)[line[0]]) & 255
    return out[1:, 3:].reshape(HEIGHT, WIDTH, 3)


def compare_type(connection, name, image):
    planes = samples(name)
    worst, exact, pixels, count = 0, 0, 0, 0
    for number, wanted in enumerate(cases(name)):
        section = projected(name, *wanted["p"]) if wanted["p"] else planes[1]
        with np.errstate(all="ignore"):
            expected = picture(name, section, wanted)
        path = f"/webgateway/render_image/{image}/1/0/?"
        found = read_tiff(ask(connection, path + query(wanted, "tif")))
        if number % 97 == 0 and (read_png(ask(connection, path + query(wanted, "png"))) != found).any():
            print(f"not ok - PNG and TIFF of {name} differ: {query(wanted, 'png')}")
        difference = np.abs(found - expected)
        if difference.max() > 1 and worst <= 1:
            y, x, _ = np.unravel_index(difference.argmax(), difference.shape)
            print(f"    {name} {wanted}: sample {section[:, y, x]}, {found[y, x]} for {expected[y, x]}")
        worst = max(worst, int(difference.max()))
        exact += int((difference == 0).sum())
        pixels += difference.size
        count += 1
    share = 100 * exact / pixels
    print(
        f"{'ok' if worst <= 1 else 'not ok'} - {count} pictures of {name} follow the formulas:"
        f" {share:.2f} % of the bytes are the same, none is more than {worst} off"
    )
    return worst <= 1


def compare(address, output):
    connection = http.client.HTTPConnection(address, timeout=30)
    with open(output, encoding="utf-8") as file:
        numbers = re.findall(r"Image:(\d+)", file.read())
    names = {}
    for number in numbers:
        name = json.loads(ask(connection, f"/webgateway/imgData/{number}/meta.imageName/"))
        names[name.split(".")[0]] = number
    kept = [compare_type(connection, name, names[name]) for name in TYPES]
    return 0 if all(kept) else 1


def main():
    if len(sys.argv) == 4 and sys.argv[1] == "make":
        return make(*sys.argv[2:])
    if len(sys.argv) == 4 and sys.argv[1] == "compare":
        return compare(*sys.argv[2:])
    sys.exit(__doc__.strip())


if __name__ == "__main__":
    sys.exit(main())
