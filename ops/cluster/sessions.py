#!/usr/bin/env python3
"""Logs two thousand visitors in and asks every worker who they are.

    sessions.py HOST:PORT METRICS-HOST:PORT CATALOGUE SECRET    prints `ok - …` or `not ok - …`

A connection stays with the worker that accepted it, which /proc tells; so each worker can be asked
by itself.
"""

import http.client
import json
import sqlite3
import statistics
import sys
import threading
import time
import urllib.parse
import urllib.request

import killing

SESSIONS = 2000
ACCOUNTS = 200
CONNECTIONS_MAX = 400
PING = "/webclient/keepalive_ping/"


class Worker:
    """A kept connection to one worker."""

    def __init__(self, host):
        self.connection = http.client.HTTPConnection(host, timeout=30)
        self.process = None
        # The first request makes the connection, and a worker takes it.
        self.ask("GET", PING, {})

    @property
    def port(self):
        return self.connection.sock.getsockname()[1]

    def ask(self, method, path, cookies, form=None, address="10.0.0.1"):
        fields = {"Cookie": "; ".join(f"{n}={v}" for n, v in cookies.items()),
                  "X-Forwarded-For": address}
        if form is not None:
            fields["Content-Type"] = "application/x-www-form-urlencoded"
            fields["X-CSRFToken"] = cookies["csrftoken"]
        self.connection.request(method, path, form and urllib.parse.urlencode(form), fields)
        answer = self.connection.getresponse()
        answer.text = answer.read().decode()
        return answer

    def knows(self, cookies):
        return self.ask("GET", PING, cookies).text == "OK"


def sync_workers(metrics_address):
    with urllib.request.urlopen(f"http://{metrics_address}/status", timeout=5) as answer:
        status = json.load(answer)
    return [worker["pid"] for pool in status["pools"] if pool["name"] == "sync"
            for slot in pool["slots"] for worker in slot["workers"]]


def one_of_each(host, metrics_address):
    """A connection to every worker."""
    wanted, found = sync_workers(metrics_address), {}
    port = int(host.rpartition(":")[2])
    waiting = []
    while len(found) < len(wanted):
        assert len(waiting) < CONNECTIONS_MAX, f"connections to {len(found)} workers alone"
        # Several at once, so that the one who is always first is busy with others.
        waiting += [Worker(host) for _ in range(8)]
        for process in wanted:
            ports = killing.client_ports(process, port)
            for worker in waiting:
                if process not in found and worker.port in ports:
                    found[process], worker.process = worker, process
    return list(found.values())


def is_in_place(workers, host):
    port = int(host.rpartition(":")[2])
    return all(one.port in killing.client_ports(one.process, port) for one in workers)


def add_accounts(path):
    """Accounts with the password of the first one, whose hash takes long to make."""
    with sqlite3.connect(path, timeout=10) as base:
        model, = base.execute("SELECT id FROM experimenter WHERE omename = 'model'").fetchone()
        for number in range(ACCOUNTS):
            user = base.execute("INSERT INTO experimenter (omename, firstname, lastname)"
                                " VALUES (?, 'A', 'B')", (f"user-{number}",)).lastrowid
            base.execute("INSERT INTO groupexperimentermap (parent, child, owner, position)"
                         " SELECT parent, ?, owner, position FROM groupexperimentermap"
                         " WHERE child = ?", (user, model))
            base.execute("INSERT INTO password (experimenter_id, hash, changed)"
                         " SELECT ?, hash, changed FROM password WHERE experimenter_id = ?",
                         (user, model))


def log_in(worker, number, secret):
    cookies = {}
    name, address = f"user-{number % ACCOUNTS}", f"10.{number // 250}.{number % 250}.1"
    answer = worker.ask("GET", "/api/v0/token/", cookies)
    take(answer, cookies)
    answer = worker.ask("POST", "/webclient/login/", cookies,
                        {"username": name, "password": secret}, address)
    assert answer.status == 302, (name, answer.status, answer.text[:200])
    take(answer, cookies)
    return cookies


def take(answer, cookies):
    for line in answer.headers.get_all("Set-Cookie", []):
        name, value = line.split(";")[0].split("=", 1)
        cookies[name] = value


def log_all_in(workers, secret):
    """Each worker logs its share in, all at once; the next one is asked about it at once."""
    sessions, faults = [None] * SESSIONS, []

    def work(which):
        own = workers[which]
        try:
            for number in range(which, SESSIONS, len(workers)):
                sessions[number] = log_in(own, number, secret)
        except (AssertionError, OSError, http.client.HTTPException) as error:
            faults.append(str(error))

    threads = [threading.Thread(target=work, args=(which,)) for which in range(len(workers))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sessions, faults


def knowing(workers, sessions):
    """How many of workers times sessions know each other, and what asking takes."""
    known, times = 0, []
    for cookies in sessions:
        for worker in workers:
            began = time.monotonic()
            known += worker.knows(cookies)
            times.append(time.monotonic() - began)
    return known, statistics.median(times) * 1e6, sorted(times)[len(times) * 99 // 100] * 1e6


def ways(workers, secret):
    """Logged in at one, known to the next with its first request; out at a third, over for all."""
    for number in range(40):
        first, second, third, fourth = (workers[(number + i) % 4] for i in range(4))
        cookies = log_in(first, number, secret)
        order = [second, third, fourth, first]
        if not all(worker.knows(cookies) for worker in order):
            return f"login {number} was not known everywhere"
        answer = third.ask("POST", "/webclient/logout/", cookies, {"x": "y"})
        if answer.status != 302 or any(worker.knows(cookies) for worker in order):
            return f"logout {number} ({answer.status}) was not known everywhere"
    return None


BROKEN = []


def promise(words, is_kept, detail=""):
    print(f"ok - {words}" if is_kept else f"not ok - {words}: {detail}")
    if not is_kept:
        BROKEN.append(words)


def main(host, metrics_address, path, secret):
    add_accounts(path)
    workers = one_of_each(host, metrics_address)
    empty_known, few_us, _ = knowing(workers, [{"sessionid": "0" * 64}] * 500)
    began = time.monotonic()
    sessions, faults = log_all_in(workers, secret)
    print(f"{SESSIONS} logins in {time.monotonic() - began:.1f} s")
    promise(f"{SESSIONS} visitors of {ACCOUNTS} accounts log in", not faults, faults[:3])
    if faults:
        sys.exit(1)
    tokens = {cookies["sessionid"] for cookies in sessions}
    promise("each has a token of his own", len(tokens) == SESSIONS, len(tokens))
    known, median, slow = knowing(workers, sessions)
    print(f"asking takes {median:.0f} µs, 99 % {slow:.0f} µs; with one session {few_us:.0f} µs")
    promise("every worker knows every session", known == SESSIONS * len(workers), known)
    promise("and none that was never made", empty_known == 0, empty_known)
    fault = ways(workers, secret)
    promise("a login at one is known at once to all, a logout at another as well", not fault, fault)
    for number, cookies in enumerate(sessions[::4]):
        workers[number % 4].ask("POST", "/webclient/logout/", cookies, {"x": "y"})
    gone, _, _ = knowing(workers, sessions[::4])
    left, _, _ = knowing(workers, sessions[1::4])
    promise("sessions that end are over for every worker", gone == 0, gone)
    promise("and no others are", left == SESSIONS // 4 * len(workers), left)
    promise("each worker was asked by itself", is_in_place(workers, host), "connections moved")
    sys.exit(1 if BROKEN else 0)


main(*sys.argv[1:])
