#!/usr/bin/env python3
"""Many clients that read slowly, and what they do to a server.

    slow_downloads.py --clients 2000 --rate 64000 --seconds 10 --process PID HOST:PORT/TARGET
                      [--cookie TEXT] [-- COMMAND...]

Every client reads its download at the rate, with a small buffer. The command runs when all have
begun, and its output follows. Told: how many clients progressed the whole time, the slowest, and the
memory of the process before and during.
"""

import argparse
import heapq
import select
import socket
import subprocess
import sys
import time

TURN_SECONDS = 0.5


def resident_bytes(process):
    with open(f"/proc/{process}/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * 4096


class Client:
    def __init__(self, address, head):
        self.socket = socket.socket()
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 32768)
        self.socket.settimeout(30)
        self.socket.connect(address)
        self.socket.sendall(head)
        self.socket.setblocking(False)
        self.received, self.is_over, self.marks = 0, False, []

    def read(self, count):
        while count > 0 and not self.is_over:
            try:
                part = self.socket.recv(min(count, 65536))
            except BlockingIOError:
                return
            except OSError:
                part = b""
            self.is_over = not part
            self.received += len(part)
            count -= len(part)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--clients", type=int, default=2000)
    parser.add_argument("--rate", type=int, default=64000)
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--process", type=int, required=True)
    parser.add_argument("--cookie", default="")
    parser.add_argument("address")
    parser.add_argument("command", nargs="*")
    options = parser.parse_args()
    place, target = options.address.split("/", 1)
    host, port = place.rsplit(":", 1)
    lines = [f"GET /{target} HTTP/1.1", f"Host: {place}", "Connection: close"]
    if options.cookie:
        lines.append(f"Cookie: {options.cookie}")
    head = ("\r\n".join(lines) + "\r\n\r\n").encode()
    before = resident_bytes(options.process)
    clients = [Client((host, int(port)), head) for _ in range(options.clients)]
    turn = int(options.rate * TURN_SECONDS)
    begun, command, stalls = time.monotonic(), None, 0
    due = [(begun + TURN_SECONDS * number / len(clients), number) for number in range(len(clients))]
    heapq.heapify(due)
    marks = [0] * len(clients)
    next_mark = begun + 5
    peak = before
    while time.monotonic() < begun + options.seconds:
        moment, number = heapq.heappop(due)
        wait = moment - time.monotonic()
        if wait > 0:
            time.sleep(wait)
        clients[number].read(turn)
        heapq.heappush(due, (moment + TURN_SECONDS, number))
        if command is None and time.monotonic() > begun + 2 and options.command:
            command = subprocess.Popen(options.command, stdout=subprocess.PIPE, text=True)
        if time.monotonic() > next_mark:
            # Whoever got nothing in five seconds stands still.
            stalls += sum(one.received == mark for one, mark in zip(clients, marks))
            marks = [one.received for one in clients]
            next_mark += 5
            peak = max(peak, resident_bytes(options.process))
    received = sorted(one.received for one in clients)
    peak = max(peak, resident_bytes(options.process))
    seconds = time.monotonic() - begun
    print(f"{len(clients)} downloads at {options.rate} B/s: slowest {received[0] / seconds:.0f}, "
          f"median {received[len(received) // 2] / seconds:.0f} B/s, {stalls} stood still, "
          f"memory of the worker {before >> 20} -> {peak >> 20} MiB, "
          f"{(peak - before) // len(clients) / 1024:.1f} KiB a stream")
    if command:
        print(command.communicate()[0], end="")


if __name__ == "__main__":
    main()
