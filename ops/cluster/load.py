#!/usr/bin/env python3
"""Clients that judge every answer and never ask twice.

    load.py --at 127.0.0.1:4080 --target /webclient/render_thumbnail/1/ \\
            --manner kept --clients 20 --requests 5000

Manners of a client:
  new      a new connection for each request
  kept     one connection, one request after the other
  slow     like kept, with a pause of 0 to 20 ms between requests
  halved   half of a head, a pause, then the rest; every second time on a new connection

An answer counts when it is whole: a status that was expected, exactly the bytes that
Content-Length promised, and for JPEG its first and last marker. Everything else is a failure,
counted by kind with one example. One line says how it went; the exit code is 1 after a failure.
"""

import argparse
import collections
import errno
import heapq
import itertools
import json
import random
import re
import select
import socket
import sys
import time

ANSWER_TIMEOUT_SECONDS = 20.0
HEAD_BYTES_MAX = 16 * 1024
RECEIVE_BYTES = 256 * 1024
STATUS_LINE = re.compile(rb"HTTP/1\.1 ([1-5][0-9][0-9]) ")


class Flaw(Exception):
    """What is wrong with an answer: a kind, and what was seen."""

    def __init__(self, kind, seen=""):
        super().__init__(kind)
        self.kind, self.seen = kind, seen


class Answer:
    """One response, whole."""

    def __init__(self, status, fields, body):
        self.status, self.fields, self.body = status, fields, body

    @property
    def closes(self):
        return self.fields.get("connection", "").lower() == "close"


class AnswerReader:
    """Cuts the answer to one GET out of the bytes that come."""

    def __init__(self):
        self.bytes = bytearray()
        self.head = None

    def feed(self, more):
        """The answer once it is whole, None before."""
        self.bytes += more
        if self.head is None and not self._read_head():
            return None
        status, fields, start, length = self.head
        if len(self.bytes) < start + length:
            return None
        if len(self.bytes) > start + length:
            raise Flaw("bytes after the answer", bytes(self.bytes[start + length :][:60]))
        answer = Answer(status, fields, bytes(self.bytes[start:]))
        check_body(answer)
        return answer

    def _read_head(self):
        end = self.bytes.find(b"\r\n\r\n")
        if end < 0:
            if len(self.bytes) > HEAD_BYTES_MAX:
                raise Flaw("head without end", bytes(self.bytes[:60]))
            return False
        lines = bytes(self.bytes[:end]).split(b"\r\n")
        found = STATUS_LINE.match(lines[0] + b" ")
        if not found:
            raise Flaw("no status line", lines[0][:60])
        fields = {}
        for line in lines[1:]:
            name, mark, value = line.partition(b":")
            if not mark or not name or name != name.strip():
                raise Flaw("malformed field", line[:60])
            fields[name.decode("latin-1").lower()] = value.strip().decode("latin-1")
        status = int(found[1])
        length = fields.get("content-length")
        if status in (204, 304):
            length = "0"
        if length is None or not length.isdigit():
            raise Flaw("no Content-Length", lines[0][:60])
        self.head = (status, fields, end + 4, int(length))
        return True


def check_body(answer):
    if answer.status == 200 and answer.fields.get("content-type", "").startswith("image/jpeg"):
        if answer.body[:2] != b"\xff\xd8" or answer.body[-2:] != b"\xff\xd9":
            raise Flaw("broken JPEG", answer.body[:8] + b".." + answer.body[-8:])


