/// Decodes a chunked body (RFC 9112 §7.1) as its bytes arrive.
struct ChunkedBody {
    private enum Expecting {
        case size
        case data(bytesLeft: Int)
        case dataEnd
        case trailer
    }

    let limits: RequestLimits
    private var expecting = Expecting.size
    private var trailerBytes = 0
    private(set) var body: [UInt8] = []

    init(limits: RequestLimits) { self.limits = limits }

    /// Takes what it can from `bytes` at `position`, and answers whether the body is whole.
    mutating func read(_ bytes: [UInt8], _ position: inout Int) throws(RequestError) -> Bool {
        while true {
            switch expecting {
            case .size:
                guard let line = try line(bytes, &position, limits.chunkLineBytes) else {
                    return false
                }
                let size = try size(of: bytes[line])
                guard body.count + size <= limits.bodyBytes else {
                    throw .bodyTooLarge(limitBytes: limits.bodyBytes)
                }
                expecting = size == 0 ? .trailer : .data(bytesLeft: size)
            case .data(let bytesLeft):
                let count = min(bytesLeft, bytes.count - position)
                if count == 0 { return false }
                body.append(contentsOf: bytes[position..<(position + count)])
                position += count
                expecting = count == bytesLeft ? .dataEnd : .data(bytesLeft: bytesLeft - count)
            case .dataEnd:
                guard bytes.count >= position + 2 else { return false }
                guard bytes[position] == 0x0D, bytes[position + 1] == 0x0A else {
                    throw .malformed("a chunk does not end where its size says")
                }
                position += 2
                expecting = .size
            case .trailer:
                let room = limits.trailerBytes - trailerBytes
                guard let line = try line(bytes, &position, room) else { return false }
                if line.isEmpty { return true }
                trailerBytes += line.count + 2
                try check(trailer: bytes[line])
            }
        }
    }

    /// The next line without its end; nil while it is incomplete.
    private func line(
        _ bytes: [UInt8],
        _ position: inout Int,
        _ limit: Int
    ) throws(RequestError) -> Range<Int>? {
        var index = position
        while index < bytes.count, bytes[index] != 0x0A {
            index += 1
            if index - position > limit + 1 {
                throw .malformed("a line of a chunked body is longer than \(limit) bytes")
            }
        }
        guard index < bytes.count else { return nil }
        guard index > position, bytes[index - 1] == 0x0D else {
            throw .malformed("a line of a chunked body ends without CR")
        }
        let range = position..<(index - 1)
        position = index + 1
        return range
    }

    private func size(of line: ArraySlice<UInt8>) throws(RequestError) -> Int {
        let digits = line.prefix { ByteClass.table[Int($0)].contains(.hexDigit) }
        guard !digits.isEmpty, digits.count <= 8 else {
            throw .malformed("a chunk size is not one to eight hexadecimal digits")
        }
        let rest = line[digits.endIndex...].drop { $0 == 0x20 || $0 == 0x09 }
        let isExtension = rest.first == UInt8(ascii: ";")
        guard rest.isEmpty && digits.endIndex == line.endIndex || isExtension,
            rest.allSatisfy({ ByteClass.table[Int($0)].contains(.value) })
        else { throw .malformed("a chunk size is followed by something else") }
        return digits.reduce(0) { $0 << 4 | $1.hexValue }
    }

    /// Trailers are read and thrown away; those that would frame or route are refused.
    private func check(trailer line: ArraySlice<UInt8>) throws(RequestError) {
        let name = line.prefix { ByteClass.table[Int($0)].contains(.token) }
        guard !name.isEmpty, name.endIndex < line.endIndex,
            line[name.endIndex] == UInt8(ascii: ":"),
            line.allSatisfy({ ByteClass.table[Int($0)].contains(.value) })
        else { throw .malformed("a trailer is no field") }
        let forbidden = [
            "content-length", "transfer-encoding", "host", "connection", "authorization", "cookie",
            "content-type", "content-encoding", "trailer", "expect",
        ]
        guard !forbidden.contains(where: name.isName) else {
            throw .malformed("a trailer that belongs into the head")
        }
    }
}

extension UInt8 {
    /// The value of a hexadecimal digit.
    var hexValue: Int {
        switch self {
        case 0x30...0x39: Int(self) - 0x30
        case 0x41...0x46: Int(self) - 0x41 + 10
        default: Int(self) - 0x61 + 10
        }
    }
}
