#!/usr/bin/env python3
"""Asks a cluster as several people, each time on a new connection, which any worker may get.

    permissions.py CHECK HOST:PORT LEVEL...    runs one check; prints how many cases it tried

Images 1, 2, ... belong to the author of the group of each level. The password of everybody is in PASSWORD, the program in OMERO.
"""

import email.utils
import html
import http.client
import os
import re
import statistics
import subprocess
import sys
import threading
import time
import urllib.parse

LEVELS = []
HERE = ""
PASSWORD = os.environ.get("PASSWORD", "")
# Requests of one kind, so that each of four workers most likely gets one.
SPREAD = 12


class Failure(Exception):
    pass


class Cases:
    """Counts what was tried and keeps the first that went wrong."""

    def __init__(self):
        self.tried = 0
        self.wrong = []

    def expect(self, condition, words):
        self.tried += 1
        if not condition and len(self.wrong) < 10:
            self.wrong.append(words)

    def conclude(self, name):
        print(f"{name}: {self.tried} cases")
        if self.wrong:
            raise Failure("\n".join(self.wrong))


class Person:
    """A client with cookies; every request is a connection of its own."""

    def __init__(self, name=None, address=None):
        self.name = name or "public"
        self.address = address
        self.cookies = {}
        if name:
            answer = self.log_in(name)
            if answer.status != 302:
                raise Failure(f"{name} cannot log in: {answer.status} {answer.body[:200]!r}")

    def log_in(self, name, password=None):
        return self.post(
            "/webclient/login/", {"username": name, "password": password or PASSWORD}
        )

    def get(self, path, **fields):
        return self.ask("GET", path, None, fields)

    def post(self, path, form, **fields):
        if "csrftoken" not in self.cookies:
            self.get("/api/v0/token/")
        fields = {"X-CSRFToken": self.cookies["csrftoken"], **fields}
        fields.setdefault("Content-Type", "application/x-www-form-urlencoded")
        return self.ask("POST", path, urllib.parse.urlencode(form), fields)

    def ask(self, method, path, body, fields):
        connection = http.client.HTTPConnection(HERE, timeout=20)
        fields = {name.replace("_", "-"): value for name, value in fields.items()}
        if self.cookies:
            fields["Cookie"] = "; ".join(f"{n}={v}" for n, v in self.cookies.items())
        if self.address:
            fields["X-Forwarded-For"] = self.address
        connection.request(method, path, body, fields)
        answer = connection.getresponse()
        answer.body = answer.read()
        connection.close()
        for line in answer.headers.get_all("Set-Cookie", []):
            name, value = line.split(";")[0].split("=", 1)
            if value:
                self.cookies[name] = value
            else:
                self.cookies.pop(name, None)
        return answer


def names():
    roles = ("author", "member", "leader")
    return ["root", "stranger", None] + [f"{role}-{level}" for role in roles for level in LEVELS]


def sees(name, level):
    """OMERO's table of who views what."""
    if name == "root":
        return True
    if name is None:
        return level == "read-only"
    if name == "stranger":
        return False
    role, own_level = name.split("-", 1)
    if own_level != level:
        return False
    return role != "member" or level != "private"


def picture_paths(image):
    return [
        f"/webgateway/render_thumbnail/{image}/64/",
        f"/webgateway/render_image/{image}/0/0/",
        f"/webgateway/render_image_region/{image}/0/0/?tile=0,0,0,64,64",
    ]


def other_paths(image):
    return [
        f"/webgateway/imgData/{image}/",
        f"/webgateway/get_image_rdefs_json/{image}/",
        f"/webgateway/histogram_json/{image}/channel/0/",
        f"/webclient/img_detail/{image}/",
        f"/webgateway/archived_files/download/{image}/",
    ] + panel_paths(image)


def panel_paths(image):
    panels = ("details", "acquisition", "preview", "hierarchy")
    return [f"/webclient/metadata_{panel}/image/{image}/" for panel in panels] + [
        f"/webclient/load_original_metadata/{image}/",
        f"/webclient/batch_annotate/?image={image}",
    ]


def imported(person):
    """The images of all days of this month on which anybody imported."""
    calendar = person.get("/webclient/load_calendar/?experimenter=-1").body.decode()
    days = re.findall(r'href="(/webclient/load_history/[^"]+)"', calendar)
    pages = [person.get(html.unescape(day)).body.decode() for day in days]
    return {image for page in pages for image in re.findall(r'data-type="image" data-id="(\d+)"', page)}


def everybody():
    return [(name, Person(name, address=f"10.1.{index}.1")) for index, name in enumerate(names())]


