#!/usr/bin/env python3
"""Clients that download under a quota and count every byte themselves: their count is the judge.

    quotas.py CHECK HOST:PORT METRICS-HOST:PORT IMAGE FILE

The checks, each with the limits it needs set for user anna by `omero quota`:
  truncated   32 downloads at once get all of the quota and not a byte more
  refused     of 32 at once those that fit come whole, the others are told when to come again
  counted     ranges, HEAD, 304, broken off: what is counted is what came
  streams     more at once than allowed are refused
  speed       all streams of a user together keep to his speed, whichever worker sends them
  moved       a download goes on while its worker is recycled again and again, and reloaded
  storm       random downloads while workers and the master are killed
"""

import hashlib
import json
import os
import random
import select
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.parse
import urllib.request

CHECK, HERE, METRICS, IMAGE, FILE = sys.argv[1:6]
HOST, PORT = HERE.rsplit(":", 1)
OMERO = os.environ["OMERO"]
PASSWORD = os.environ["PASSWORD"]
TARGET = f"/webgateway/archived_files/download/{IMAGE}/"
SIZE = os.path.getsize(FILE)
LEASE_BYTES_MAX = 8 << 20
MIB = 1 << 20


def fail(words):
    sys.exit(f"quotas.py {CHECK}: {words}")


def expect(isSo, words):
    if not isSo:
        fail(words)


def omero(*words):
    done = subprocess.run([OMERO, *words], capture_output=True, text=True)
    expect(done.returncode == 0, f"omero {' '.join(words)}: {done.stdout}{done.stderr}")
    return done.stdout


def digest(path=FILE):
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


class Download:
    """One request and what came of it; a body is counted as it comes."""

    def __init__(self, cookie, target=TARGET, method="GET", rate=None, stop_after=None, port=None, **fields):
        self.received, self.status, self.fields = 0, 0, {}
        self.error, self.sha256 = None, hashlib.sha256()
        self.rate, self.stop_after, self.method = rate, stop_after, method
        lines = [f"{method} {target} HTTP/1.1", f"Host: {HERE}", "Connection: close"]
        lines += [f"Cookie: sessionid={cookie}"] if cookie else []
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in fields.items()]
        self.head = ("\r\n".join(lines) + "\r\n\r\n").encode()
        self.port = int(port or PORT)

    def run(self):
        try:
            with socket.create_connection((HOST, self.port), timeout=60) as connection:
                connection.sendall(self.head)
                self.read(connection)
        except OSError as error:
            self.error = str(error)
        return self

    def read(self, connection):
        buffer = b""
        while b"\r\n\r\n" not in buffer:
            part = connection.recv(65536)
            if not part:
                raise OSError("closed before the head ended")
            buffer += part
        head, rest = buffer.split(b"\r\n\r\n", 1)
        lines = head.decode("latin-1").split("\r\n")
        self.status = int(lines[0].split()[1])
        for line in lines[1:]:
            name, value = line.split(":", 1)
            self.fields.setdefault(name.lower(), []).append(value.strip())
        begun = time.monotonic()
        self.take(rest)
        while self.stop_after is None or self.received < self.stop_after:
            if self.rate:
                ahead = self.received / self.rate - (time.monotonic() - begun)
                if ahead > 0:
                    time.sleep(min(ahead, 0.2))
                    continue
            part = connection.recv(65536 if self.rate else 1 << 20)
            if not part:
                return
            self.take(part)

    def take(self, part):
        self.received += len(part)
        self.sha256.update(part)

    @property
    def length(self):
        return int(self.fields.get("content-length", ["0"])[0])

    @property
    def is_whole(self):
        return self.error is None and self.received == self.length

    @property
    def body_bytes(self):
        """Bytes of the file that came: what else an answer says is no download."""
        return self.received if self.status in (200, 206) else 0


def together(downloads):
    threads = [threading.Thread(target=one.run) for one in downloads]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return downloads


