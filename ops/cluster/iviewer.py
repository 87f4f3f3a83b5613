"""Drives OMERO.iviewer in a browser, and says what it promised and kept.

Called by the script of the same name: the server's address, the file of the password, and the file
that lists an image of each kind with its number.
"""

import os
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright
from watch import Watch

BASE = sys.argv[1]
PASSWORD = Path(sys.argv[2]).read_text().strip()
IMAGES = dict(line.split() for line in Path(sys.argv[3]).read_text().splitlines())
SCREENSHOTS = os.environ.get("SCREENSHOTS")

# Requests whose failure says nothing against the server.
EXPECTED = {
    # Asks for a service beside OMERO that this server does not stand in for.
    "/omero_ms_image_region/",
}

ROI_TAB = "a:has-text('ROIs [')"

broken = 0


def promise(words, kept, more=""):
    global broken
    print(f"{'ok' if kept else 'not ok'} - {words}{'' if kept else ': ' + str(more)}", flush=True)
    broken += not kept


class Viewer:
    def __init__(self, page):
        self.page = page
        self.watch = Watch(page, EXPECTED)

    def open(self, image, query=""):
        self.watch.pictures = 0
        self.page.goto(f"{BASE}/webclient/img_detail/{image}/{query}")
        self.page.wait_for_selector(".ol-viewport canvas", timeout=15000)
        self.settle()

    def settle(self):
        self.page.wait_for_load_state("networkidle", timeout=15000)

    def keep(self, name):
        if SCREENSHOTS:
            self.page.screenshot(path=f"{SCREENSHOTS}/{name}.png")

    def colours(self):
        """How many colours the picture has: of one that failed there is one."""
        return self.page.evaluate(
            """() => {
                const canvas = document.querySelector(".ol-viewport canvas");
                const pixels = canvas.getContext("2d").getImageData(
                    0, 0, canvas.width, canvas.height).data;
                const found = new Set();
                for (let i = 0; i < pixels.length; i += 404)
                    found.add(pixels[i] << 16 | pixels[i + 1] << 8 | pixels[i + 2]);
                return found.size;
            }"""
        )

    def json(self, path):
        return self.page.evaluate("path => fetch(path).then(answer => answer.json())", BASE + path)


def opens(viewer):
    for name, image in IMAGES.items():
        viewer.open(image)
        viewer.keep(name)
        problems = viewer.watch.take()
        promise(f"{name} opens", not problems and viewer.watch.pictures > 0, problems)
        promise(f"{name} is seen", viewer.colours() > 1, viewer.colours())


def moves(viewer, series, pyramid):
    """Sections, time points and projections of a series, and levels of a pyramid."""
    page = viewer.page
    viewer.open(series)
    for words, target, query in [
        ("the next section or time point is shown", ".glyphicon-chevron-up", "render_image"),
        ("sections are seen as one", ".dim-projection", "p=intmax"),
    ]:
        with page.expect_response(lambda answer: query in answer.url, timeout=15000) as shown:
            page.locator(f"{target}:visible").first.click()
        promise(words, shown.value.status == 200, shown.value.status)
        viewer.settle()
    viewer.keep("projection")
    viewer.open(pyramid)
    viewer.watch.pictures = 0
    box = page.locator(".ol-viewport").first.bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    for delta in [-400, -400, 300, -200]:
        page.mouse.wheel(0, delta)
        page.wait_for_timeout(300)
    page.mouse.down()
    page.mouse.move(box["x"] + 200, box["y"] + 200, steps=5)
    page.mouse.up()
    viewer.settle()
    viewer.keep("zoomed")
    problems = viewer.watch.take()
    promise("moving through images asks for nothing that fails", not problems, problems)


def plays(viewer, series):
    """Each dimension is played to its end: of five sections the viewer begins with the third."""
    page = viewer.page
    viewer.open(series)
    for dimension, player, wanted in (("sections", 0, 1), ("time points", 1, 3)):
        viewer.watch.pictures = 0
        page.locator(".glyphicon-play:visible").nth(player).click()
        page.wait_for_selector("[title='Stop']", state="hidden", timeout=30000)
        viewer.settle()
        promise(f"{dimension} play", viewer.watch.pictures >= wanted, viewer.watch.pictures)
    viewer.keep("played")
    problems = viewer.watch.take()
    promise("playing asks for nothing that fails", not problems, problems)


