import HTTP
import Kernel
import WebAccess

/// A line for each request, in the combined format that log readers know.
final class AccessLog: Sendable {
    private let file: LogFile

    init(path: String) throws {
        try Directory.create(Directory.parent(of: path))
        file = try LogFile(path: path)
    }

    func reopen() throws(SystemError) { try file.reopen() }

    func write(_ request: Request, _ response: Response, _ client: PeerAddress) {
        let line = AccessLine(
            request: request,
            response: response,
            client: client,
            unixSeconds: WallClock.nowSeconds()
        )
        do throws(SystemError) {
            try file.append(line: line.text)
        } catch {
            ServerLog.standardError("\(error)")
        }
    }
}

/// One line of the combined format: client, user, time, request, status, bytes, referrer, agent.
struct AccessLine {
    let request: Request
    let response: Response
    let client: PeerAddress
    let unixSeconds: Int

    var text: String {
        let query = request.target.query.map { "?" + Self.withoutSecrets($0) } ?? ""
        let target = request.target.path + query
        let client = client == .local ? "-" : client.text
        let line = "\(request.method.rawValue) \(target) HTTP/1.\(request.minorVersion)"
        return "\(client) - - [\(time)] \"\(Self.quoted(line))\" \(response.status.rawValue)"
            + " \(response.body.byteCount.map(String.init) ?? "-") \"\(referrer)\""
            + " \"\(field("User-Agent"))\""
    }

    /// `24/Nov/2026:19:05:01 +0000`, made from HTTP's form of a date.
    private var time: String {
        let words = HTTPDate.text(unixSeconds: unixSeconds).split(separator: " ")
        return "\(words[1])/\(words[2])/\(words[3]):\(words[4]) +0000"
    }

    private var referrer: String {
        let parts = (request.fields["Referer"] ?? "-").split(
            separator: "?",
            maxSplits: 1,
            omittingEmptySubsequences: false
        )
        let query = parts.count > 1 ? "?" + Self.withoutSecrets(String(parts[1])) : ""
        return Self.quoted(parts[0] + query)
    }

    /// Parameters that would let a reader of the log be somebody else (CVE-2018-1000633).
    private static let secrets: Set<String> = ["bsession", "password", "token", "username"]

    private static func withoutSecrets(_ query: String) -> String {
        query.split(separator: "&", omittingEmptySubsequences: false).map { pair in
            let name = pair.prefix { $0 != "=" }
            let isSecret = secrets.contains(PercentCoding.decode(name) ?? "")
            return isSecret ? name + "=***" : pair
        }.joined(separator: "&")
    }

    private func field(_ name: String) -> String { request.fields[name].map(Self.quoted) ?? "-" }

    /// A client's text cannot end its quotation or its line.
    private static func quoted(_ text: String) -> String {
        String(
            text.map { character in
                character == "\"" || character.isNewline || (character.asciiValue ?? 0x20) < 0x20
                    ? "?" : character
            }
        )
    }
}