def views():
    cases = Cases()
    people = everybody()
    for name, person in people:
        seen = set()
        for image, level in enumerate(LEVELS, 1):
            expected = 200 if sees(name, level) else 404
            if expected == 200:
                seen.add(str(image))
            for path in picture_paths(image) + other_paths(image):
                status = person.get(path).status
                wanted = 404 if expected == 404 else expected
                cases.expect(status == wanted, f"{name} {path}: {status}, not {wanted}")
            # Pages show a placeholder for what is not there, which nobody keeps.
            answer = person.get(f"/webclient/render_thumbnail/{image}/")
            is_placeholder = answer.getheader("ETag") is None
            cases.expect(is_placeholder == (expected == 404), f"{name} placeholder of {image}")
        ids = "&".join(f"id={image}" for image in range(1, len(LEVELS) + 1))
        batch = person.get(f"/webgateway/get_thumbnails/?{ids}").body.decode()
        shown = set(re.findall(r'"(\d+)":"data:', batch))
        cases.expect(shown == seen, f"{name} batch shows {shown}, not {seen}")
        page = person.get("/webclient/").body.decode()
        shown = set(re.findall(r"img_detail/(\d+)/", page))
        cases.expect(shown == seen, f"{name} page shows {shown}, not {seen}")
        shown = imported(person)
        cases.expect(shown == seen, f"{name} history shows {shown}, not {seen}")
        for image, level in enumerate(LEVELS, 1):
            if not sees(name, level):
                continue
            text = person.get(f"/webgateway/imgData/{image}/perms/").body.decode()
            is_own = name == "root" or name and not name.startswith("member")
            edits = bool(is_own or name and level == "read-write")
            cases.expect(f'"canEdit":{str(edits).lower()}' in text, f"{name} {image}: {text}")
    cases.conclude("views")


def conditions():
    """What others have in their caches tells nothing, whichever worker knows the picture."""
    cases = Cases()
    people = everybody()
    root = dict(people)["root"]
    future = email.utils.formatdate(time.time() + 86400, usegmt=True)
    for image, level in enumerate(LEVELS, 1):
        for path in picture_paths(image):
            tag = root.get(path).getheader("ETag")
            fields = [
                {"If_None_Match": tag},
                {"If_None_Match": "*"},
                {"If_Modified_Since": future},
            ]
            for name, person in people:
                expected = 304 if sees(name, level) else 404
                for field in fields * 2:
                    status = person.get(path, **field).status
                    cases.expect(status == expected, f"{name} {path} {field}: {status}")
    cases.conclude("conditional requests")


def spread(cases, person, path, expected, words):
    for _ in range(SPREAD):
        status = person.get(path).status
        cases.expect(status == expected, f"{words}: {status}, not {expected}")


def omero(*words, given=None):
    ended = subprocess.run(
        [os.environ["OMERO"], *words], input=given, text=True, capture_output=True, check=False
    )
    if ended.returncode:
        raise Failure(f"omero {' '.join(words)}: {ended.stderr}")


def sessions():
    """A session that ends is over for every worker at once."""
    cases = Cases()
    person = Person("member-read-write")
    path = "/webgateway/render_thumbnail/4/64/"
    spread(cases, person, path, 200, "logged in")
    stolen = Person()
    stolen.cookies = dict(person.cookies)
    cases.expect(person.post("/webclient/logout/", {}).status == 302, "log out")
    spread(cases, stolen, path, 404, "after the logout")
    # The one who stays decides about the other.
    here, there = Person("member-read-write"), Person("member-read-write")
    ended = here.get("/webadmin/sessions/").body.decode()
    others = re.findall(r'"session":"(\w+)"[^}]*"current":false', ended)
    cases.expect(len(others) >= 1, f"sessions: {ended}")
    for other in others:
        answer = here.post("/webadmin/sessions/end/", {"session": other})
        cases.expect(answer.status == 302, f"end: {answer.status}")
    spread(cases, there, path, 404, "after its end")
    spread(cases, here, path, 200, "the other session")
    root = Person("root")
    number = re.search(r'"userId":(\d+)', ended).group(1)
    root.post("/webadmin/sessions/end/", {"user": number})
    spread(cases, here, path, 404, "after the administrator's word")
    # Changes by the command line count as much.
    person = Person("member-read-write")
    omero("user", "password", "member-read-write", "--password-file", "-", given="another one\n")
    spread(cases, person, path, 404, "after a new password")
    person = Person()
    person.log_in("member-read-write", "another one")
    spread(cases, person, path, 200, "with the new password")
    omero("user", "deactivate", "member-read-write")
    spread(cases, person, path, 404, "inactive")
    omero("user", "activate", "member-read-write")
    omero("user", "password", "member-read-write", "--password-file", "-", given=PASSWORD)
    cases.conclude("sessions")


def changes():
    """Memberships and levels count at once, though workers remember who their visitors are."""
    cases = Cases()
    person = Person("stranger")
    path = "/webgateway/render_thumbnail/3/64/"
    for _ in range(5):
        spread(cases, person, path, 404, "a stranger")
        omero("user", "joingroup", "stranger", "read-annotate")
        spread(cases, person, path, 200, "a new member")
        omero("group", "perms", "read-annotate", "--type", "private")
        spread(cases, person, path, 404, "a member of a private group")
        omero("user", "joingroup", "stranger", "read-annotate", "--as-owner")
        spread(cases, person, path, 200, "a new owner of it")
        omero("user", "leavegroup", "stranger", "read-annotate")
        spread(cases, person, path, 404, "one who left")
        omero("group", "perms", "read-annotate", "--type", "read-annotate")
    cases.conclude("changes of groups")


