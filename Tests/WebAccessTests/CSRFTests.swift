import HTTP
import Testing

@testable import WebAccess

/// CVE-2014-7198: forms had no protection at all.
@Suite struct `Forged requests` {
    private let secret = CSRFToken.makeSecret()

    private func reason(
        cookie: String? = nil,
        token: String? = nil,
        form: String? = nil,
        isSecure: Bool = false,
        trusted: [String] = [],
        _ more: [(name: String, value: String)] = []
    ) -> String? {
        var fields = [(name: "Host", value: "images.example.org")] + more
        if let cookie { fields.append((name: "Cookie", value: "csrftoken=\(cookie)")) }
        if let token { fields.append((name: "X-CSRFToken", value: token)) }
        if form != nil {
            fields.append((name: "Content-Type", value: "application/x-www-form-urlencoded"))
        }
        let request = Request(
            method: .post,
            target: RequestTarget(path: "/", query: nil),
            fields: RequestFields(fields),
            body: Array((form ?? "").utf8)
        )
        return CSRFCheck(trustedOrigins: trusted).reason(request, isSecure: isSecure)
    }

    @Test func `a token is taken plain and masked, from the header and from the form`() {
        let masked = CSRFToken.masked(secret)
        #expect(secret.count == 32 && masked.count == 64)
        #expect(CSRFToken.masked(secret) != masked)
        for cookie in [secret, masked] {
            for token in [secret, masked, CSRFToken.masked(secret)] {
                #expect(reason(cookie: cookie, token: token) == nil)
                #expect(reason(cookie: cookie, form: "csrfmiddlewaretoken=\(token)") == nil)
            }
        }
    }

    @Test func `without the cookie, without the token and with another's it is refused`() {
        #expect(reason() == "CSRF cookie not set.")
        #expect(reason(token: secret) == "CSRF cookie not set.")
        for cookie in ["", "x", String(repeating: "!", count: 32), secret + "a"] {
            #expect(reason(cookie: cookie, token: cookie) == "CSRF cookie not set.")
        }
        #expect(reason(cookie: secret) == "CSRF token missing.")
        #expect(reason(cookie: secret, form: "a=b") == "CSRF token missing.")
        #expect(reason(cookie: secret, form: "%zz") == "CSRF token missing.")
        let other = CSRFToken.makeSecret()
        for token in [other, CSRFToken.masked(other), "", String(secret.dropLast())] {
            #expect(
                reason(cookie: secret, token: token)
                    == "CSRF token from the 'X-Csrftoken' HTTP header incorrect."
            )
            #expect(
                reason(cookie: secret, form: "csrfmiddlewaretoken=\(token)")
                    == "CSRF token from POST incorrect."
            )
        }
    }

    @Test func `a page of others is refused whatever it brings`() {
        func with(_ name: String, _ value: String, isSecure: Bool = false) -> String? {
            reason(cookie: secret, token: secret, isSecure: isSecure, [(name, value)])
        }
        #expect(with("Origin", "http://images.example.org") == nil)
        #expect(with("Origin", "HTTP://Images.example.org") == nil)
        for origin in [
            "https://images.example.org", "http://evil.example", "null",
            "http://images.example.org:80",
            "http://images.example.org.evil.example",
        ] {
            #expect(with("Origin", origin)?.hasPrefix("Origin checking failed") == true)
        }
        #expect(with("Origin", "https://images.example.org", isSecure: true) == nil)
        #expect(with("Sec-Fetch-Site", "cross-site")?.hasPrefix("Origin checking failed") == true)
        #expect(with("Sec-Fetch-Site", "same-origin") == nil)
    }

    @Test func `by TLS a referrer stands for a missing origin, and one of them must be`() {
        func with(_ referrer: String?) -> String? {
            reason(
                cookie: secret,
                token: secret,
                isSecure: true,
                referrer.map { [("Referer", $0)] } ?? []
            )
        }
        #expect(with(nil) == "Referer checking failed - no Referer.")
        #expect(with("https://images.example.org/webclient/") == nil)
        for referrer in ["http://images.example.org/", "https://evil.example/", "", "x"] {
            #expect(with(referrer)?.hasPrefix("Referer checking failed") == true)
        }
    }

    @Test func `origins the operator trusts are taken, and they alone`() {
        let origin = [(name: "Origin", value: "https://viewer.example.org")]
        let trusted = ["https://viewer.example.org"]
        #expect(reason(cookie: secret, token: secret, trusted: trusted, origin) == nil)
        #expect(reason(cookie: secret, trusted: trusted, origin) == "CSRF token missing.")
        #expect(reason(cookie: secret, token: secret, origin) != nil)
    }
}
