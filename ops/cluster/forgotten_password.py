#!/usr/bin/env python3
"""Forgets a password and sets a new one, with an SMTP server that keeps what it gets.

    forgotten_password.py HOST:PORT MAIL-PORT SECRET
"""

import http.client
import re
import socket
import statistics
import sys
import time
import urllib.parse
from queue import Empty, Queue

from aiosmtpd.controller import Controller

FORGOTTEN = "/webadmin/forgottenpassword/"
RESET = "/webadmin/resetpassword/"
LETTER_SECONDS_MAX = 10.0
# How long a page may take while the relay says nothing.
ANSWER_SECONDS_MAX = 1.0


class Letters:
    """A relay that keeps every letter."""

    def __init__(self):
        self.queue = Queue()

    async def handle_DATA(self, _server, _session, envelope):
        self.queue.put((envelope.mail_from, envelope.rcpt_tos, envelope.content.decode("ascii")))
        return "250 kept"

    def next(self, seconds=LETTER_SECONDS_MAX):
        try:
            return self.queue.get(timeout=seconds)
        except Empty:
            return None


class Browser:
    # Longest time of one answer, in seconds.
    patience = 20

    def __init__(self, host, address):
        self.host, self.address, self.cookies = host, address, {}

    def ask(self, method, path, form=None, **fields):
        fields = {"X-Forwarded-For": self.address, **{n.replace("_", "-"): v for n, v in fields.items()},
                  "Cookie": "; ".join(f"{n}={v}" for n, v in self.cookies.items())}
        if form is not None:
            fields["Content-Type"] = "application/x-www-form-urlencoded"
        connection = http.client.HTTPConnection(self.host, timeout=self.patience)
        connection.request(method, path, form and urllib.parse.urlencode(form), fields)
        answer = connection.getresponse()
        answer.text = answer.read().decode()
        connection.close()
        for line in answer.headers.get_all("Set-Cookie", []):
            name, value = line.split(";")[0].split("=", 1)
            self.cookies[name] = value
        return answer

    def post(self, path, form, **fields):
        """Sends a form with the token that its page holds."""
        page = self.ask("GET", FORGOTTEN)
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.text)[1]
        return self.ask("POST", path, {"csrfmiddlewaretoken": token, **form}, **fields)

    def forget(self, name, email, **fields):
        return self.post(FORGOTTEN, {"server": "1", "username": name, "email": email}, **fields)

    def log_in(self, name, password):
        answer = self.post("/webclient/login/", {"username": name, "password": password})
        return answer.status == 302


def check_letter(host, letters, secret):
    there = Browser(host, "10.9.0.1")
    assert there.log_in("anna", secret), "anna logs in"
    assert there.ask("GET", "/webadmin/myaccount/").status == 200
    lost = Browser(host, "10.9.1.1")
    # Whatever host the request names, the link is of the one that is set.
    answer = lost.forget("anna", "Anna@example.org", Host="evil.example")
    assert answer.status == 200 and "on its way" in answer.text, (answer.status, answer.text)
    sender, recipients, text = letters.next()
    assert sender == "omero@example.org" and recipients == ["anna@example.org"], recipients
    link = re.search(r"^http://\S+", text, re.MULTILINE)[0]
    assert link.startswith(f"http://{host}{RESET}?token="), link
    target = link.removeprefix(f"http://{host}")
    page = lost.ask("GET", target)
    assert page.status == 200 and page.getheader("Referrer-Policy") == "no-referrer", page.status
    assert page.getheader("Cache-Control") == "no-store", page.headers
    token = urllib.parse.parse_qs(target.partition("?")[2])["token"][0]
    attempts = [("short", "short", 400), ("battery.staple", "battery.stable", 400),
                ("battery.staple", "battery.staple", 302), ("second.time", "second.time", 404)]
    for password, again, status in attempts:
        form = {"token": token, "password": password, "confirmation": again}
        answer = lost.post(RESET, form)
        assert answer.status == status, (password, answer.status, answer.text)
    assert lost.ask("GET", target).status == 404, "a link that was used"
    answer = there.ask("GET", "/webadmin/myaccount/", X_Requested_With="XMLHttpRequest")
    assert answer.status == 403, f"a session from before: {answer.status}"
    assert not Browser(host, "10.9.2.1").log_in("anna", secret), "the old password"
    assert Browser(host, "10.9.3.1").log_in("anna", "battery.staple"), "the new password"


def check_sameness(host, letters):
    """Twenty of each: the same words, and times that tell nothing."""
    people = {"known": ("anna", "anna@example.org"), "unknown": ("nobody", "no@example.org"),
              "of another": ("anna", "eve@example.org"), "root": ("root", "root@example.org")}
    texts, times, count = set(), {kind: [] for kind in people}, 0
    for turn in range(20):
        for kind, (name, email) in people.items():
            count += 1
            browser = Browser(host, f"10.{10 + turn}.{count % 200}.1")
            browser.ask("GET", FORGOTTEN)
            began = time.monotonic()
            answer = browser.forget(name, email)
            times[kind].append(time.monotonic() - began)
            texts.add((answer.status, answer.text))
            # The account has its own limit, whose answer is the same for both as well.
            if answer.status == 429:
                assert answer.getheader("Retry-After"), answer.headers
    assert len(texts) <= 2 and {status for status, _ in texts} <= {200, 429}, texts
    medians = {kind: statistics.median(values) * 1000 for kind, values in times.items()}
    print(", ".join(f"{kind} {value:.1f} ms" for kind, value in medians.items()))
    assert max(medians.values()) < 2 * min(medians.values()) + 2, medians
    recipients = set()
    while letter := letters.next(1.0):
        recipients.update(letter[1])
    assert recipients == {"anna@example.org"}, recipients


def check_throttle(host):
    browser = Browser(host, "10.99.0.1")
    statuses = [browser.forget("victim", "v@example.org").status for _ in range(10)]
    assert statuses[:6] == [200] * 6 and 429 in statuses[6:], statuses


def check_silence(host, port):
    """A relay that takes connections and says nothing holds up nobody."""
    with socket.create_server(("127.0.0.1", port)):
        slowest = 0.0
        for number in range(20):
            browser = Browser(host, f"10.98.{number}.1")
            began = time.monotonic()
            answer = browser.forget("anna", "anna@example.org")
            slowest = max(slowest, time.monotonic() - began)
            assert answer.status in (200, 429), answer.status
        print(f"a silent relay: {slowest * 1000:.0f} ms at most")
        assert slowest < ANSWER_SECONDS_MAX, slowest


def main(host, port, secret):
    letters = Letters()
    relay = Controller(letters, hostname="127.0.0.1", port=int(port))
    relay.start()
    try:
        check_letter(host, letters, secret)
        check_throttle(host)
        check_sameness(host, letters)
    finally:
        relay.stop()
    check_silence(host, int(port))


if __name__ == "__main__":
    main(*sys.argv[1:])
