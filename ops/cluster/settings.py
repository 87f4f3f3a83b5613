#!/usr/bin/env python3
"""Saves rendering settings as several people and looks what everybody sees then.

    settings.py HOST:PORT IMAGE OTHER_IMAGE SHOWN_IMAGE

Each request is a connection of its own, which any worker may get. The password of everybody is in
PASSWORD. Prints `ok - …` or `not ok - …` for each promise.
"""

import json
import sys

import permissions
from permissions import SPREAD, Person
from regions import read_png

RED = "c=1|0:60000$FF0000,-2|0:60000$00FF00,-3|0:60000$0000FF&m=c"
BLUE = "c=-1|0:60000$FF0000,-2|0:60000$00FF00,3|0:30000$0000FF&m=c"
TABLE = 'c=1|0:60000$fire.lut,-2|0:9$00FF00,-3|0:9$0000FF&m=c&maps=[{"inverted":{"enabled":true}}]'


class Promises:
    def __init__(self):
        self.broken = 0

    def __call__(self, words, kept):
        self.broken += not kept
        print(("ok - " if kept else "not ok - ") + words, flush=True)


def pixels(person, image, query=""):
    answer = person.get(f"/webgateway/render_image/{image}/?format=png&{quoted(query)}")
    return read_png(answer.body)


def quoted(query):
    return query.replace('"', "%22").replace("{", "%7B").replace("}", "%7D")


def thumbnails(person, image, query=""):
    """The different pictures that many requests get."""
    path = f"/webgateway/render_thumbnail/{image}/{query}"
    return {person.get(path).body for _ in range(SPREAD)}


def save(person, image, query, application="webgateway"):
    return person.post(f"/{application}/saveImgRDef/{image}/?{quoted(query)}", {})


def document(person, path):
    return json.loads(person.get(path).body)


def saving(promise, anna, bert, public, image):
    before = thumbnails(public, image)
    answer = save(anna, image, RED)
    promise("saving answers the four bytes true", (answer.status, answer.body) == (200, b"true"))
    red = thumbnails(anna, image)
    promise(
        "every worker shows at once what one of them saved, to everybody who saved nothing",
        len(red) == 1 and red != before and thumbnails(bert, image) == thumbnails(public, image) == red,
    )
    drawn = pixels(public, image)
    promise(
        "a picture has the pixels of the settings that are saved",
        drawn[..., 0].any() and not drawn[..., 1:].any()
        and (drawn == pixels(public, image, RED)).all(),
    )
    save(bert, image, BLUE, "webclient")
    blue = pixels(bert, image)
    promise(
        "each user has settings of his own, and changes nobody else's",
        blue[..., 2].any() and not blue[..., :2].any()
        and (pixels(anna, image) == drawn).all() and thumbnails(public, image) == red,
    )
    conditional = bert.get(
        f"/webgateway/render_thumbnail/{image}/",
        If_None_Match=anna.get(f"/webgateway/render_thumbnail/{image}/").getheader("ETag"),
    )
    promise("the tag of one user's picture is not another's", conditional.status == 200)
    changes = []
    for number in range(20):
        save(bert, image, BLUE.replace("30000", str(20000 + number)))
        changes.append(
            document(bert, f"/webgateway/imgData/{image}/channels/")[2]["window"]["end"]
        )
    promise(
        "twenty changes are each seen by the next request",
        changes == [20000 + number for number in range(20)],
    )


def listing(promise, anna, bert, image):
    rdefs = document(bert, f"/webgateway/get_image_rdefs_json/{image}/")["rdefs"]
    names = [rdef["owner"]["lastName"] for rdef in rdefs]
    promise("the settings of both are listed with their names", names == ["Smith", "Jones"])
    shown = thumbnails(bert, image, f"?rdefId={rdefs[0]['id']}")
    promise("a thumbnail is made in settings of a number", shown == thumbnails(anna, image))
    save(anna, image, TABLE)
    channel = document(anna, f"/webgateway/imgData/{image}/channels/")[0]
    promise("look-up tables and inversion are saved", (channel["lut"], channel["inverted"]) == ("fire.lut", True))
    plain = document(anna, f"/webgateway/imgData/{image}/?getDefaults=true")["channels"][0]
    promise("default settings can be asked for", "lut" not in plain and not plain["inverted"])


def copying(promise, anna, bert, public, image, other):
    answers = {anna.get(f"/webgateway/copyImgRDef/?fromid={image}").body}
    rdefs = {anna.get("/webclient/getImgRDef/").body for _ in range(SPREAD)}
    promise(
        "what was copied is known to every worker",
        answers == {b"true"} and len(rdefs) == 1 and b"fire.lut" in rdefs.pop(),
    )
    promise(
        "and to nobody else",
        document(bert, "/webgateway/getImgRDef/") == {"rdef": None}
        and document(public, "/webgateway/getImgRDef/") == {"rdef": None},
    )
    pasted = anna.post("/webgateway/copyImgRDef/", {"to_type": "image", "toids": other})
    result = json.loads(pasted.body)
    promise(
        "it is pasted into another image",
        (result["true"], result["false"]) == ([int(other)], [])
        and (pixels(anna, other) == pixels(anna, image)).all(),
    )
    anna.post("/webgateway/resetRDef/", {"to_type": "image", "toids": other})
    defaults = pixels(anna, other)
    bert_sees = pixels(bert, other)
    promise(
        "a reset shows it as it was imported",
        not (defaults == pixels(anna, image)).all() and (defaults == bert_sees).all(),
    )
    bert.post("/webgateway/applyOwnersRDef/", {"to_type": "image", "toids": image})
    promise("the owner's settings become one's own", (pixels(bert, image) == pixels(anna, image)).all())


def refusals(promise, anna, bert, eve, public, image, shown):
    promise(
        "who may not annotate saves nothing",
        save(eve, shown, RED).status == 403 and save(eve, image, RED).status == 404,
    )
    # Its requests that change something count as those of a stranger.
    answer = save(public, image, RED)
    promise("the public saves nothing", answer.status in (302, 403))
    promise("the public copies nothing", public.get(f"/webgateway/copyImgRDef/?fromid={image}").status == 403)
    statuses = {
        save(anna, image, query).status
        for query in ["c=1|0:1$FF0000&m=c", RED + "&z=99", RED + "&maps=[", RED + "&t=-1"]
    }
    promise("what makes no sense is refused, and is no error of the server", statuses == {400})
    token = bert.cookies.pop("csrftoken")
    bert.cookies["csrftoken"] = "0" * len(token)
    forged = bert.ask("POST", f"/webgateway/saveImgRDef/{image}/?{RED}", "", {})
    promise("a forged request saves nothing", forged.status == 403)


def main():
    here, image, other, shown = sys.argv[1:]
    permissions.HERE = here
    promise = Promises()
    anna, bert, eve, public = Person("anna"), Person("bert"), Person("eve"), Person()
    saving(promise, anna, bert, public, image)
    listing(promise, anna, bert, image)
    copying(promise, anna, bert, public, image, other)
    refusals(promise, anna, bert, eve, public, image, shown)
    sys.exit(promise.broken > 0)


if __name__ == "__main__":
    main()
