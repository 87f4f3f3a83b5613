#!/usr/bin/env python3
"""Deletes and moves datasets while workers are killed, and holds the catalogue against the answers.

    changes_killing.py make FOLDER DATASETS
    changes_killing.py check HOST:PORT METRICS-HOST:PORT OMERODIR SECRET
"""

import http.client
import json
import os
import random
import signal
import sqlite3
import sys
import threading
import urllib.parse

import catalogue_check
import json_api
import killing
import qupath

IMAGES = 20
CLIENTS = 4
KILL_EVERY_SECONDS = 0.1
KILLED_MIN = 5


def make(folder, datasets):
    for dataset in range(int(datasets)):
        os.makedirs(f"{folder}/d{dataset}")
        for number in range(IMAGES):
            with open(f"{folder}/d{dataset}/{number}.tif", "wb") as file:
                file.write(json_api.tiff(number))


class Fire:
    """Kills a ready worker now and then, until it is put out."""

    def __init__(self, metrics_address):
        self.metrics_address = metrics_address
        self.is_out = threading.Event()
        self.killed = 0
        self.thread = threading.Thread(target=self.burn)

    def burn(self):
        while not self.is_out.wait(random.uniform(0.5, 1.5) * KILL_EVERY_SECONDS):
            try:
                found = killing.workers(self.metrics_address)
                ready = [process for process, is_ready in found.items() if is_ready]
                if ready:
                    os.kill(random.choice(ready), signal.SIGKILL)
                    self.killed += 1
            except OSError:
                # The worker was faster.
                continue


class Change:
    """One dataset, and what it was asked to do."""

    def __init__(self, dataset, images, is_move):
        self.dataset, self.images, self.is_move = dataset, images, is_move
        self.unanswered = 0
        self.strange = None

    def ask(self, me, group):
        if self.is_move:
            path, fields = "/webclient/chgrp/", {"Dataset": self.dataset, "group_id": group}
        else:
            path = f"/webclient/action/delete/dataset/{self.dataset}/"
            fields = {"child": "true"}
        body = urllib.parse.urlencode(fields).encode()
        while True:
            try:
                status, _, content = me.ask("POST", path, body)
            except (OSError, http.client.HTTPException):
                self.unanswered += 1
                continue
            break
        # After a request without an answer the dataset may be gone already.
        is_done = status == 200 and (self.is_move or json.loads(content)["bad"] == "false")
        if not is_done and not (self.unanswered and status == 404):
            self.strange = f"dataset {self.dataset}: {status} {content[:200]}"


def half_moved(base):
    """Things that lie in another group than what they belong to."""
    for words, text in (
        ("images outside the group of their fileset",
         "SELECT count(*) FROM image JOIN fileset ON fileset.id = image.fileset"
         " WHERE fileset.group_id <> image.group_id"),
        ("links between groups",
         "SELECT count(*) FROM datasetimagelink AS link JOIN dataset ON dataset.id = link.parent"
         " JOIN image ON image.id = link.child WHERE image.group_id <> dataset.group_id"),
    ):
        count, = base.execute(text).fetchone()
        if count:
            yield f"{count} {words}"


def watch(path, is_over, faults):
    """Looks all the while, since nothing may be half-moved at any moment."""
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=20) as base:
        while not is_over.wait(0.02):
            faults.extend(half_moved(base))


def judge(base, changes, group, managed):
    for change in changes:
        if change.strange:
            yield change.strange
        marks = ",".join("?" * len(change.images))
        groups = [row[0] for row in base.execute(
            f"SELECT group_id FROM image WHERE id IN ({marks})", change.images)]
        wanted = [group] * len(change.images) if change.is_move else []
        if groups != wanted:
            yield f"dataset {change.dataset}: its images are in {groups}, and not {wanted}"
    # A worker may die between a transaction and the removal of its files: these alone may be left.
    kept = sum(len(files) for _, _, files in os.walk(managed))
    known, = base.execute("SELECT count(*) FROM originalfile").fetchone()
    lost = sum(change.unanswered for change in changes if not change.is_move)
    if not known <= kept <= known + lost * IMAGES:
        yield f"{kept} files are kept for {known} in the catalogue"


def check(host, metrics_address, folder, secret):
    path = f"{folder}/var/data/catalogue.sqlite"
    with sqlite3.connect(path, timeout=20) as base:
        group, = base.execute("SELECT id FROM experimentergroup WHERE name = 'other'").fetchone()
        members = {}
        for dataset, image in base.execute("SELECT parent, child FROM datasetimagelink"):
            members.setdefault(dataset, []).append(image)
    changes = [Change(dataset, images, place % 2 == 0)
               for place, (dataset, images) in enumerate(sorted(members.items()))]
    clients = [qupath.QuPath(f"http://{host}") for _ in range(CLIENTS)]
    for me in clients:
        qupath.log_in(me, secret, qupath.FORM)
    faults, is_over = [], threading.Event()
    watcher = threading.Thread(target=watch, args=(path, is_over, faults))
    fire = Fire(metrics_address)

    def work(number):
        for change in changes[number::CLIENTS]:
            change.ask(clients[number], group)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(CLIENTS)]
    for thread in (watcher, fire.thread, *threads):
        thread.start()
    for thread in threads:
        thread.join()
    while fire.killed < KILLED_MIN and fire.thread.is_alive():
        fire.thread.join(KILL_EVERY_SECONDS)
    fire.is_out.set()
    is_over.set()
    for thread in (watcher, fire.thread):
        thread.join()
    killing.rest(metrics_address, len(killing.workers(metrics_address)))
    unanswered = sum(change.unanswered for change in changes)
    print(f"{fire.killed} workers killed, {unanswered} requests of {len(changes)} not answered")
    with sqlite3.connect(path, timeout=20) as base:
        faults += half_moved(base)
        faults += judge(base, changes, group, f"{folder}/var/data/ManagedRepository")
    faults += catalogue_check.faults(path)
    for fault in faults[:20]:
        print(f"  {fault}")
    return 1 if faults else 0


if __name__ == "__main__":
    if sys.argv[1] == "make":
        make(*sys.argv[2:])
    else:
        sys.exit(check(*sys.argv[2:]))
