"""Drives OMERO.figure in a browser, and says what it promised and kept."""
import os
import sys
import urllib.parse

from playwright.sync_api import sync_playwright
from watch import Watch

BASE = sys.argv[1]
IMAGES = open(sys.argv[2]).read().split()
failures = []


def promise(name, kept, why=""):
    print(f"{'ok' if kept else 'not ok'} - {name}" + ("" if kept else f": {why}"))
    if not kept:
        failures.append(name)


class Visitor:
    """A browser in which one user is logged in, and all that goes wrong in it."""

    def __init__(self, browser, name):
        self.page = browser.new_context(viewport={"width": 1400, "height": 900}).new_page()
        self.page.goto(f"{BASE}/webclient/login/?url={urllib.parse.urlsplit(BASE).path}/figure/")
        self.page.fill("input[name=username]", name)
        self.page.fill("input[name=password]", os.environ["SECRET"])
        self.watch = Watch(self.page)
        self.page.click("button[type=submit]")
        self.page.wait_for_load_state("networkidle")

    def see(self, name):
        if os.environ["SCREENSHOTS"]:
            self.page.screenshot(path=f"{os.environ['SCREENSHOTS']}/{name}.png")

    def nothing_wrong(self, what):
        problems = self.watch.take()
        promise(f"{what}: no error in the console, no request failed", not problems, problems[:5])


def panels(page):
    """The pictures on the paper that are loaded."""
    return page.evaluate("""() => [...document.querySelectorAll('#paper .img_panel, .imagePanel img')]
        .filter(i => i.complete && i.naturalWidth > 1).length""")


def wait_for_panels(page, count):
    page.wait_for_function(
        """count => [...document.querySelectorAll('#paper .img_panel, .imagePanel img')]
            .filter(i => i.complete && i.naturalWidth > 1).length >= count""", arg=count, timeout=20000)


def make(anna):
    page = anna.page
    page.click(".new_figure >> visible=true")
    page.locator("input.imgIds").press_sequentially(",".join(IMAGES))
    page.click("#addImagesModal button[type=submit]")
    wait_for_panels(page, len(IMAGES))
    promise("images are added and drawn", panels(page) >= len(IMAGES), panels(page))
    anna.see("added")
    page.once("dialog", lambda dialog: dialog.accept("<i>Figure</i> \u202eα"))
    page.click(".save_figure >> visible=true")
    page.wait_for_url("**/figure/file/*", timeout=10000)
    figure = page.url.rstrip("/").split("/")[-1]
    promise("a figure is saved", figure.isdigit(), page.url)
    anna.see("saved")
    anna.nothing_wrong("making a figure")
    return figure


def open_again(visitor, figure, who):
    page = visitor.page
    page.goto(f"{BASE}/figure/file/{figure}/")
    wait_for_panels(page, len(IMAGES))
    promise(f"{who} opens it again, with its name", "Figure</i>" in page.title() or "α" in page.content(), page.title())
    visitor.see(f"opened-{who.split()[-1]}")
    visitor.nothing_wrong(f"{who} opening it")


def listed(visitor, who):
    page = visitor.page
    page.goto(f"{BASE}/figure/open/")
    # The list begins with one's own; the owner is chosen as a user would.
    page.click("#openFigureModal button:has(#selected_owner)")
    page.click("#owner-menu a:has-text('Anna Smith')")
    page.wait_for_selector("#openFigureModal tbody tr", timeout=10000)
    text = page.inner_text(".modal.show")
    promise(f"{who} finds it in the list", "α" in text and "Anna Smith" in text, text[:300])
    visitor.see(f"list-{who.split()[-1]}")
    visitor.nothing_wrong(f"{who} listing")


def main():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ["BROWSER"], args=["--no-sandbox", "--disable-gpu"])
        anna = Visitor(browser, "anna")
        anna.see("start")
        anna.nothing_wrong("the start")
        figure = make(anna)
        open_again(anna, figure, "its author")
        bert = Visitor(browser, "bert")
        listed(bert, "a colleague")
        open_again(bert, figure, "a colleague")
        browser.close()
    sys.exit(1 if failures else 0)


main()
