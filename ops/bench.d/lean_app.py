"""What OMERO.web would be if nothing but rendering cost time: a WSGI application for comparison.

Three channels of 16 bits from a memory map, windows and colours by tables, JPEG by Pillow; no
database, no session, no cache of answers. It takes the same paths and the same `c` parameter.
LEAN_RAW names the samples: channel after channel, 512 x 512, little-endian.
"""

import functools
import io
import os
import urllib.parse

import numpy
from PIL import Image

EDGE, CHANNELS = 512, 3
QUALITY = 90
THUMBNAIL_EDGE = 96
SAMPLES = numpy.memmap(os.environ["LEAN_RAW"], "<u2", "r", shape=(CHANNELS, EDGE, EDGE))
COLOURS = ((0, 0, 255), (0, 255, 0), (255, 0, 0))
DEFAULT = tuple(
    (channel, int(SAMPLES[channel].min()), int(SAMPLES[channel].max()), COLOURS[channel])
    for channel in range(CHANNELS)
)


@functools.lru_cache(64)
def table(start, end, component):
    """What each of the 65,536 values becomes in one component of the colour."""
    share = (numpy.arange(65536, dtype=numpy.float32) - start) / max(1, end - start)
    return numpy.rint(numpy.clip(share, 0, 1) * component).astype(numpy.uint8)


def parse_channels(text):
    """`1|0:60000$FF0000,-2|...`: number, window and colour of the channels that are on."""
    for one in text.split(","):
        number, _, rest = one.partition("|")
        window, _, colour = rest.partition("$")
        start, _, end = window.partition(":")
        if not number.startswith("-"):
            rgb = tuple(int(colour[i : i + 2], 16) for i in (0, 2, 4))
            yield int(number) - 1, int(start), int(end), rgb


def render(channels):
    planes = [None] * 3
    for number, start, end, colour in channels:
        for component in range(3):
            if colour[component]:
                add = numpy.take(table(start, end, colour[component]), SAMPLES[number])
                if planes[component] is not None:
                    both = planes[component].astype(numpy.uint16) + add
                    add = numpy.minimum(both, 255).astype(numpy.uint8)
                planes[component] = add
    none = numpy.zeros((EDGE, EDGE), numpy.uint8)
    return Image.merge("RGB", [Image.fromarray(none if p is None else p) for p in planes])


def jpeg(picture):
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=QUALITY)
    return out.getvalue()


def app(environ, start_response):
    words = environ["PATH_INFO"].strip("/").split("/")
    query = dict(urllib.parse.parse_qsl(environ.get("QUERY_STRING", "")))
    if words == ["ping"]:
        body = b"ok"
    elif words[:2] == ["webgateway", "render_thumbnail"]:
        edge = int(words[3]) if len(words) > 3 else THUMBNAIL_EDGE
        body = jpeg(render(DEFAULT).resize((edge, edge), Image.BILINEAR))
    elif words[:2] == ["webgateway", "render_image"]:
        channels = parse_channels(query["c"]) if "c" in query else DEFAULT
        body = jpeg(render(channels))
    else:
        start_response("404 Not Found", [("Content-Length", "0")])
        return []
    start_response("200 OK", [("Content-Type", "image/jpeg"), ("Content-Length", str(len(body)))])
    return [body]
