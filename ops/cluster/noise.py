#!/usr/bin/env python3
"""Writes a square grey picture of noise: bytes that repeat nowhere, so that a file in which something
is sent twice or left out shows it.

    noise.py FILE.tif EDGE        a TIFF, uncompressed, EDGE x EDGE bytes, the same at every run
"""

import random
import struct
import sys

ROWS_OF_STRIP = 256


def main(path, edge):
    noise, strips = random.Random(7), -(-edge // ROWS_OF_STRIP)
    counts = [edge * min(ROWS_OF_STRIP, edge - ROWS_OF_STRIP * strip) for strip in range(strips)]
    # Tags: width, height, bits, no compression, black is 0, strips, one sample, rows and bytes of each.
    tables = 10 + 9 * 12 + 4
    begin = tables + 8 * strips
    offsets = [begin + sum(counts[:strip]) for strip in range(strips)]
    tags = [
        (256, 4, 1, edge), (257, 4, 1, edge), (258, 3, 1, 8), (259, 3, 1, 1), (262, 3, 1, 1),
        (273, 4, strips, tables), (277, 3, 1, 1), (278, 4, 1, ROWS_OF_STRIP),
        (279, 4, strips, tables + 4 * strips),
    ]
    with open(path, "wb") as file:
        file.write(struct.pack("<2sHIH", b"II", 42, 8, len(tags)))
        file.write(b"".join(struct.pack("<HHII", *tag) for tag in tags) + bytes(4))
        file.write(struct.pack(f"<{strips}I", *offsets) + struct.pack(f"<{strips}I", *counts))
        for count in counts:
            file.write(noise.randbytes(count))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
