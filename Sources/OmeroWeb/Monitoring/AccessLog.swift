import HTTP
import Kernel

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
        let target = request.target.path + (request.target.query.map { "?" + $0 } ?? "")
        let line = "\(request.method.rawValue) \(target) HTTP/1.\(request.minorVersion)"
        return "\(client.text) - - [\(time)] \"\(Self.quoted(line))\" \(response.status.rawValue)"
            + " \(response.body.byteCount.map(String.init) ?? "-") \"\(field("Referer"))\""
            + " \"\(field("User-Agent"))\""
    }

    /// `24/Nov/2026:19:05:01 +0000`, made from HTTP's form of a date.
    private var time: String {
        let words = HTTPDate.text(unixSeconds: unixSeconds).split(separator: " ")
        return "\(words[1])/\(words[2])/\(words[3]):\(words[4]) +0000"
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

extension PeerAddress {
    /// The address alone, as people write it.
    fileprivate var text: String {
        switch self {
        case .ipv4(let number, _):
            return stride(from: 24, through: 0, by: -8).map { "\(number >> UInt32($0) & 0xFF)" }
                .joined(separator: ".")
        case .ipv6(let high, let low, _):
            return [high, low].flatMap { half in
                stride(from: 48, through: 0, by: -16).map {
                    String(half >> UInt64($0) & 0xFFFF, radix: 16)
                }
            }.joined(separator: ":")
        case .local: return "-"
        }
    }
}
