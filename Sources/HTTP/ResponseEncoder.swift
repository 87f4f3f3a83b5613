/// Writes response heads and the framing of chunked bodies (RFC 9112 §4, §6, §7).
package enum ResponseEncoder {
    /// A head made ready, and how the body goes with it.
    package struct Encoded: Sendable {
        package var head: [UInt8]
        package var isChunked: Bool
        /// The method or status forbids a body; its length is told all the same.
        package var omitsBody: Bool
        /// A body of unknown length to an HTTP/1.0 client ends with the connection.
        package var keepsConnection: Bool
    }

    /// A name or value with CR, LF or NUL is replaced whole, so that it cannot become a field of its own.
    package static func encode(
        _ response: Response,
        method: Method,
        minorVersion: UInt8,
        keepsConnection: Bool,
        date: HTTPDateText
    ) -> Encoded {
        let forbidsBody = response.status.forbidsBody
        let length = response.body.byteCount
        let isChunked = length == nil && !forbidsBody && minorVersion == 1
        let keeps = keepsConnection && (length != nil || isChunked || forbidsBody)
        var head: [UInt8] = []
        head.reserveCapacity(384)
        head.append(contentsOf: statusLine(response.status))
        head.append(contentsOf: "\r\nServer: omero-web\r\nDate: ".utf8)
        head.append(contentsOf: date.bytes)
        for field in response.fields { head.append(field) }
        if !forbidsBody, let length {
            head.append(contentsOf: "\r\nContent-Length: ".utf8)
            head.append(decimal: length)
        }
        if isChunked { head.append(contentsOf: "\r\nTransfer-Encoding: chunked".utf8) }
        if !keeps {
            head.append(contentsOf: "\r\nConnection: close".utf8)
        } else if minorVersion == 0 {
            head.append(contentsOf: "\r\nConnection: keep-alive".utf8)
        }
        head.append(contentsOf: "\r\n\r\n".utf8)
        return Encoded(
            head: head,
            isChunked: isChunked,
            omitsBody: forbidsBody || method == .head,
            keepsConnection: keeps
        )
    }

    /// One chunk with its size line; an empty one would end the body, so it is nothing at all.
    package static func chunk(_ bytes: [UInt8]) -> [UInt8] {
        var chunk: [UInt8] = []
        if bytes.isEmpty { return chunk }
        chunk.reserveCapacity(bytes.count + 20)
        chunk.append(contentsOf: String(bytes.count, radix: 16).utf8)
        chunk.append(contentsOf: [0x0D, 0x0A])
        chunk.append(contentsOf: bytes)
        chunk.append(contentsOf: [0x0D, 0x0A])
        return chunk
    }

    package static let lastChunk = Array("0\r\n\r\n".utf8)
    package static let continueResponse = Array("HTTP/1.1 100 Continue\r\n\r\n".utf8)

    private static let statusLines: [Status: [UInt8]] = Dictionary(
        uniqueKeysWithValues: Status.all.map { status, reason in
            (status, Array("HTTP/1.1 \(status.rawValue) \(reason)".utf8))
        }
    )

    private static let okLine = Array("HTTP/1.1 200 OK".utf8)

    private static func statusLine(_ status: Status) -> [UInt8] {
        if status == .ok { return okLine }
        return statusLines[status] ?? Array("HTTP/1.1 \(status.rawValue) \(status.reason)".utf8)
    }
}

extension ResponseBody {
    /// Bytes of the body; nil when only its end will tell.
    package var byteCount: Int? {
        switch self {
        case .none: 0
        case .bytes(let bytes): bytes.count
        case .file(_, let range): range.count
        case .chunks(_, let byteCount): byteCount
        }
    }
}

extension [UInt8] {
    fileprivate mutating func append(_ field: ResponseField) {
        append(contentsOf: "\r\n".utf8)
        append(clean: field.name)
        append(contentsOf: ": ".utf8)
        append(clean: field.value)
    }

    private mutating func append(clean text: String) {
        let start = count
        append(contentsOf: text.utf8)
        for index in start..<count
        where self[index] < 0x20 && self[index] != 0x09 || self[index] == 0x7F {
            removeSubrange(start...)
            append(contentsOf: "unprintable".utf8)
            return
        }
    }

    fileprivate mutating func append(decimal number: Int) {
        if number >= 10 { append(decimal: number / 10) }
        append(UInt8(ascii: "0") + UInt8(number % 10))
    }
}
