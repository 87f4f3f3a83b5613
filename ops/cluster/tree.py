"""Drives OMERO.web's own tree in a browser over a server of ours, and says what was seen."""
import json
import mimetypes
import os
import pathlib
import sys

from playwright.sync_api import sync_playwright
from watch import Watch

BASE, CLASSIC = sys.argv[1], pathlib.Path(sys.argv[2])
STATIC = [CLASSIC / "webclient/static", CLASSIC / "webgateway/static"]
SCRIPTS = [
    "3rdparty/jquery-3.6.2.min.js",
    "3rdparty/jquery-ui-1.13.2/js/jquery-ui.js",
    "3rdparty/underscore/underscore-1.13.6-umd-min.js",
    "3rdparty/jquery.jstree-3.3.12/jstree.js",
] + [
    f"webclient/javascript/jquery.jstree.{name}_plugin.js"
    for name in ("locate", "conditionalselect", "pagination", "fields", "omecut", "ometools", "childcount",
                 "truncatetext")
] + ["webclient/javascript/ome.webclient.actions.js", "webclient/javascript/ome.tree.js"]
failures = []


def promise(name, kept, why=""):
    print(f"{'ok' if kept else 'not ok'} - {name}" + ("" if kept else f": {why}"))
    if not kept:
        failures.append(name)