class Client:
    """One client: connects, sends, receives, rests, and says so to its load."""

    def __init__(self, load, number, manner):
        self.load, self.number, self.manner = load, number, manner
        self.socket = None
        self.port = None
        self.opened = None
        self.deadline = None
        self.count = 0
        self.rest = b""

    def begin(self):
        if not self.load.may_ask():
            return self.close()
        self.count += 1
        self.closes = self.manner == "new" or (self.manner == "halved" and self.count % 2 == 0)
        self.asked = time.monotonic()
        self.deadline = self.asked + ANSWER_TIMEOUT_SECONDS
        self.reader = AnswerReader()
        self.out = self.load.request_bytes(self.closes)
        if self.manner == "halved":
            middle = len(self.out) // 2
            self.out, self.rest = self.out[:middle], self.out[middle:]
        try:
            if self.socket is None:
                self._connect()
            else:
                self.load.watch(self, select.EPOLLIN)
                self._send()
        except OSError as error:
            self.fail(Flaw("cannot connect" if self.opened is None else "cannot send", error))

    def _connect(self):
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        self.opened = None
        self.socket.setblocking(False)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        code = self.socket.connect_ex(self.load.address)
        if code not in (0, errno.EINPROGRESS):
            raise OSError(code, "connect")
        self.load.watch(self, select.EPOLLOUT)

    def _send(self):
        while self.out:
            try:
                sent = self.socket.send(self.out)
            except BlockingIOError:
                return self.load.watch(self, select.EPOLLIN | select.EPOLLOUT)
            self.out = self.out[sent:]
        if self.rest:
            self.out, self.rest = self.rest, b""
            return self.load.later(random.uniform(0.005, 0.05), self._send_rest, self.count)
        self.load.watch(self, select.EPOLLIN)

    def _send_rest(self, count):
        if self.socket is None or self.count != count:
            return
        try:
            self._send()
        except OSError as error:
            self.fail(Flaw("cannot send the second half", error))

    def ready(self, events):
        try:
            if self.opened is None:
                code = self.socket.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
                if code:
                    raise Flaw("cannot connect", errno.errorcode.get(code, code))
                self.opened = time.monotonic()
                self.port = self.socket.getsockname()[1]
                self.load.watch(self, select.EPOLLIN)
                return self._send()
            if events & select.EPOLLOUT:
                self._send()
            if events & (select.EPOLLIN | select.EPOLLHUP | select.EPOLLERR):
                self._receive()
        except Flaw as flaw:
            self.fail(flaw)
        except OSError as error:
            self.fail(Flaw("connection broken", errno.errorcode.get(error.errno, error)))

    def _receive(self):
        try:
            more = self.socket.recv(RECEIVE_BYTES)
        except BlockingIOError:
            return
        if not more:
            kind = "closed in the answer" if self.reader.bytes else "closed without answer"
            raise Flaw(kind, bytes(self.reader.bytes[:60]))
        answer = self.reader.feed(more)
        if answer is None:
            return
        if answer.status not in self.load.expected:
            raise Flaw(f"status {answer.status}", answer.body[:60])
        self._finish(answer)

    def _finish(self, answer):
        self.deadline = None
        now = time.monotonic()
        pause = self.load.took(self, answer, self.asked, now) or 0.0
        if self.closes or answer.closes:
            self.close()
        else:
            # A client that rests does not look at its connection, as most do not.
            self.load.unwatch(self)
        if self.manner == "slow":
            pause += random.uniform(0, 0.02)
        if pause > 0:
            self.load.later(pause, lambda _: self.begin(), self.count)
        else:
            self.load.next_up.append(self)

    def fail(self, flaw):
        self.load.failed(self, flaw)
        self.deadline = None
        self.close()
        self.load.later(0.01, lambda _: self.begin(), self.count)

    def close(self):
        if self.socket is not None:
            self.load.unwatch(self)
            self.socket.close()
            self.socket = None
        self.rest = b""


