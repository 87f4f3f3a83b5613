"""Drives OMERO.iviewer in a browser, and says what it promised and kept."""
import os
import sys
import time

from playwright.sync_api import sync_playwright

base, secret, images = sys.argv[1:4]
PASSWORD = open(secret).read().strip()
IMAGES = dict(line.split() for line in open(images))
with sync_playwright() as p:
    browser = p.chromium.launch(executable_path=os.environ["BROWSER"], args=["--no-sandbox", "--disable-gpu"])
    page = browser.new_page(viewport={"width": 1400, "height": 850})
    page.goto(base + "/webclient/login/")
    page.fill("input[name=username]", "anna"); page.fill("input[name=password]", PASSWORD)
    page.click("button[type=submit],input[type=submit]")
    page.on("console", lambda m: print("CONSOLE", m.type, m.text[:300]) if m.type in("error","warning") else None)
    page.on("pageerror", lambda e: print("PAGEERROR", str(e)[:400]))
    page.on("response", lambda r: print("STATUS", r.status, r.request.method, r.url[:200]) if r.status >= 400 else None)
    page.on("requestfailed", lambda r: print("FAILED", r.url[:200], r.failure))
    for name, image in IMAGES.items():
        print("==", name, image)
        page.goto(f"{base}/webclient/img_detail/{image}/")
        page.wait_for_timeout(3000)
        page.screenshot(path=f"{os.environ['SCREENSHOTS']}/{name}.png")
    browser.close()
