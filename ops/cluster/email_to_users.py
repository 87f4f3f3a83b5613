#!/usr/bin/env python3
"""Writes to users as an administrator, with an SMTP server that keeps what it gets.

    email_to_users.py HOST:PORT MAIL-PORT SECRET
"""

import email
import email.policy
import re
import socket
import sys
import time
from queue import Queue

from aiosmtpd.controller import Controller
from forgotten_password import Browser

EMAIL = "/webadmin/email/"
# Longest time a request may be held by a relay that says nothing, with some room.
SILENCE_SECONDS_MAX = 25.0
UTF8 = "Grüße — 你好, שלום 🙂 " + "€" * 60


class Letters:
    """A relay that keeps every letter, and refuses whom and when it is told to."""

    def __init__(self):
        self.queue, self.unknown, self.room = Queue(), set(), None

    async def handle_RCPT(self, _server, _session, envelope, address, _options):
        if address in self.unknown:
            return "550 5.1.1 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server, _session, envelope):
        if self.room is not None and self.queue.qsize() >= self.room:
            return "452 4.3.1 no room"
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        self.queue.put((envelope.mail_from, envelope.rcpt_tos, message, envelope.content))
        return "250 kept"

    def take(self):
        letters = []
        while not self.queue.empty():
            letters.append(self.queue.get())
        return letters


class Administrator(Browser):
    patience = 2 * SILENCE_SECONDS_MAX

    def write(self, *fields, subject="Hello", message="A text"):
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', self.ask("GET", EMAIL).text)[1]
        form = [("csrfmiddlewaretoken", token), ("subject", subject), ("message", message), *fields]
        return self.ask("POST", EMAIL, form)

    def number(self, name):
        option = rf'<option value="(\d+)"(?: selected)?>[^<]*\({name}\)<'
        return re.search(option, self.ask("GET", EMAIL).text)[1]

    def group(self, name):
        return re.search(rf'<option value="(\d+)">{name}</option>', self.ask("GET", EMAIL).text)[1]


def check_letters(root, letters):
    lab = root.group("lab")
    message = "Erste Zeile\r\n.\r\n..Punkte\r\n" + UTF8 + "\r\n" + "x" * 2000
    answer = root.write(("groups", lab), ("experimenters", root.number("anna")), ("cc", "boss@example.org"),
                        subject=UTF8, message=message)
    assert answer.status == 200 and "Sent to 3 addresses." in answer.text, (answer.status, answer.text)
    assert "Carl Smith (carl)" in answer.text, "who has no address is told"
    [(sender, recipients, letter, raw)] = letters.take()
    assert sender == "omero@example.org", sender
    assert sorted(recipients) == ["Bert@example.org", "anna@example.org", "boss@example.org"], recipients
    assert str(letter["Subject"]) == UTF8, letter["Subject"]
    assert letter.get_content().rstrip() == message, letter.get_content()
    assert str(letter["From"]) == "omero@example.org" and str(letter["Cc"]) == "boss@example.org"
    assert b"anna" not in raw and b"ert@" not in raw and letter["Bcc"] is None, raw
    assert all(len(line) <= 998 for line in raw.split(b"\r\n"))


def check_everyone(root, letters):
    answer = root.write(("everyone", "on"))
    assert answer.status == 200 and "Sent to 122 addresses." in answer.text, answer.text
    envelopes = letters.take()
    assert [len(one[1]) for one in envelopes] == [100, 22], [len(one[1]) for one in envelopes]
    assert len({address.lower() for one in envelopes for address in one[1]}) == 122


def check_injection(root, letters):
    for fields, subject, name in [((("cc", "a@b\r\nBcc: c@d"),), "s", "cc"),
                                  ((("cc", "a@b>\r\nRCPT TO:<c@d"),), "s", "cc"),
                                  ((("everyone", "on"),), "a\r\nBcc: c@d", "subject"),
                                  ((("everyone", "on"),), "a\nb", "subject"),
                                  ((("everyone", "on"),), "", "subject"),
                                  ((("everyone", "on"),), "x" * 10000, "subject"),
                                  ((), "s", "recipients")]:
        answer = root.write(*fields, subject=subject, message="kept <b>")
        assert answer.status == 400 and f"{name}: expected" in answer.text, (name, answer.status)
        assert "kept &lt;b&gt;</textarea>" in answer.text, "what was typed"
    assert root.write(("experimenters", "99999")).status == 400
    assert not letters.take()


def check_refusal(root, letters):
    letters.unknown = {"anna@example.org"}
    answer = root.write(("groups", root.group("lab")))
    assert answer.status == 503 and "anna@example.org: 5.1.1 no such mailbox" not in answer.text
    assert "anna@example.org: 550 5.1.1 no such mailbox" in answer.text, answer.text
    assert [one[1] for one in letters.take()] == [["Bert@example.org"]]
    assert re.search(r"<option value=\"\d+\" selected>Anna", answer.text), "the rest is chosen"
    assert not re.search(r"<option value=\"\d+\" selected>Bert", answer.text)
    letters.unknown = set()


def check_remaining(root, letters):
    """The first envelope is taken and the second is not: the form goes on with the second alone."""
    letters.room = 1
    answer = root.write(("everyone", "on"), message="All of it")
    assert answer.status == 503 and "Sent to 100 addresses." in answer.text, answer.text
    assert "no room" in answer.text and "All of it</textarea>" in answer.text
    chosen = re.findall(r"<option value=\"(\d+)\" selected>", answer.text)
    assert len(chosen) == 22, len(chosen)
    first = letters.take()
    letters.room = None
    again = root.write(*[("experimenters", number) for number in chosen], message="All of it")
    assert again.status == 200, again.text
    everybody = [address.lower() for one in first + letters.take() for address in one[1]]
    assert len(everybody) == len(set(everybody)) == 122, len(everybody)


def check_silence(root, port):
    with socket.create_server(("127.0.0.1", port)):
        began = time.monotonic()
        answer = root.write(("everyone", "on"), message="Still here")
        seconds = time.monotonic() - began
    assert answer.status == 503 and "took too long" in answer.text, (answer.status, answer.text)
    assert "Still here</textarea>" in answer.text and seconds < SILENCE_SECONDS_MAX, seconds
    answer = root.write(("everyone", "on"), message="Still here")
    assert answer.status == 503 and "cannot be reached" in answer.text, answer.status


def main(host, port, secret):
    root = Administrator(host, "10.9.0.1")
    assert root.log_in("root", secret), "root logs in"
    anna = Browser(host, "10.9.0.2")
    assert anna.log_in("anna", secret) and anna.ask("GET", EMAIL).status == 403
    letters = Letters()
    relay = Controller(letters, hostname="127.0.0.1", port=int(port))
    relay.start()
    try:
        for check in (check_letters, check_everyone, check_injection, check_refusal, check_remaining):
            check(root, letters)
    finally:
        relay.stop()
    check_silence(root, int(port))


main(*sys.argv[1:])