class Load:
    """Some clients, driven by one epoll, until a number of requests or seconds is over."""

    def __init__(self, address, targets, manners, expected=(200,), requests=None, seconds=None):
        self.address = address
        self.targets = itertools.cycle(targets)
        self.expected = frozenset(expected)
        self.requests, self.seconds = requests, seconds
        self.epoll = select.epoll()
        self.watched = {}
        self.by_descriptor = {}
        self.timers = []
        self.timer_number = itertools.count()
        self.next_up = collections.deque()
        self.asked = 0
        self.statuses = collections.Counter()
        self.failures = collections.Counter()
        self.examples = {}
        self.latencies = []
        self.bytes = 0
        self.clients = [Client(self, i, manner) for i, manner in enumerate(manners)]
        self.on_failure = None

    # What clients ask of their load.

    def request_bytes(self, closes):
        return (
            f"GET {next(self.targets)} HTTP/1.1\r\nHost: {self.address[0]}:{self.address[1]}\r\n"
            f"Accept: */*\r\n{'Connection: close' if closes else 'X-Client: load'}\r\n\r\n"
        ).encode()

    def may_ask(self):
        if self.requests is not None and self.asked >= self.requests:
            return False
        if self.seconds is not None and time.monotonic() >= self.end:
            return False
        self.asked += 1
        return True

    def watch(self, client, events):
        number = client.socket.fileno()
        if self.watched.get(number) == events:
            return
        if number in self.watched:
            self.epoll.modify(number, events)
        else:
            self.epoll.register(number, events)
        self.watched[number] = events
        self.by_descriptor[number] = client

    def unwatch(self, client):
        number = client.socket.fileno()
        if self.watched.pop(number, None) is not None:
            self.epoll.unregister(number)
            del self.by_descriptor[number]

    def later(self, seconds, action, argument):
        due = time.monotonic() + seconds
        heapq.heappush(self.timers, (due, next(self.timer_number), action, argument))

    def took(self, client, answer, asked, now):
        """Counts an answer; a pause in seconds may be returned by those who overrule it."""
        self.statuses[answer.status] += 1
        self.latencies.append(now - asked)
        self.bytes += len(answer.body)

    def failed(self, client, flaw):
        self.failures[flaw.kind] += 1
        self.examples.setdefault(flaw.kind, str(flaw.seen))
        if self.on_failure:
            self.on_failure(client, flaw)

    # Running.

    def run(self, every=None, action=None):
        """Runs to the end; calls `action` every so many seconds."""
        self.start = time.monotonic()
        self.end = self.start + (self.seconds or float("inf"))
        next_action = self.start + (every or float("inf"))
        next_check = self.start + 1.0
        self.next_up.extend(self.clients)
        while True:
            while self.next_up:
                self.next_up.popleft().begin()
            if not self.by_descriptor and not self.timers:
                break
            for number, events in self.epoll.poll(self._wait_seconds(next_action)):
                client = self.by_descriptor.get(number)
                if client:
                    client.ready(events)
            now = time.monotonic()
            while self.timers and self.timers[0][0] <= now:
                _, _, do, argument = heapq.heappop(self.timers)
                do(argument)
            if now >= next_action:
                next_action = time.monotonic() + every
                if now < self.end:
                    action()
            if now >= next_check:
                next_check = now + 1.0
                self._end_late_ones(now)
        self.elapsed = time.monotonic() - self.start
        for client in self.clients:
            client.close()
        return self

    def _wait_seconds(self, next_action):
        if self.next_up:
            return 0
        due = min(self.timers[0][0] if self.timers else float("inf"), next_action)
        return max(0.0, min(0.5, due - time.monotonic()))

    def _end_late_ones(self, now):
        for client in self.clients:
            if client.deadline is not None and now > client.deadline:
                client.fail(Flaw("no answer in time", f"{ANSWER_TIMEOUT_SECONDS} s"))

    # What it came to.

    @property
    def failure_count(self):
        return sum(self.failures.values())

    def percentile(self, share):
        if not self.latencies:
            return 0.0
        ordered = sorted(self.latencies)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))]

    def summary(self):
        answered = len(self.latencies)
        return {
            "answered": answered,
            "failed": self.failure_count,
            "per_second": round(answered / self.elapsed, 1),
            "p50_ms": round(1e3 * self.percentile(0.50), 2),
            "p99_ms": round(1e3 * self.percentile(0.99), 2),
            "max_ms": round(1e3 * self.percentile(1.0), 2),
            "statuses": dict(self.statuses),
            "failures": dict(self.failures),
            "examples": self.examples,
        }

    def line(self, name):
        facts = self.summary()
        text = (
            f"{name}: {facts['answered']} answered, {facts['failed']} failed, "
            f"{facts['per_second']:.0f}/s, p50 {facts['p50_ms']:.1f} ms, "
            f"p99 {facts['p99_ms']:.1f} ms, max {facts['max_ms']:.0f} ms"
        )
        for kind, count in self.failures.most_common():
            text += f"\n  {count} x {kind}: {self.examples[kind]}"
        return text


def address(text):
    host, _, port = text.rpartition(":")
    return host, int(port)


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--at", required=True, type=address, help="HOST:PORT")
    parser.add_argument("--target", action="append", required=True, help="repeat to alternate")
    parser.add_argument("--manner", choices=["new", "kept", "slow", "halved"], default="kept")
    parser.add_argument("--clients", type=int, default=20)
    parser.add_argument("--requests", type=int)
    parser.add_argument("--seconds", type=float)
    parser.add_argument("--expect", type=int, action="append", help="status, 200 by default")
    parser.add_argument("--slowest-ms", type=float, help="p99 above this is a failure too")
    parser.add_argument("--json", help="file for the figures")
    options = parser.parse_args()
    if options.requests is None and options.seconds is None:
        parser.error("say --requests or --seconds")
    load = Load(
        options.at,
        options.target,
        [options.manner] * options.clients,
        expected=options.expect or [200],
        requests=options.requests,
        seconds=options.seconds,
    ).run()
    print(load.line(f"{options.manner} x {options.clients}"), flush=True)
    if options.json:
        with open(options.json, "w", encoding="utf-8") as file:
            json.dump(load.summary(), file)
    late = options.slowest_ms is not None and 1e3 * load.percentile(0.99) > options.slowest_ms
    return 1 if load.failure_count or late or not load.latencies else 0


if __name__ == "__main__":
    sys.exit(main())
