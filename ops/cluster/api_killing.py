#!/usr/bin/env python3
"""Saves and deletes through the API while its processes are killed, and counts what was promised.

    api_killing.py HOST:PORT METRICS-HOST:PORT OMERODIR SECRET SECONDS

A request that was never answered may have been done or not; one that was answered has one outcome.
"""

import http.client
import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import threading
import time

import catalogue_check
import killing

SCHEMA = "http://www.openmicroscopy.org/Schemas/OME/2016-06"
KINDS = {"project": "Project", "dataset": "Dataset", "screen": "Screen"}
CLIENTS = 8
KILL_EVERY_SECONDS = 0.25
START_SECONDS_MAX = 20.0
REGIONS = 2000
GONE = None


class Client:
    """One user's requests, one after the other; `open` holds all outcomes a thing may have."""

    def __init__(self, host, number, secret, regions):
        self.host, self.number, self.cookies = host, number, {}
        # By kind and name at its creation: the set of names it may have now, GONE for no row.
        self.outcomes = {}
        # Names that were refused, and must not be anywhere.
        self.refused = set()
        self.numbers = {}
        self.regions = regions
        self.region_outcomes = {region: {region} for region in regions}
        self.answered = self.unanswered = 0
        self.strange = []
        self.name = ("anna", "bert")[number % 2]
        self.ask("/api/v0/token/", "GET")
        status, answer = self.ask("/api/v0/login/", "POST", {
            "username": self.name, "password": secret, "server": "1"})
        assert status == 200, answer

    def ask(self, path, method, document=None):
        """Nil as status when there was no answer."""
        fields = {"Cookie": "; ".join(f"{n}={v}" for n, v in self.cookies.items()),
                  "X-CSRFToken": self.cookies.get("csrftoken", ""),
                  "Content-Type": "application/json"}
        connection = http.client.HTTPConnection(self.host, timeout=20)
        try:
            connection.request(method, path, json.dumps(document or {}), fields)
            answer = connection.getresponse()
            body = json.loads(answer.read())
        except (OSError, http.client.HTTPException, ValueError):
            self.unanswered += 1
            # Nobody may listen for a moment, while the master is started again.
            time.sleep(0.02)
            return None, None
        finally:
            connection.close()
        for line in answer.headers.get_all("Set-Cookie", []):
            name, value = line.split(";")[0].split("=", 1)
            self.cookies[name] = value
        self.answered += 1
        return answer.status, body

    def act(self, count, group):
        choice = random.random()
        if choice < 0.4 or not self.numbers:
            self.create(count, group)
        elif choice < 0.6:
            self.change(count)
        elif choice < 0.75:
            self.delete()
        elif choice < 0.85 and self.regions:
            self.delete_region()
        else:
            self.be_refused(count)

    def create(self, count, group):
        kind = random.choice(list(KINDS))
        name = f"c{self.number}n{count}"
        document = {"@type": f"{SCHEMA}#{KINDS[kind]}", "Name": name}
        status, answer = self.ask(f"/api/v0/m/save/?group={group}", "POST", document)
        if status == 201:
            self.outcomes[kind, name] = {name}
            self.numbers[kind, name] = answer["data"]["@id"]
        else:
            self.outcomes[kind, name] = self.unless(status, answer, GONE, name)

    def change(self, count):
        kind, name = key = random.choice(list(self.numbers))
        new = f"{name}r{count}"
        document = {"@type": f"{SCHEMA}#{KINDS[kind]}", "@id": self.numbers[key], "Name": new}
        status, answer = self.ask("/api/v0/m/save/?group=-1", "PUT", document)
        if status == 200:
            self.outcomes[key] = {new}
        else:
            before = self.outcomes[key]
            self.outcomes[key] = before | self.unless(status, answer, *before, new)

    def delete(self):
        key = random.choice(list(self.numbers))
        number = self.numbers.pop(key)
        status, answer = self.ask(f"/api/v0/m/{key[0]}s/{number}/", "DELETE")
        if status == 200:
            self.outcomes[key] = {GONE}
        else:
            self.outcomes[key] = self.outcomes[key] | self.unless(status, answer, GONE)

    def delete_region(self):
        region = self.regions.pop()
        status, answer = self.ask(f"/api/v0/m/rois/{region}/", "DELETE")
        if self.name == "bert":
            # The regions are anna's, in a group where others only look.
            if status not in (403, None):
                self.strange.append(f"bert deletes a region: {status}")
        elif status == 200:
            self.region_outcomes[region] = {GONE}
        else:
            self.region_outcomes[region] |= self.unless(status, answer, GONE)

    def be_refused(self, count):
        name = f"c{self.number}refused{count}"
        self.refused.add(name)
        document = {"@type": f"{SCHEMA}#Project", "Name": name}
        status, _ = self.ask("/api/v0/m/save/?group=0", "POST", document)
        if status not in (403, None):
            self.strange.append(f"added to group 0: {status}")

    def unless(self, status, answer, *outcomes):
        """The outcomes of a request without an answer; others are answered well, always."""
        if status is not None:
            self.strange.append(f"{status} {answer}")
        return set(outcomes)


