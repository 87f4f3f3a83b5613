/// A response as a client reads it.
package struct HTTPResponse: Sendable {
    package var status: Int
    package var reason: String
    /// Fields in their order, names as they were sent.
    package var fields: [(name: String, value: String)]
    package var body: [UInt8] = []

    package var text: String { String(decoding: body, as: UTF8.self) }

    /// The value of the first field of that name, in any case; nil when absent.
    package subscript(_ name: String) -> String? {
        fields.first { $0.name.lowercased() == name.lowercased() }?.value
    }

    /// Reads a head with its last empty line.
    init(head: [UInt8]) throws(HTTPConnection.Failure) {
        let text = String(decoding: head, as: UTF8.self)
        let lines = text.split(separator: "\r\n")
        let words = (lines.first ?? "").split(separator: " ", maxSplits: 2)
        guard words.count >= 2, words[0].hasPrefix("HTTP/1."), let status = Int(words[1]) else {
            throw .notHTTP(text)
        }
        self.status = status
        reason = words.count > 2 ? String(words[2]) : ""
        fields = []
        for line in lines.dropFirst() {
            guard let colon = line.firstIndex(of: ":") else { throw .notHTTP(text) }
            let value = line[line.index(after: colon)...].drop { $0 == " " }
            fields.append((String(line[..<colon]), String(value)))
        }
    }
}
