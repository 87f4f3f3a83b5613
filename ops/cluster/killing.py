#!/usr/bin/env python3
"""Kills workers under load and holds every failure against what the dead ones held.

    killing.py HOST:PORT METRICS-HOST:PORT MASTER-PID SECONDS TARGET...

A worker is stopped before it is killed, so that the connections it holds can be read from /proc
exactly: while it stands still it can neither accept one nor hand one on.
"""

import json
import os
import random
import signal
import sys
import time
import urllib.request

import load
import metrics

KILL_EVERY_SECONDS = 0.2
REST_SECONDS_MAX = 60.0
# A scrape in progress may hold a descriptor or two in the master.
# A worker takes a place for each thread that reads at once; one left behind a kill is far more.
READERS_SLACK = 10
DESCRIPTORS_SLACK = 4


def workers(address):
    """Process numbers of the workers, and whether each is ready."""
    with urllib.request.urlopen(f"http://{address}/status", timeout=5) as answer:
        status = json.load(answer)
    return {
        worker["pid"]: worker["state"] == "ready"
        for pool in status["pools"]
        for slot in pool["slots"]
        for worker in slot["workers"]
    }


def sockets_of(process):
    """Inodes of the sockets a process has open."""
    folder = f"/proc/{process}/fd"
    inodes = set()
    for name in os.listdir(folder):
        try:
            target = os.readlink(f"{folder}/{name}")
        except OSError:
            continue
        if target.startswith("socket:["):
            inodes.add(target[8:-1])
    return inodes


def client_ports(process, server_port):
    """Ports of the clients whose connections a process holds."""
    inodes = sockets_of(process)
    ports = set()
    with open("/proc/net/tcp", encoding="ascii") as table:
        next(table)
        for line in table:
            words = line.split()
            local, remote, inode = words[1], words[2], words[9]
            if inode in inodes and int(local.rsplit(":", 1)[1], 16) == server_port:
                ports.add(int(remote.rsplit(":", 1)[1], 16))
    ports.discard(0)
    return ports


class Killer:
    """Kills one ready worker at a time and remembers what it held."""

    def __init__(self, address, metrics_address):
        self.address, self.metrics_address = address, metrics_address
        self.deaths = []
        self.held = {}

    def kill_one(self):
        ready = [process for process, is_ready in workers(self.metrics_address).items() if is_ready]
        if not ready:
            return
        process = random.choice(ready)
        try:
            os.kill(process, signal.SIGSTOP)
            self._wait_until_stopped(process)
            ports = client_ports(process, self.address[1])
            os.kill(process, signal.SIGKILL)
        except (ProcessLookupError, FileNotFoundError):
            return
        now = time.monotonic()
        self.deaths.append((process, len(ports)))
        for port in ports:
            self.held.setdefault(port, []).append(now)

    @staticmethod
    def _wait_until_stopped(process):
        """All threads: the state of a process is that of its first one only."""
        end = time.monotonic() + 1.0
        while time.monotonic() < end:
            states = []
            for thread in os.listdir(f"/proc/{process}/task"):
                with open(f"/proc/{process}/task/{thread}/stat", encoding="ascii") as file:
                    states.append(file.read().rpartition(") ")[2][0])
            if all(state in "TtZX" for state in states):
                return

    def held_by_a_dead_one(self, port, opened):
        return any(death >= (opened or 0) for death in self.held.get(port, []))


def descriptor_count(process):
    return len(os.listdir(f"/proc/{process}/fd"))


def reader_count(address):
    series, _ = metrics.scrape(address)
    return metrics.total(series, "omeroweb_lmdb_readers")


def rest(address, wanted):
    """Waits until as many workers are ready as there were."""
    end = time.monotonic() + REST_SECONDS_MAX
    while time.monotonic() < end:
        found = workers(address)
        if len(found) == wanted and all(found.values()):
            return True
        time.sleep(0.2)
    return False


def main():
    if len(sys.argv) < 6:
        sys.exit(__doc__.strip())
    address, metrics_address = load.address(sys.argv[1]), sys.argv[2]
    master, seconds, targets = int(sys.argv[3]), float(sys.argv[4]), sys.argv[5:]
    wanted = len(workers(metrics_address))
    manners = ["kept"] * 8 + ["slow"] * 40 + ["new"] * 8 + ["halved"] * 8
    load.Load(address, targets, manners, requests=400).run()
    descriptors, readers = descriptor_count(master), reader_count(metrics_address)
    watch = metrics.CounterWatch(metrics_address)
    killer = Killer(address, metrics_address)
    strange = []

    def judge(client, flaw):
        if not killer.held_by_a_dead_one(client.port, client.opened):
            strange.append(f"{client.manner} client: {flaw.kind}: {flaw.seen}")

    def act():
        killer.kill_one()
        watch.look()

    clients = load.Load(address, targets, manners, seconds=seconds)
    clients.on_failure = judge
    clients.run(every=KILL_EVERY_SECONDS, action=act)
    print(clients.line("under fire"))
    held = sum(count for _, count in killer.deaths)
    print(f"{len(killer.deaths)} workers killed, which held {held} connections")

    faults = []
    if not killer.deaths:
        faults.append("nobody was killed")
    if strange:
        faults.append(f"{len(strange)} failures on connections no dead worker held: {strange[:5]}")
    if clients.failure_count > held:
        faults.append(f"{clients.failure_count} failures, but the dead held only {held}")
    if not rest(metrics_address, wanted):
        faults.append("the pool did not fill up again")
    faults += faults_after(master, metrics_address, descriptors, readers)
    watch.look()
    if watch.falls:
        faults.append(f"counters fell: {watch.falls[:5]}")
    print(f"{watch.scrapes} scrapes, {watch.unanswered} unanswered")
    for fault in faults:
        print(f"  {fault}")
    return 1 if faults else 0


def faults_after(master, metrics_address, descriptors, readers):
    """What is left behind; the master sweeps every few seconds, so it gets some."""
    end = time.monotonic() + 10.0
    while True:
        faults = []
        now_open, now_reading = descriptor_count(master), reader_count(metrics_address)
        if now_open > descriptors + DESCRIPTORS_SLACK:
            faults.append(f"the master had {descriptors} descriptors and has {now_open}")
        if now_reading > readers + READERS_SLACK:
            faults.append(f"there were {readers:g} LMDB readers and are {now_reading:g}")
        if not faults or time.monotonic() > end:
            return faults
        time.sleep(0.5)


if __name__ == "__main__":
    sys.exit(main())
