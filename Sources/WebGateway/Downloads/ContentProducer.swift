import Archives
import HTTP
import Synchronization

/// A range of a content as the body of a response.
final class ContentProducer: BodyProducer {
    private let reader: any ByteReader
    private let end: Int
    private let position: Mutex<Int>

    /// Small pieces are gathered up to this number of bytes, so that they are few writes.
    private static let blockBytes = 64 << 10

    init(_ reader: any ByteReader, _ range: Range<Int>) {
        self.reader = reader
        end = range.upperBound
        position = Mutex(range.lowerBound)
    }

    /// All that is still to be made.
    func rest() throws -> [UInt8] {
        var bytes: [UInt8] = []
        while let block = try next() { bytes += block }
        return bytes
    }

    func next() throws -> [UInt8]? {
        try position.withLock { position in
            guard position < end else { return nil }
            var bytes = try reader.bytes(from: position)
            while bytes.count < Self.blockBytes, position + bytes.count < end {
                bytes += try reader.bytes(from: position + bytes.count)
            }
            if bytes.count > end - position { bytes.removeLast(bytes.count - (end - position)) }
            position += bytes.count
            return bytes
        }
    }
}