class Fire:
    """Kills a ready worker now and then, and the master once, half-way."""

    def __init__(self, metrics_address, folder):
        self.metrics_address, self.folder = metrics_address, folder
        self.killed = 0
        self.start_seconds = 0.0

    def burn(self, seconds):
        began = time.monotonic()
        is_master_due = True
        while time.monotonic() - began < seconds:
            time.sleep(random.uniform(0.5, 1.5) * KILL_EVERY_SECONDS)
            if is_master_due and time.monotonic() - began > seconds / 2:
                is_master_due = False
                self.kill_master()
            else:
                self.kill_worker()

    def kill_worker(self):
        try:
            found = killing.workers(self.metrics_address)
            ready = [process for process, is_ready in found.items() if is_ready]
            if ready:
                os.kill(random.choice(ready), signal.SIGKILL)
                self.killed += 1
        except OSError:
            # The worker was faster, or the master is being started.
            return

    def kill_master(self):
        with open(f"{self.folder}/var/django.pid", encoding="ascii") as file:
            master = int(file.read())
        os.kill(master, signal.SIGKILL)
        began = time.monotonic()
        while True:
            ended = subprocess.run([os.environ["OMERO"], "web", "start"], capture_output=True,
                                   text=True, check=False)
            if ended.returncode == 0:
                break
            assert time.monotonic() - began < START_SECONDS_MAX, ended.stderr + ended.stdout
            time.sleep(0.1)
        self.start_seconds = time.monotonic() - began


def judge(path, clients):
    """Rows that are there against what was promised."""
    with sqlite3.connect(path, timeout=20) as base:
        rows = {kind: set(row[0] for row in base.execute(f"SELECT name FROM {kind}"))
                for kind in KINDS}
        regions = {row[0] for row in base.execute("SELECT id FROM roi")}
        found = {kind: base.execute(f"SELECT count(*) FROM {kind}").fetchone()[0] for kind in KINDS}
    known = {kind: set() for kind in KINDS}
    for client in clients:
        for (kind, name), outcomes in client.outcomes.items():
            known[kind] |= outcomes - {GONE}
            present = {one for one in rows[kind]
                       if one == name or one.startswith(name + "r")} or {GONE}
            if len(present) != 1 or not present <= outcomes:
                yield f"{kind} {name}: {present} is there, and not one of {outcomes}"
        for region, outcomes in client.region_outcomes.items():
            if (region if region in regions else GONE) not in outcomes:
                yield f"region {region}: {region in regions}, and not {outcomes}"
        refused = set().union(*rows.values()) & client.refused
        if refused:
            yield f"refused, and yet there: {refused}"
        yield from client.strange[:5]
    for kind in KINDS:
        if not rows[kind] <= known[kind] or found[kind] != len(rows[kind]):
            yield f"nobody asked for {kind} {rows[kind] - known[kind]}, {found[kind]} rows"


def search(path, clients):
    """Names are found where they are, by their words."""
    with sqlite3.connect(path, timeout=20) as base:
        for kind in KINDS:
            rows = dict(base.execute(f"SELECT name, id FROM {kind}"))
            for name, number in rows.items():
                hits = base.execute(f"SELECT rowid FROM {kind}words WHERE {kind}words MATCH ?",
                                    (f'name : "{name}"',)).fetchall()
                if hits != [(number,)]:
                    yield f"{kind} {name} is found as {hits}"
            gone = {name for client in clients for (of, name) in client.outcomes if of == kind}
            for name in sorted(gone - rows.keys())[:200]:
                if base.execute(f"SELECT rowid FROM {kind}words WHERE {kind}words MATCH ?",
                                (f'name : "{name}"',)).fetchall():
                    yield f"{kind} {name} is found and not there"


def add_regions(path):
    with sqlite3.connect(path, timeout=20) as base:
        for _ in range(REGIONS):
            base.execute("INSERT INTO roi (image, owner_id, group_id)"
                         " SELECT id, owner_id, group_id FROM image LIMIT 1")
        group, = base.execute("SELECT id FROM experimentergroup WHERE name = 'lab'").fetchone()
        return group, [row[0] for row in base.execute("SELECT id FROM roi")]


def main(host, metrics_address, folder, secret, seconds):
    path = f"{folder}/var/data/catalogue.sqlite"
    group, regions = add_regions(path)
    share = len(regions) // CLIENTS
    clients = [Client(host, n, secret, regions[n * share:(n + 1) * share]) for n in range(CLIENTS)]
    is_over = threading.Event()

    def work(client):
        count = 0
        while not is_over.is_set():
            count += 1
            client.act(count, group)

    threads = [threading.Thread(target=work, args=(client,)) for client in clients]
    for thread in threads:
        thread.start()
    fire = Fire(metrics_address, folder)
    try:
        fire.burn(float(seconds))
    finally:
        is_over.set()
        for thread in threads:
            thread.join()
    killing.rest(metrics_address, len(killing.workers(metrics_address)))
    print(f"{fire.killed} workers killed; the master was back after {fire.start_seconds:.1f} s; "
          f"{sum(c.answered for c in clients)} requests answered, "
          f"{sum(c.unanswered for c in clients)} not")
    faults = [*judge(path, clients), *catalogue_check.faults(path), *search(path, clients)]
    if fire.killed < 5 or sum(c.answered for c in clients) < 500:
        faults.append("there was too little to see")
    for client in clients:
        status, _ = client.ask("/webadmin/sessions/", "GET")
        if status != 200:
            faults.append(f"a session of {client.name} is lost: {status}")
    for fault in faults[:20]:
        print(f"  {fault}")
    return 1 if faults else 0


sys.exit(main(*sys.argv[1:]))
