import HTTP
import Kernel
import Serving
import SharedState
import TestSupport
import Testing

@testable import OmeroWeb

@Suite struct `Requests of a worker` {
    @Test func `without public access only strangers' pages are open`() throws {
        let test = try ApplicationUnderTest()
        let paths = [
            "/webclient/", "/webgateway/", "/webgateway/imgData/1/", "/webclient/api/images/",
        ]
        for path in paths {
            let answer = test.ask(path + "?a=b&c")
            #expect(answer.status == .found)
            let wanted = path + "%3Fa%3Db%26c"
            #expect(answer["Location"] == "/webclient/login/?url=" + wanted)
            let script = test.ask(path, [(name: "X-Requested-With", value: "XMLHttpRequest")])
            #expect(script.status == .forbidden && script.text.isEmpty)
        }
        #expect(test.ask("/webclient/keepalive_ping/").text == "Connection Failed")
        #expect(test.ask("/static/webclient/css/pages.css").status == .ok)
    }

    @Test func `the public filter is searched in the path, and the query is not part of it`() throws
    {
        let test = try ApplicationUnderTest([
            "omero.web.public.enabled": "true", "omero.web.public.url_filter": "gateway/$",
        ])
        #expect(test.ask("/webgateway/").text == "Welcome to webgateway")
        #expect(test.ask("/webclient/").status == .found)
        #expect(test.ask("/webclient/?x=gateway/").status == .found)
        // The verdict of memory is the same.
        #expect(test.ask("/webgateway/").status == .ok)
        #expect(test.ask("/webclient/").status == .found)
    }

    @Test func `public access that is off is off whatever the filter says`() throws {
        let test = try ApplicationUnderTest(["omero.web.public.url_filter": "^/"])
        #expect(test.ask("/webgateway/").status == .found)
    }

    @Test func `who forgot the last slash is sent to the whole path with the query`() throws {
        let test = try ApplicationUnderTest.open(["omero.web.prefix": "/omero"])
        let answer = test.ask("/omero/webgateway/imgData/1?callback=x")
        #expect(answer.status == .movedPermanently)
        #expect(answer["Location"] == "/omero/webgateway/imgData/1/?callback=x")
        #expect(test.ask("//webclient").status == .notFound)
        #expect(test.ask("//evil.example/webclient").status == .notFound)
    }

    @Test func `below a prefix everything moves but the static files`() throws {
        let test = try ApplicationUnderTest.open(["omero.web.prefix": "/omero"])
        #expect(test.ask("/omero/webgateway/").status == .ok)
        #expect(test.ask("/webgateway/").status == .notFound)
        #expect(test.ask("/omerox/webgateway/").status == .notFound)
        #expect(test.ask("/omero/")["Location"] == "/omero/webclient/")
        #expect(test.ask("/static/webclient/css/pages.css").status == .ok)
        #expect(test.ask("/static/nothing.css").status == .notFound)
        let below = try ApplicationUnderTest.open([
            "omero.web.prefix": "/omero", "omero.web.static_url": "/omero/static/",
        ])
        #expect(below.ask("/omero/static/webclient/css/pages.css").status == .ok)
    }

    @Test(arguments: [HTTP.Method.post, .put, .delete, .options])
    func `methods that nothing answers are refused with those that are`(
        method: HTTP.Method
    ) throws {
        let answer = try ApplicationUnderTest.open().ask("/webclient/", method: method)
        #expect(answer.status == .methodNotAllowed)
        #expect(answer["Allow"] == "GET, HEAD")
    }

    @Test func `HEAD has the answer of GET`() throws {
        let test = try ApplicationUnderTest.open()
        let get = test.ask("/webgateway/")
        let head = test.ask("/webgateway/", method: .head)
        #expect(head.status == get.status)
        #expect(head.fields == get.fields)
    }

    @Test func `what is not there is told as JSON where JSON is spoken`() throws {
        let test = try ApplicationUnderTest.open()
        let plain = test.ask("/nothing/")
        #expect(plain.status == .notFound)
        #expect(plain["Content-Type"] == "text/plain; charset=utf-8")
        let api = test.ask("/api/v9/")
        #expect(api.status == .notFound)
        #expect(api["Content-Type"] == "application/json")
        #expect(api.text == #"{"message":"There is no page at /api/v9/"}"#)
        #expect(test.ask("/webgateway/imgData/1/").text == "Image:1 not found\n")
        #expect(test.ask("/webgateway/imgData/1/?a=%").status == .notFound)
    }

    @Test func `a download is work of the asynchronous pool`() throws {
        let test = try ApplicationUnderTest.open()
        let plan = test.plan("/webgateway/archived_files/download/1/")
        guard case .asyncWork(let work) = plan else {
            Issue.record("not planned for the asynchronous pool")
            return
        }
        #expect(work().status == .notFound)
    }

    @Test func `past its limit a client is told when to come again`() throws {
        let test = try ApplicationUnderTest.open(["omero.web.ratelimit.api": "1/h burst 2"])
        let first = test.ask("/webgateway/imgData/1/")
        #expect(first.status == .notFound)
        _ = test.ask("/webgateway/imgData/1/")
        let refused = test.ask("/webgateway/imgData/1/")
        #expect(refused.status == .tooManyRequests)
        let wait = try #require(refused["Retry-After"].flatMap { Int($0) })
        #expect((3500...3600).contains(wait))
        #expect(refused["RateLimit-Policy"] == #""api";q=2;w=7200"#)
        #expect(refused["RateLimit"] == #""api";r=0;t=\#(wait)"#)
        #expect(refused["Content-Type"] == "application/problem+json")
        #expect(refused.text.contains(#""status":429"#))
        // Pages have no limit, and others have limits of their own.
        #expect(test.ask("/webgateway/").status == .ok)
        let other = test.ask("/webgateway/imgData/1/", from: .ipv4(0x0A00_0002, port: 1))
        #expect(other.status == .notFound)
    }

    @Test func `a dry run refuses nobody`() throws {
        let test = try ApplicationUnderTest.open([
            "omero.web.ratelimit.api": "1/h burst 1 dry-run"
        ])
        for _ in 0..<5 { #expect(test.ask("/webgateway/imgData/1/").status == .notFound) }
    }

    @Test func `a session opens what is closed to strangers and is counted by its user`() throws {
        let test = try ApplicationUnderTest(["omero.web.ratelimit.api": "1/h burst 1"])
        let now = WallClock.nowSeconds()
        let user = try test.addUser("anna")
        let tokens = try (0..<2).map { _ in
            try test.shared.sessions.create(userID: user, groupID: 1, atSeconds: now)
        }
        let cookies = tokens.map { [(name: "Cookie", value: "x=y; sessionid=\($0)")] }
        #expect(test.ask("/webgateway/", cookies[0]).status == .ok)
        #expect(test.ask("/webgateway/imgData/1/", cookies[0]).status == .notFound)
        // The second session of the same user, from elsewhere, shares the limit.
        let second = test.ask(
            "/webgateway/imgData/1/",
            cookies[1],
            from: .ipv4(0x0A00_0009, port: 1)
        )
        #expect(second.status == .tooManyRequests)
        let forged = [(name: "Cookie", value: "sessionid=\(String(tokens[0].dropLast()))")]
        #expect(test.ask("/webgateway/", forged).status == .found)
        try test.shared.sessions.delete(tokens[0])
        #expect(test.ask("/webgateway/", cookies[0]).status == .found)
    }
}
