"""large_image as a WSGI application, without its tile cache, under the paths of the benchmark.

    /webgateway/render_thumbnail/ID/EDGE/   of the picture of three channels
    /webgateway/render_image/...            the same picture whole, as one tile
    /raw/COLUMN/ROW and /jpeg/COLUMN/ROW    tiles of the full resolution of the pyramids

LEAN_FOLDER holds tiled.ome.tif, raw.tif and jpeg.tif.
"""

import os
import threading

import large_image

large_image.config.setConfig("cache_sources", False)
# A colour profile would force JPEG tiles to be decoded and encoded again.
large_image.config.setConfig("icc_correction", False)
FOLDER = os.environ["LEAN_FOLDER"]
COLOURS = ("#0000ff", "#00ff00", "#ff0000")
STYLE = {
    "bands": [
        {"frame": frame, "palette": ["#000000", colour], "min": 300, "max": 60000}
        for frame, colour in enumerate(COLOURS)
    ]
}
KEPT = threading.local()


class NoCache(dict):
    def __setitem__(self, key, value):
        pass


def source(name):
    """Readers of TIFF are not safe for several threads, so each thread has its own."""
    kept = KEPT.__dict__
    if name not in kept:
        style = {"style": STYLE} if name == "tiled.ome.tif" else {}
        opened = large_image.open(
            f"{FOLDER}/{name}", jpegQuality=90, jpegSubsampling=2, encoding="JPEG", noCache=True, **style
        )
        opened.cache, opened.cache_lock = NoCache(), None
        kept[name] = opened
    return kept[name]


def picture(words):
    if words[:2] == ["webgateway", "render_thumbnail"]:
        edge = int(words[3])
        return source("tiled.ome.tif").getThumbnail(edge, edge)[0]
    if words[:2] == ["webgateway", "render_image"]:
        whole, _ = source("tiled.ome.tif").getRegion(output={"maxWidth": 512, "maxHeight": 512})
        return whole
    opened = source(f"{words[0]}.tif")
    return opened.getTile(int(words[1]), int(words[2]), opened.levels - 1)


def app(environ, start_response):
    words = environ["PATH_INFO"].strip("/").split("/")
    body = b"ok" if words == ["ping"] else picture(words)
    start_response("200 OK", [("Content-Type", "image/jpeg"), ("Content-Length", str(len(body)))])
    return [body]
