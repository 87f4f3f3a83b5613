import HTTP
import Testing

@testable import WebAccess

@Suite struct `Cookies and redirects` {
    @Test func `a session cookie is hidden from scripts and ends with the browser`() {
        #expect(
            CookieRules().session("t", isSecure: false).value
                == "sessionid=t; Path=/; HttpOnly; SameSite=Lax"
        )
        #expect(CookieRules().session("t", isSecure: true).value.hasSuffix("; Secure"))
        let rules = CookieRules(
            sessionName: "s",
            isSessionSecure: true,
            sameSite: "Strict",
            path: "/omero",
            sessionAgeSeconds: 60
        )
        #expect(
            rules.session("t", isSecure: false).value
                == "s=t; Max-Age=60; Path=/omero; HttpOnly; SameSite=Strict; Secure"
        )
        #expect(
            CookieRules().endOfSession(isSecure: false).value
                == "sessionid=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax"
        )
    }

    @Test func `a name bound to the host is written as browsers demand`() {
        let rules = CookieRules(sessionName: "__Host-sessionid", path: "/omero")
        #expect(
            rules.session("t", isSecure: false).value
                == "__Host-sessionid=t; Path=/; HttpOnly; SameSite=Lax; Secure"
        )
    }

    @Test func `scripts read the cookie against forged requests`() {
        let value = CookieRules().csrf("x", isSecure: false).value
        #expect(value == "csrftoken=x; Max-Age=31449600; Path=/; SameSite=Lax")
    }

    /// CVE-2021-21377: login and change of group sent visitors anywhere.
    @Test func `nobody is sent to another server`() {
        let request = Request(
            method: .get,
            target: RequestTarget(path: "/", query: nil),
            fields: RequestFields([(name: "Host", value: "images.example.org")])
        )
        for good in ["/", "/webclient/?show=image-1|image-2", "/a//b"] {
            #expect(LocalAddress.path(good, request) == good)
        }
        #expect(LocalAddress.path("http://images.example.org/a?b", request) == "/a?b")
        for bad in [
            "", "webclient/", "//evil.example", "///evil.example", "/\\evil.example", "\\\\evil",
            "http://evil.example/", "https:evil.example", "javascript:alert(1)", "/\t/evil.example",
            "\t//evil.example", "http://images.example.org@evil.example/",
            "http://images.example.org.evil.example/", "http://images.example.org//evil.example",
            "/a\r\nSet-Cookie: x", "/ü", " /a", "/" + String(repeating: "a", count: 4096),
        ] {
            #expect(LocalAddress.path(bad, request) == nil, "\(bad)")
        }
        #expect(LocalAddress.path(nil, request) == nil)
    }
}
