#!/usr/bin/env python3
"""Starts the server as a service supervisor does: with its socket open, and an ear for its words.

    supervisor.py OMERO PORT       exit code 0 when the socket was served and every word came

The words are those of sd_notify(3): READY, WATCHDOG, RELOADING, STOPPING.
"""

import os
import signal
import socket
import sys
import tempfile
import time
import urllib.request

WAIT_SECONDS = 20.0


def open_socket(port):
    listener = socket.socket()
    for option in (socket.SO_REUSEADDR, socket.SO_REUSEPORT):
        listener.setsockopt(socket.SOL_SOCKET, option, 1)
    listener.bind(("127.0.0.1", port))
    listener.listen(128)
    return listener


def start(omero, listener, ear):
    process = os.fork()
    if process:
        return process
    os.dup2(listener.fileno(), 3)
    words = {
        "LISTEN_FDS": "1",
        "LISTEN_FDNAMES": "sync",
        "LISTEN_PID": str(os.getpid()),
        "NOTIFY_SOCKET": ear,
        "WATCHDOG_USEC": "1000000",
    }
    os.execve(omero, [omero, "web", "start", "--foreground"], {**os.environ, **words})


def hear(ear, word):
    """Waits until a message has the word; others may come before."""
    end = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < end:
        ear.settimeout(max(0.01, end - time.monotonic()))
        if word in ear.recv(4096).decode().split("\n"):
            return
    sys.exit(f"{word} was not heard within {WAIT_SECONDS} s")


def main():
    omero, port = sys.argv[1], int(sys.argv[2])
    with tempfile.TemporaryDirectory() as folder:
        ear = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        ear.bind(os.path.join(folder, "notify"))
        listener = open_socket(port)
        process = start(omero, listener, os.path.join(folder, "notify"))
        try:
            hear(ear, "READY=1")
            hear(ear, "WATCHDOG=1")
            address = f"http://127.0.0.1:{port}/webclient/keepalive_ping/"
            answer = urllib.request.urlopen(address, timeout=5).read()
            os.kill(process, signal.SIGHUP)
            hear(ear, "RELOADING=1")
            hear(ear, "READY=1")
        finally:
            os.kill(process, signal.SIGTERM)
        hear(ear, "STOPPING=1")
        _, status = os.waitpid(process, 0)
    return 0 if answer == b"OK" and status == 0 else f"answered {answer!r}, ended {status}"


if __name__ == "__main__":
    sys.exit(main())
