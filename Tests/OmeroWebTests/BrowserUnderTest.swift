import HTTP

@testable import OmeroWeb

/// A browser of one visitor: it keeps cookies and brings tokens back.
final class BrowserUnderTest {
    private let test: ApplicationUnderTest
    private let peer: PeerAddress
    var cookies: [String: String] = [:]

    init(_ test: ApplicationUnderTest, address: UInt32 = 0x0A00_0001) {
        self.test = test
        peer = .ipv4(address, port: 1)
    }

    func get(_ target: String, _ fields: [(name: String, value: String)] = []) -> Response {
        take(test.ask(target, fields + cookieField, from: peer))
    }

    /// Sends a form with the token of the cookie.
    func post(
        _ target: String,
        _ form: [(String, String)],
        _ fields: [(name: String, value: String)] = [],
        type: String = "application/x-www-form-urlencoded"
    ) -> Response {
        if cookies["csrftoken"] == nil { _ = get("/api/v0/token/") }
        let body = form.map { "\($0.0)=\(PercentCoding.encode($0.1))" }.joined(separator: "&")
        let more = [
            (name: "Content-Type", value: type),
            (name: "X-CSRFToken", value: cookies["csrftoken"] ?? ""),
        ]
        return take(
            test.ask(target, method: .post, more + fields + cookieField, body: body, from: peer)
        )
    }

    /// Sends a JSON document with the token of the cookie.
    func send(_ method: HTTP.Method, _ target: String, _ body: String = "") -> Response {
        if cookies["csrftoken"] == nil { _ = get("/api/v0/token/") }
        let more = [
            (name: "Content-Type", value: "application/json"),
            (name: "X-CSRFToken", value: cookies["csrftoken"] ?? ""),
        ]
        return take(test.ask(target, method: method, more + cookieField, body: body, from: peer))
    }

    func logIn(_ name: String, _ password: String) -> Response {
        post("/webclient/login/", [("username", name), ("password", password)])
    }

    private var cookieField: [(name: String, value: String)] {
        cookies.isEmpty
            ? []
            : [
                (
                    name: "Cookie",
                    value: cookies.map { "\($0.key)=\($0.value)" }.joined(separator: "; ")
                )
            ]
    }

    private func take(_ response: Response) -> Response {
        for field in response.fields where field.name == "Set-Cookie" {
            let pair = field.value.prefix { $0 != ";" }.split(
                separator: "=",
                maxSplits: 1,
                omittingEmptySubsequences: false
            )
            cookies[String(pair[0])] = pair[1].isEmpty ? nil : String(pair[1])
        }
        return response
    }
}