class Session:
    """A user who is logged in."""

    def __init__(self, name):
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
        token = json.load(opener.open(f"http://{HERE}/api/v0/token/"))["data"]
        form = urllib.parse.urlencode({"username": name, "password": PASSWORD, "server": 1})
        request = urllib.request.Request(
            f"http://{HERE}/api/v0/login/", form.encode(), {"X-CSRFToken": token}
        )
        answer = json.load(opener.open(request))
        self.cookie, self.name = answer["eventContext"]["sessionUuid"], name

    def quota(self):
        request = urllib.request.Request(
            f"http://{HERE}/api/v0/quota/", headers={"Cookie": f"sessionid={self.cookie}"}
        )
        return json.load(urllib.request.urlopen(request, timeout=20))["data"]

    def settled(self, seconds=20):
        """What the quota says when no download is open any more."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            quota = self.quota()
            if quota["openDownloads"] == 0:
                expect(quota["reservedBytes"] == 0, f"nothing is open, but {quota}")
                return quota
            time.sleep(0.05)
        fail(f"downloads stay open: {quota}")

    def limited(self, **limits):
        words = [w for name, value in limits.items() for w in (f"--{name.replace('_', '-')}", str(value))]
        for name in ("bytes", "concurrent", "speed", "max-size"):
            if f"--{name}" not in words:
                words += [f"--{name}", "default"]
        omero("quota", "set", "--user", self.name, *words)
        omero("quota", "reset", self.name)
        return self

    def download(self, **more):
        return Download(self.cookie, **more)


def truncated():
    limit = 100 * MIB
    anna = Session("anna").limited(bytes=limit)
    downloads = together([anna.download() for _ in range(32)])
    came = sum(one.body_bytes for one in downloads)
    used = anna.settled()["usedBytes"]
    print(f"    {came} bytes came of a quota of {limit}, {used} were counted, "
          f"{sum(one.status == 200 and one.is_whole for one in downloads)} of 32 files whole")
    expect(came <= limit, "more than the quota came")
    expect(came == used, "what came is not what was counted")
    expect(came >= limit - 32 * LEASE_BYTES_MAX, "too little came")
    refused = anna.download().run()
    expect(refused.status == 429, f"status {refused.status} though nothing is left")
    expect(int(refused.fields["retry-after"][0]) > 0, "no time to come again")


def refused():
    limit = 3 * SIZE + SIZE // 2
    anna = Session("anna").limited(bytes=limit)
    downloads = together([anna.download() for _ in range(32)])
    whole = [one for one in downloads if one.status == 200]
    expected = digest()
    print(f"    {len(whole)} of 32 fit into {limit} bytes, the others were told to come again")
    expect(len(whole) == 3, f"{len(whole)} downloads were let in, 3 fit")
    expect(all(one.is_whole and one.sha256.hexdigest() == expected for one in whole), "not whole")
    others = [one for one in downloads if one.status != 200]
    expect(all(one.status == 429 and "retry-after" in one.fields for one in others), "no 429")
    expect(anna.settled()["usedBytes"] == 3 * SIZE, f"counted: {anna.quota()}")
    small = anna.limited(bytes=SIZE - 1).download().run()
    expect(small.status == 403, f"status {small.status} for a file larger than the quota")
    large = anna.limited(max_size=SIZE - 1).download().run()
    expect(large.status == 403, f"status {large.status} for a file larger than one may be")


def counted():
    anna = Session("anna").limited(bytes=100 * SIZE)
    etag = anna.download(method="HEAD").run().fields.get("etag", ["-"])[0]
    cases = [
        anna.download(method="HEAD"),
        anna.download(If_None_Match=etag),
        anna.download(Range="bytes=0-0"),
        anna.download(Range=f"bytes={SIZE // 2}-"),
        anna.download(Range="bytes=-1000"),
        anna.download(Range=f"bytes={SIZE}-"),
        anna.download(Range="bytes=5-6,100-200"),
        anna.download(),
        anna.download(target=f"/webgateway/render_ome_tiff/i/{IMAGE}/"),
        anna.download(target=f"/webgateway/render_ome_zarr/{IMAGE}/"),
        anna.download(target=f"/webgateway/render_ome_zarr/{IMAGE}/", Range="bytes=1000-2000000"),
        anna.download(target=f"/webclient/render_image_download/{IMAGE}/?format=png"),
    ]
    came = 0
    for one in cases:
        one.run()
        came += one.body_bytes if one.method == "GET" else 0
        used = anna.settled()["usedBytes"]
        expect(used == came, f"{one.head[:200]}: {came} came, {used} were counted")
    for stop in (1, 100_000, SIZE // 3):
        one = anna.download(stop_after=stop).run()
        came += one.body_bytes
        used = anna.settled()["usedBytes"]
        # What lay in the sockets' buffers was sent and never read.
        expect(came <= used <= came + 16 * MIB, f"{came} came, {used} were counted")
        came = used
    print(f"    {len(cases)} kinds of requests counted to the byte, 3 broken off")


def streams():
    anna = Session("anna").limited(concurrent=3)
    slow = [anna.download(rate=4 * MIB, stop_after=6 * MIB) for _ in range(8)]
    together(slow)
    let_in = sum(one.status == 200 for one in slow)
    told = [one for one in slow if one.status == 429]
    print(f"    {let_in} of 8 at once were let in where 3 may run")
    expect(let_in == 3 and len(told) == 5, "not three")
    anna.settled()
    expect(anna.download(stop_after=1).run().status == 200, "refused though none runs")
    anna.settled()


def speed():
    rate = 8 * MIB
    anna = Session("anna").limited(speed=rate)
    for count in (1, 4, 16):
        begun = time.monotonic()
        part = 16 * MIB // count
        downloads = together(
            [anna.download(Range=f"bytes=0-{part - 1}") for _ in range(count)]
        )
        seconds = time.monotonic() - begun
        came = sum(one.body_bytes for one in downloads)
        print(f"    {count} streams: {came / seconds / MIB:.2f} MiB/s where {rate / MIB:.0f} are allowed")
        expect(came == part * count, "a part did not come whole")
        expect(0.85 * rate <= came / seconds <= 1.06 * rate + 256 * 1024 / seconds, "another speed")
    anna.settled()


def moved():
    async_port = os.environ["ASYNC_PORT"]
    rate = float(os.environ["MOVED_RATE"])
    recycles, reloads = int(os.environ["MOVED_RECYCLES"]), int(os.environ["MOVED_RELOADS"])
    anna = Session("anna").limited(bytes=100 * SIZE)
    before = departed()
    downloads = [anna.download(rate=rate, port=port) for port in (PORT, async_port)]
    threads = [threading.Thread(target=one.run) for one in downloads]
    for thread in threads:
        thread.start()
    reloaded = 0
    while any(thread.is_alive() for thread in threads):
        # Requests that make a worker of the asynchronous pool old.
        for _ in range(20):
            Download(anna.cookie, target="/webgateway/", port=async_port).run()
        done = departed() - before
        if done >= (reloaded + 1) * recycles // (reloads + 1) and reloaded < reloads:
            omero("web", "reload")
            reloaded += 1
        time.sleep(0.05)
    done = departed() - before
    expected = digest()
    print(f"    {len(downloads)} downloads of {SIZE} bytes at {rate / 1e6:.0f} MB/s "
          f"during {done} departures, {reloaded} reloads among them")
    for one in downloads:
        expect(one.status == 200 and one.is_whole, f"{one.status}, {one.received} bytes, {one.error}")
        expect(one.sha256.hexdigest() == expected, "other bytes")
    expect(done >= recycles and reloaded == reloads, "too few recycled")
    used = anna.settled()["usedBytes"]
    expect(used == SIZE * len(downloads), f"{used} were counted of {SIZE * len(downloads)}")


def departed():
    text = urllib.request.urlopen(f"http://{METRICS}/metrics", timeout=5).read().decode()
    lines = [l for l in text.splitlines() if l.startswith("omeroweb_worker_departures_total")]
    return sum(float(l.split()[-1]) for l in lines if 'pool="async"' in l and "recycled" in l)


def storm():
    seed = int(os.environ.get("STORM_SEED", time.time()))
    seconds = float(os.environ["STORM_SECONDS"])
    print(f"    seed {seed}")
    chance = random.Random(seed)
    users = {"anna": int(10 * MIB * seconds), "bert": int(6 * MIB * seconds)}
    sessions = {name: Session(name).limited(bytes=limit) for name, limit in users.items()}
    came = {name: 0 for name in users}
    lock = threading.Lock()
    end = time.monotonic() + seconds

    def client(number):
        own = random.Random(seed * 1000 + number)
        while time.monotonic() < end:
            name = own.choice(list(users))
            more = {}
            if own.random() < 0.5:
                start = own.randrange(SIZE)
                more["Range"] = f"bytes={start}-{min(SIZE - 1, start + own.randrange(1, SIZE))}"
            if own.random() < 0.3:
                more["stop_after"] = own.randrange(1, SIZE)
            more["rate"] = own.choice([0.25, 1, 4]) * MIB
            one = sessions[name].download(**more).run()
            with lock:
                came[name] += one.body_bytes
            time.sleep(own.random() * 0.05)

    threads = [threading.Thread(target=client, args=(n,)) for n in range(12)]
    for thread in threads:
        thread.start()
    kills = masters = 0
    while time.monotonic() < end:
        time.sleep(0.3 + chance.random())
        try:
            with urllib.request.urlopen(f"http://{METRICS}/status", timeout=5) as answer:
                status = json.load(answer)
        except OSError:
            continue
        pids = [w["pid"] for p in status["pools"] for s in p["slots"] for w in s["workers"]]
        draw = chance.random()
        if draw < 0.7:
            os.kill(chance.choice(pids), signal.SIGKILL)
            kills += 1
        elif draw < 0.8:
            omero("web", "reload")
        elif draw < 0.9:
            with open(f"{os.environ['OMERODIR']}/var/django.pid", encoding="ascii") as file:
                os.kill(int(file.read()), signal.SIGKILL)
            time.sleep(1)
            start_again()
            masters += 1
    for thread in threads:
        thread.join()
    for name, limit in users.items():
        quota = sessions[name].settled(90)
        print(f"    {name}: {came[name]} bytes came, {quota['usedBytes']} counted of {limit}, "
              f"{quota['burntBytes']} burnt, {quota['totalDownloads']} downloads")
        expect(came[name] <= limit, "more than the quota came")
        expect(came[name] <= quota["usedBytes"], "less was counted than came")
        expect(quota["usedBytes"] <= limit, "more was counted than the quota")
    print(f"    {kills} workers and {masters} masters killed in {seconds:.0f} s")


def start_again():
    for _ in range(50):
        done = subprocess.run([OMERO, "web", "start"], capture_output=True, text=True)
        if done.returncode == 0:
            return
        time.sleep(0.2)
    fail(f"the server does not start again: {done.stdout}{done.stderr}")


if __name__ == "__main__":
    globals()[CHECK]()