def sets(viewer, image):
    """A channel is switched off, another gets a look-up table; saved, both are found again."""
    page = viewer.page
    viewer.open(image)
    channels = page.locator("channel-range")
    before = viewer.colours()
    with page.expect_response(lambda answer: "/render_image/" in answer.url, timeout=15000) as shown:
        channels.nth(0).locator("button.channel").click()
    promise("a channel is switched off", shown.value.status == 200, shown.value.url)
    channels.nth(1).locator("button.dropdown-toggle").click()
    with page.expect_response(lambda answer: "fire.lut" in answer.url, timeout=15000) as shown:
        channels.nth(1).locator(".luts-item[title='fire']").click()
    promise("a channel gets a look-up table", shown.value.status == 200, shown.value.url)
    viewer.settle()
    viewer.keep("settings")
    with page.expect_response(lambda answer: "saveImgRDef" in answer.url, timeout=15000) as saved:
        page.click(".save-settings button:has-text('Save'):not(:has-text('All'))")
    promise("settings are saved", saved.value.status == 200, saved.value.status)
    viewer.settle()
    found = viewer.json(f"/webgateway/imgData/{image}/")["channels"]
    promise("they are the image's", [c["active"] for c in found[:2]] == [False, True]
            and found[1].get("lut") == "fire.lut", found[:2])
    viewer.open(image)
    viewer.keep("settings-again")
    promise("they are shown when the image is opened again", viewer.colours() != before, before)
    problems = viewer.watch.take()
    promise("setting asks for nothing that fails", not problems, problems)


def shapes_of(viewer, image):
    rois = viewer.json(f"/api/v0/m/rois/?image={image}")["data"]
    return sorted(shape["@type"].split("#")[1] for roi in rois for shape in roi["shapes"])


def show_rois(viewer, image):
    viewer.open(image)
    viewer.page.locator(ROI_TAB).first.click()
    viewer.settle()


def save(viewer, asks=False):
    """Saves the regions; the viewer asks back when some of them are deleted."""
    def is_saved(answer):
        return "persist_rois" in answer.url

    with viewer.page.expect_response(is_saved, timeout=15000) as saved:
        viewer.page.click(".shapes-persistence button:has-text('Save')", timeout=10000)
        if asks:
            viewer.page.locator(".modal button:has-text('Yes'):visible").first.click()
    viewer.settle()
    return saved.value.status == 200


def draws(viewer, image):
    """A rectangle and an ellipse are drawn, saved and found again; one is deleted."""
    page = viewer.page
    show_rois(viewer, image)
    box = page.locator(".ol-viewport").first.bounding_box()
    for kind, (x, y) in {"rectangle": (250, 250), "ellipse": (550, 400)}.items():
        page.click(f".draw-{kind}-icon")
        page.mouse.click(box["x"] + x, box["y"] + y)
        page.mouse.move(box["x"] + x + 120, box["y"] + y + 80, steps=8)
        page.mouse.click(box["x"] + x + 120, box["y"] + y + 80)
        page.wait_for_timeout(300)
    viewer.keep("drawn")
    promise("what was drawn is saved", save(viewer))
    kinds = shapes_of(viewer, image)
    promise("each shape is saved as what it is", kinds == ["Ellipse", "Rectangle"], kinds)
    show_rois(viewer, image)
    viewer.keep("found-again")
    tab = page.locator(ROI_TAB).first.inner_text().strip()
    promise("they are there when the image is opened again", tab == "ROIs [2]", tab)
    page.locator(".regions-table [id^='roi-']").first.click()
    page.locator("button:has-text('Delete'):visible").first.click()
    promise("a shape that is deleted is saved", save(viewer, asks=True))
    kinds = shapes_of(viewer, image)
    promise("the other shape stays", len(kinds) == 1, kinds)
    viewer.keep("deleted")
    problems = viewer.watch.take()
    promise("drawing and saving asks for nothing that fails", not problems, problems)


def main():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ["BROWSER"],
            args=["--disable-gpu"] + (["--no-sandbox"] if os.getuid() == 0 else []),
        )
        page = browser.new_page(viewport={"width": 1400, "height": 850})
        page.goto(f"{BASE}/webclient/login/")
        page.fill("input[name=username]", "anna")
        page.fill("input[name=password]", PASSWORD)
        page.click("[type=submit]")
        viewer = Viewer(page)
        parts = [(opens, []), (draws, [IMAGES["channels"]]), (sets, [IMAGES["channels"]])]
        if "series" in IMAGES:
            parts += [
                (moves, [IMAGES["series"], IMAGES["pyramid"]]),
                (plays, [IMAGES["series"]]),
            ]
        for part, arguments in parts:
            try:
                part(viewer, *arguments)
            except Exception as error:
                viewer.keep("broken")
                promise(f"{part.__name__} goes through", False, error)
        browser.close()
    sys.exit(1 if broken else 0)


main()
