"""What goes wrong in a page of a browser; shared by the checks that drive one."""


class Watch:
    """What went wrong in the page since the last look.

    Requests whose addresses hold one of `expected` may fail: that says nothing against the server.
    """

    def __init__(self, page, expected=()):
        self.expected = expected
        self.problems = []
        self.pictures = 0
        page.on("pageerror", lambda error: self.problems.append(f"error: {error}"))
        page.on("console", self.console)
        page.on("response", self.response)
        page.on("requestfailed", self.failed)

    def is_expected(self, url):
        return any(part in url for part in self.expected)

    def console(self, message):
        if message.type == "error" and not self.is_expected(message.location.get("url", "")):
            self.problems.append(f"console: {message.text}")

    def response(self, response):
        if response.status >= 400 and not self.is_expected(response.url):
            self.problems.append(f"{response.status} {response.request.method} {response.url}")
        if "/render_image" in response.url and response.status == 200:
            self.pictures += 1

    def failed(self, request):
        # What is no longer wanted is given up: a picture, or the icon of a page that is left.
        if "ERR_ABORTED" not in (request.failure or ""):
            self.problems.append(f"{request.failure} {request.url}")

    def take(self):
        problems, self.problems = self.problems, []
        return problems
