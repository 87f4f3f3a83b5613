#!/usr/bin/env python3
"""Writes the picture that checks and benchmarks look at: 512 x 512, three channels of 16 bits.

    picture.py FILE.ome.tif        an OME-TIFF, uncompressed, one strip a channel
    picture.py --raw FILE          the same samples alone, channel after channel, little-endian

Bright spots on a noisy ground, the same bytes at every run.
"""

import array
import struct
import sys

EDGE = 512
CHANNELS = 3
BITS = 16


def samples(channel):
    """One channel: a ramp, spots, and noise from a generator of our own (xorshift)."""
    state = 0x9E3779B9 + channel
    plane = array.array("H")
    period = 61 + 14 * channel
    for y in range(EDGE):
        row = (y % period - period // 2) ** 2
        for x in range(EDGE):
            state ^= (state << 13) & 0xFFFFFFFF
            state ^= state >> 17
            state ^= (state << 5) & 0xFFFFFFFF
            distance = row + (x % period - period // 2) ** 2
            spot = max(0, 40_000 - 90 * distance)
            plane.append(min(65_535, 300 + (x + y) * 4 + spot + (state & 0x1FF)))
    if sys.byteorder == "big":
        plane.byteswap()
    return plane.tobytes()


def document(name):
    channels = "".join(
        f'<Channel ID="Channel:0:{c}" Name="{n}" SamplesPerPixel="1" Color="{color}"/>'
        for c, (n, color) in enumerate(
            [("DAPI", 65535), ("GFP", 16711935), ("Cy3", -16776961)]
        )
    )
    planes = "".join(
        f'<TiffData FirstC="{c}" FirstT="0" FirstZ="0" IFD="{c}" PlaneCount="1"/>'
        for c in range(CHANNELS)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<OME xmlns="http://www.openmicroscopy.org/Schemas/OME/2016-06">'
        f'<Image ID="Image:0" Name="{name}"><Pixels ID="Pixels:0" DimensionOrder="XYCZT" '
        f'Type="uint16" SizeX="{EDGE}" SizeY="{EDGE}" SizeC="{CHANNELS}" SizeZ="1" SizeT="1" '
        f'BigEndian="false" PhysicalSizeX="0.5" PhysicalSizeY="0.5">{channels}{planes}'
        "</Pixels></Image></OME>"
    ).encode() + b"\0"


def directory(at, strip, text):
    """One TIFF directory; `text` is where the description lies and how long it is, or None."""
    entries = [(256, 3, 1, EDGE), (257, 3, 1, EDGE), (258, 3, 1, BITS), (259, 3, 1, 1), (262, 3, 1, 1)]
    if text:
        entries.append((270, 2, text[1], text[0]))
    entries += [(273, 4, 1, strip), (277, 3, 1, 1), (278, 4, 1, EDGE), (279, 4, 1, EDGE * EDGE * 2)]
    body = struct.pack("<H", len(entries))
    for tag, kind, count, value in entries:
        body += struct.pack("<HHI", tag, kind, count)
        body += struct.pack("<HH", value, 0) if kind == 3 and count == 1 else struct.pack("<I", value)
    return body, at + len(body) + 4


def tiff(name):
    description = document(name)
    plane_bytes = EDGE * EDGE * 2
    first_plane = 8 + len(description) + len(description) % 2
    at = first_plane + CHANNELS * plane_bytes
    data = struct.pack("<2sHI", b"II", 42, at) + description + b"\0" * (len(description) % 2)
    data += b"".join(samples(c) for c in range(CHANNELS))
    for c in range(CHANNELS):
        text = (8, len(description)) if c == 0 else None
        body, end = directory(at, first_plane + c * plane_bytes, text)
        data += body + struct.pack("<I", 0 if c == CHANNELS - 1 else end)
        at = end
    return data


def main():
    if len(sys.argv) == 3 and sys.argv[1] == "--raw":
        content = b"".join(samples(c) for c in range(CHANNELS))
    elif len(sys.argv) == 2 and not sys.argv[1].startswith("-"):
        content = tiff(sys.argv[1].rsplit("/", 1)[-1])
    else:
        sys.exit(__doc__.strip())
    with open(sys.argv[-1], "wb") as file:
        file.write(content)


if __name__ == "__main__":
    main()
