#!/usr/bin/env python3
"""Writes a pyramid of RGB tiles as a BigTIFF, of any size in a few megabytes.

    pyramid.py --edge N [--jpeg] FILE.tif

The image is N x N in tiles of 512 x 512, each level half the one before, in directories that follow
each other. A few different tiles, noisy like stained tissue, take turns: their bytes lie in the file
once, and all directories point at them. JPEG tiles have quality 90 and colours at half resolution.
"""

import argparse
import io
import struct

import numpy
from PIL import Image

TILE = 512
VARIANTS = 16
SHORT, LONG, LONG8 = 3, 4, 16


def tile(number):
    """Smooth patches of two dyes with noise, the same at every run."""
    random = numpy.random.default_rng(number)
    coarse = random.normal(size=(2, 16, 16)).repeat(32, axis=1).repeat(32, axis=2)
    fine = random.normal(size=(2, 128, 128)).repeat(4, axis=1).repeat(4, axis=2)
    dyes = numpy.clip(0.35 + 0.15 * coarse + 0.1 * fine, 0, 1.5)
    absorbed = numpy.stack([0.65, 0.7, 0.29])[:, None, None] * dyes[0]
    absorbed = absorbed + numpy.stack([0.07, 0.99, 0.11])[:, None, None] * dyes[1]
    light = 243 * numpy.exp(-absorbed) + random.normal(0, 2, (3, TILE, TILE))
    return numpy.clip(light, 0, 255).astype(numpy.uint8).transpose(1, 2, 0)


def encoded(pixels, is_jpeg):
    if not is_jpeg:
        return pixels.tobytes()
    out = io.BytesIO()
    Image.fromarray(pixels).save(out, "JPEG", quality=90, subsampling=2)
    return out.getvalue()


def sizes(edge):
    while True:
        yield edge
        if edge <= TILE:
            return
        edge = (edge + 1) // 2


class Writer:
    def __init__(self, file, is_jpeg):
        self.file = file
        self.is_jpeg = is_jpeg
        file.write(struct.pack("<2sHHHQ", b"II", 43, 8, 0, 0))
        self.places = [self.append(encoded(tile(n), is_jpeg)) for n in range(VARIANTS)]

    def append(self, content):
        self.file.seek(0, io.SEEK_END)
        place = self.file.tell()
        self.file.write(content)
        return place, len(content)

    def directory(self, edge, link_at, is_reduced):
        """Writes one directory, links it behind the one before, answers where its own link lies."""
        across = -(-edge // TILE)
        used = [self.places[(i + i // across) % VARIANTS] for i in range(across * across)]
        offsets, _ = self.append(struct.pack(f"<{len(used)}Q", *(place for place, _ in used)))
        counts, _ = self.append(struct.pack(f"<{len(used)}Q", *(count for _, count in used)))
        if len(used) == 1:
            offsets, counts = used[0]
        entries = [
            (254, LONG, 1, int(is_reduced)),
            (256, LONG, 1, edge),
            (257, LONG, 1, edge),
            (258, SHORT, 3, 8 | 8 << 16 | 8 << 32),
            (259, SHORT, 1, 7 if self.is_jpeg else 1),
            (262, SHORT, 1, 6 if self.is_jpeg else 2),
            (277, SHORT, 1, 3),
            (284, SHORT, 1, 1),
            (322, LONG, 1, TILE),
            (323, LONG, 1, TILE),
            (324, LONG8, len(used), offsets),
            (325, LONG8, len(used), counts),
        ]
        if self.is_jpeg:
            entries.append((530, SHORT, 2, 2 | 2 << 16))
        body = struct.pack("<Q", len(entries))
        body += b"".join(struct.pack("<HHQQ", *entry) for entry in entries) + struct.pack("<Q", 0)
        place, length = self.append(body)
        self.file.seek(link_at)
        self.file.write(struct.pack("<Q", place))
        return place + length - 8


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--edge", type=int, required=True)
    parser.add_argument("--jpeg", action="store_true")
    parser.add_argument("file")
    options = parser.parse_args()
    with open(options.file, "wb+") as file:
        writer = Writer(file, options.jpeg)
        link_at = 8
        for level, edge in enumerate(sizes(options.edge)):
            link_at = writer.directory(edge, link_at, level > 0)


if __name__ == "__main__":
    main()
