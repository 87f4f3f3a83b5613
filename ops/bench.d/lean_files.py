"""A file and a thumbnail under any WSGI server, as lean as Python allows: for ops/bench downloads."""

import os

FILE = os.environ["LEAN_FILE"]
with open(os.environ["LEAN_THUMBNAIL"], "rb") as thumbnail:
    THUMBNAIL = thumbnail.read()


def app(environment, start):
    if environment["PATH_INFO"] == "/file":
        start("200 OK", [("Content-Length", str(os.path.getsize(FILE)))])
        return environment["wsgi.file_wrapper"](open(FILE, "rb"), 65536)
    start("200 OK", [("Content-Type", "image/jpeg"), ("Content-Length", str(len(THUMBNAIL)))])
    return [THUMBNAIL]
