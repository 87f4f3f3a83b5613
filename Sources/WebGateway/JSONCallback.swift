import HTTP
import JSON

/// JSON answers that a page may ask to have wrapped in a call of its own (`?callback=name`).
enum JSONCallback {
    static let nameLengthMax = 128

    static func response(_ document: JSONValue, callback: String?) throws(Refusal) -> Response {
        try response(document.bytes, callback: callback)
    }

    /// The same for a document that is written already.
    static func response(_ document: [UInt8], callback: String?) throws(Refusal) -> Response {
        guard let callback else {
            let type = ResponseField("Content-Type", "application/json")
            return Response(.ok, [type], body: .bytes(document))
        }
        guard isIdentifier(callback) else { throw Refusal(.badRequest, "Invalid callback") }
        let type = ResponseField("Content-Type", "application/javascript")
        return Response(
            .ok,
            [type],
            body: .bytes(Array("\(callback)(".utf8) + document + [UInt8(ascii: ")")])
        )
    }

    /// One plain identifier: anything else could become a script of somebody's choice.
    private static func isIdentifier(_ name: String) -> Bool {
        guard let first = name.utf8.first, name.utf8.count <= nameLengthMax else { return false }
        return !(0x30...0x39).contains(first) && name.utf8.allSatisfy(isIdentifierByte)
    }

    private static func isIdentifierByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"), UInt8(ascii: "$"): true
        default: false
        }
    }
}