def forgery():
    cases = Cases()
    person = Person("stranger")
    token = person.cookies["csrftoken"]
    for path in ("/webclient/logout/", "/webadmin/sessions/end/", "/webadmin/change_password/0/"):
        for fields in (
            {"X_CSRFToken": ""},
            {"X_CSRFToken": "a" * 32},
            {"X_CSRFToken": token, "Origin": "http://evil.example"},
            {"X_CSRFToken": token, "X_Forwarded_Proto": "https"},
            {"X_CSRFToken": token, "Sec_Fetch_Site": "cross-site"},
        ):
            fields = {"Content_Type": "application/x-www-form-urlencoded", **fields}
            answer = person.ask("POST", path, "session=x", fields)
            is_refused = answer.status == 403 and answer.body.startswith(b'{"message":"CSRF Failed: ')
            cases.expect(is_refused, f"{path} {fields}: {answer.status} {answer.body[:80]!r}")
    cases.expect(person.get("/webadmin/myaccount/").status == 200, "still logged in")
    for path, expected in (("/webclient/", 405), ("/webgateway/imgData/1/", 405)):
        cases.expect(person.post(path, {}).status == expected, f"POST {path}")
    cases.conclude("forged requests")


def enumeration():
    """Whether there is such a user shows neither in words nor in time."""
    cases = Cases()
    times = {"victim": [], "nobody-of-that-name": []}
    words = {}
    for round_number in range(20):
        # Whoever is asked first in a round may find a colder machine.
        for index, name in enumerate(sorted(times, reverse=round_number % 2 == 0)):
            person = Person(address=f"10.2.{round_number * 2 + index}.1")
            person.get("/api/v0/token/")
            began = time.monotonic()
            answer = person.log_in(name, "a wrong password")
            times[name].append(time.monotonic() - began)
            text = re.sub(rb'value="[A-Za-z0-9]{64}"', b"", answer.body).replace(name.encode(), b"")
            words.setdefault("first", (answer.status, text))
            cases.expect((answer.status, text) == words["first"], f"{name}: {answer.status}")
    known, unknown = (statistics.median(values) for values in times.values())
    print(f"a wrong password takes {known * 1000:.0f} ms, an unknown user {unknown * 1000:.0f} ms")
    cases.expect(known < 2 * unknown and unknown < 2 * known, f"{known} s and {unknown} s")
    cases.conclude("enumeration")


def throttle():
    """Eight clients guess 50 times a second: what is tried is what the rules say, exactly."""
    cases = Cases()
    free, seconds = 5, 2.5
    tried, refused, slow = [], [], []
    lock = threading.Lock()
    people = [Person(address=f"10.3.0.{index + 1}") for index in range(8)]
    for person in people:
        person.get("/api/v0/token/")
    began = time.monotonic()

    def guess(person):
        while time.monotonic() - began < seconds:
            asked = time.monotonic()
            answer = person.log_in("victim", "a wrong password")
            with lock:
                if answer.status == 429:
                    refused.append(answer.getheader("Retry-After"))
                    slow.append(time.monotonic() - asked)
                else:
                    tried.append(asked - began)
            time.sleep(max(0, 8 / 50 - (time.monotonic() - asked)))

    threads = [threading.Thread(target=guess, args=(person,)) for person in people]
    for thread in threads:
        thread.start()
    # Nobody else notices: the same user from elsewhere, and a visitor with a picture.
    other = Person("victim", address="10.4.0.1")
    for _ in range(20):
        cases.expect(other.get("/webadmin/myaccount/").status == 200, "the victim's session")
    for thread in threads:
        thread.join()
    # After the free ones and one more it takes 1 s to the next, then 2 s.
    print(f"{len(tried)} tried, {len(refused)} refused in {statistics.median(slow) * 1000:.0f} ms")
    cases.expect(len(tried) == free + 2, f"{len(tried)} attempts were admitted: {tried}")
    cases.expect(len(refused) > 50, f"only {len(refused)} were refused")
    cases.expect(all(re.fullmatch("[1-9][0-9]*", value or "") for value in refused), "Retry-After")
    cases.tried += len(tried) + len(refused)
    cases.conclude("throttle")


def main():
    global HERE, LEVELS
    check, place, LEVELS = sys.argv[1], sys.argv[2], sys.argv[3:]
    HERE = place
    checks = (views, conditions, sessions, changes, forgery, enumeration, throttle)
    try:
        {one.__name__: one for one in checks}[check]()
    except Failure as failure:
        sys.exit(f"{check}: {failure}")


if __name__ == "__main__":
    main()