def page_text(user, group, opened, tags):
    """What OMERO.web's template gives its scripts, with the addresses of this server."""
    api = BASE + "/webclient/api/"
    addresses = {name: api + path for name, path in {
        "api_paths_to_object": "paths_to_object/", "api_containers": "containers/",
        "api_datasets": "datasets/", "api_images": "images/", "api_plates": "plates/",
        "api_plate_acquisitions": "plate_acquisitions/", "api_tags_and_tagged": "tags/",
        "api_parent_links": "parent_links/", "api_experimenter": f"experimenters/{user}/",
    }.items()}
    addresses |= {"webindex": BASE + "/webclient/", "api_base": BASE + "/api/v0/",
                  "static_webclient": "/classic/webclient/", "static_webgateway": "/classic/webgateway/",
                  "deletemany": BASE + "/webclient/action/deletemany/"}
    addresses["tree_top_level"] = addresses["api_tags_and_tagged" if tags else "api_containers"]
    client = {
        "active_group_id": group, "USER": {"id": user, "fullName": "A B"}, "isAdmin": False,
        "active_user": {"id": user, "fullName": "A B"}, "member_of_groups": [group], "CAN_CREATE": True,
        "current_admin_privileges": [], "leader_of_groups": [], "URLS": addresses, "TAG_TREE": tags,
        "initially_select": opened, "initially_open": opened, "HAS_RDEF": False, "OPEN_WITH": [],
        "UI": {"TREE": {"type_order": ["tagset", "tag", "project", "dataset", "screen", "plate"], "pagination_nodes": [
            "experimenter", "screen", "plate", "acquisition", "project", "tagset", "image"]}},
    }
    scripts = "".join(f'<script src="/classic/{name}"></script>' for name in SCRIPTS)
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>tree</title></head><body>
      <div id="dataTree"></div><script>var WEBCLIENT = {json.dumps(client)}; var PAGE_SIZE = 200;
      var refreshPathsReverse = []; function buttonsShowHide() {{}} function update_thumbnails_panel() {{}}</script>
      {scripts}</body></html>"""


class Visitor:
    """One browser with one user, or the public, and all that went wrong in it."""

    def __init__(self, browser, name):
        self.context = browser.new_context()
        self.page = self.context.new_page()
        self.watch = Watch(self.page)
        self.asked = set()
        self.page.on("response", self.saw)
        self.context.route("**/classic/**", self.serve)
        self.name = name
        self.user, self.group = self.log_in() if name else (-1, -1)

    def saw(self, response):
        if "/webclient/api/" in response.url:
            self.asked.add(response.url.split("/webclient/api/")[1].split("?")[0].split("/")[0])

    def serve(self, route):
        name = route.request.url.split("/classic/")[1].split("?")[0]
        if name == "page":
            return route.fulfill(content_type="text/html; charset=utf-8", body=self.text)
        for folder in STATIC:
            if (folder / name).is_file():
                kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
                return route.fulfill(content_type=kind, body=(folder / name).read_bytes())
        return route.fulfill(status=404, body="")

    def log_in(self):
        token = self.context.request.get(BASE + "/api/v0/token/").json()["data"]
        answer = self.context.request.post(
            BASE + "/api/v0/login/",
            form={"username": self.name, "password": os.environ["SECRET"], "server": "1"},
            headers={"X-CSRFToken": token})
        context = answer.json()["eventContext"]
        return context["userId"], context["groupId"]

    def open(self, opened=(), tags=False):
        self.text = page_text(self.user, self.group, list(opened), tags)
        origin = "/".join(BASE.split("/")[:3])
        self.page.goto(origin + "/classic/page")
        self.page.wait_for_function("$.jstree.reference('#dataTree') && $('#dataTree .jstree-anchor').length")
        self.page.wait_for_load_state("networkidle")

    def open_everything(self):
        """Opens every node that has children, until none is left, and answers all nodes."""
        self.page.evaluate("""async () => {
            const tree = $.jstree.reference('#dataTree');
            for (;;) {
                const closed = tree.get_json('#', {flat: true, no_data: true})
                    .map(n => tree.get_node(n.id)).filter(n => tree.is_parent(n) && !tree.is_loaded(n));
                if (!closed.length) return;
                for (const node of closed) await new Promise(done => tree.open_node(node, done));
            }
        }""")
        return self.page.evaluate("""() => {
            const tree = $.jstree.reference('#dataTree');
            return tree.get_json('#', {flat: true}).map(n => {
                const node = tree.get_node(n.id), parent = tree.get_node(node.parent);
                return {type: node.type, id: node.data && node.data.obj.id, text: node.text,
                        obj: node.data && node.data.obj, parent: parent && parent.type};
            });
        }""")

    def selected(self):
        return self.page.evaluate("""() => $.jstree.reference('#dataTree').get_selected(true)
            .map(n => n.type + '-' + n.data.obj.id)""")

    def get(self, path):
        return self.context.request.get(BASE + path).json()

    def send(self, method, path, body):
        token = self.context.request.get(BASE + "/api/v0/token/").json()["data"]
        return self.context.request.fetch(
            BASE + path, method=method, data=json.dumps(body),
            headers={"X-CSRFToken": token, "Content-Type": "application/json"})

    def nothing_wrong(self, what):
        problems = self.watch.take()
        promise(f"{what}: no error in the console, no request failed", not problems, problems[:5])


def make_project(visitor, name):
    schema = "http://www.openmicroscopy.org/Schemas/OME/2016-06#Project"
    answer = visitor.send("POST", f"/api/v0/m/save/?group={visitor.group}", {"@type": schema, "Name": name})
    return answer.json()["data"]["@id"]


def texts(nodes, kind):
    return sorted(node["text"] for node in nodes if node["type"] == kind)


def whole_tree(visitor, project):
    datasets = {d["Name"]: d["@id"] for d in visitor.get("/api/v0/m/datasets/")["data"]}
    linked = visitor.send("POST", "/webclient/api/links/",
                          {"project": {str(project): {"dataset": [datasets["First"]]}}})
    promise("a dataset is put into a project", linked.status == 200 and linked.json() == {"success": True},
            linked.text()[:200])
    visitor.open()
    nodes = visitor.open_everything()
    promise("projects, datasets and images are there",
            [texts(nodes, kind) for kind in ("project", "dataset", "image")]
            == [["<b>P</b> & \u202eα"], ["First", "Open", "Second"] if visitor.name == "root" else ["First", "Second"],
                ["a.ome.tif", "b.ome.tif", "c.ome.tif"]],
            [(n["type"], n["text"]) for n in nodes])
    parents = {(node["type"], node["text"]): node["parent"] for node in nodes}
    promise("each lies where it belongs",
            parents.get(("dataset", "First")) == "project" and parents.get(("dataset", "Second")) == "experimenter"
            and parents.get(("image", "c.ome.tif")) == "orphaned", parents)
    images = [node["obj"] for node in nodes if node["type"] == "image" and node["text"] == "a.ome.tif"]
    fields = {"id", "name", "ownerId", "permsCss", "archived", "filesetId", "sizeX", "sizeY", "sizeZ", "date"}
    promise("images have the fields that the scripts read", images and fields <= set(images[0]), images)
    visitor.nothing_wrong("the whole tree")
    return images[0]["id"], datasets


def ways(visitor, image, project):
    visitor.open([f"image-{image}"])
    visitor.page.wait_for_function(
        "$.jstree.reference('#dataTree').get_selected(true).some(n => n.type === 'image')")
    promise("a link to an image opens the tree down to it", visitor.selected() == [f"image-{image}"],
            visitor.selected())
    visitor.open([f"project-{project}"])
    visitor.page.wait_for_function(
        "$.jstree.reference('#dataTree').get_selected(true).some(n => n.type === 'project')")
    promise("a link to a project selects it", visitor.selected() == [f"project-{project}"], visitor.selected())
    visitor.nothing_wrong("ways")


def moved(visitor, project, datasets):
    body = {"project": {str(project): {"dataset": [datasets["Second"]]}}}
    added = visitor.send("POST", "/webclient/api/links/", body)
    links = visitor.get(f"/webclient/api/parent_links/?dataset={datasets['Second']}")["data"]
    promise("a link is made and told",
            added.json() == {"success": True} and [(l["parent"]["type"], l["parent"]["id"]) for l in links]
            == [("project", project)], (added.text()[:200], links))
    removed = visitor.send("DELETE", "/webclient/api/links/", body)
    promise("and taken away", removed.json().get("success") is True
            and visitor.get(f"/webclient/api/parent_links/?dataset={datasets['Second']}")["data"] == [],
            removed.text()[:200])


def tag_tree(visitor, image):
    token = visitor.context.request.get(BASE + "/api/v0/token/").json()["data"]
    made = visitor.context.request.post(
        BASE + "/webclient/action/addnewcontainer/",
        form={"name": "tag <i>one</i>", "folder_type": "tag", "description": "", "owner": str(visitor.user)},
        headers={"X-CSRFToken": token, "X-Requested-With": "XMLHttpRequest"})
    tag = made.json()["id"]
    visitor.send("POST", "/webclient/api/links/", {"tag": {str(tag): {"image": [image]}}})
    visitor.open(tags=True)
    nodes = visitor.open_everything()
    tagged = [(n["type"], n["text"], n["parent"]) for n in nodes if n["type"] in ("tag", "image")]
    promise("tags hold what they are on",
            ("tag", "tag <i>one</i>", "experimenter") in tagged
            and any(kind == "image" and parent == "tag" for kind, _, parent in tagged), tagged)
    visitor.nothing_wrong("the tree of tags")


def main():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ["BROWSER"], args=["--no-sandbox", "--disable-gpu"])
        anna = Visitor(browser, "anna")
        project = make_project(anna, "<b>P</b> & \u202eα")
        image, datasets = whole_tree(anna, project)
        ways(anna, image, project)
        moved(anna, project, datasets)
        tag_tree(anna, image)
        bert = Visitor(browser, "bert")
        bert.user = -1
        bert.open()
        nodes = bert.open_everything()
        promise("a colleague sees it in the tree of everybody",
                texts(nodes, "project") == ["<b>P</b> & \u202eα"] and "a.ome.tif" in texts(nodes, "image"), nodes)
        classes = {n["obj"].get("permsCss") for n in nodes if n["type"] == "image"}
        promise("and may annotate, not change it", classes == {"canAnnotate"}, classes)
        bert.nothing_wrong("a colleague's tree")
        public = Visitor(browser, None)
        public.open()
        promise("the public sees what is open alone", texts(public.open_everything(), "image") == ["d.ome.tif"])
        public.nothing_wrong("the public's tree")
        promise("every list of the tree was asked for",
                {"containers", "datasets", "images", "experimenters", "paths_to_object", "tags"} <= anna.asked,
                anna.asked)
        browser.close()
    sys.exit(1 if failures else 0)


main()
