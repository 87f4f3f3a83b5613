/// Bytes whose number is known before one of them is made, so that any part of them can be sent.
package protocol ByteContent: Sendable {
    var byteCount: Int { get }
    /// Opens what the bytes come from; each stream has a reader of its own.
    func reader() throws -> any ByteReader
}

/// Makes the bytes of a content; one call at a time, on a thread that may wait.
package protocol ByteReader: Sendable {
    /// The bytes from an offset on: at least one, and as many as are made together.
    ///
    /// - Parameter offset: from 0 to below the content's number of bytes.
    func bytes(from offset: Int) throws -> [UInt8]
}

/// Bytes in memory.
package struct BytesContent: ByteContent, ByteReader {
    private let content: [UInt8]

    package init(_ content: [UInt8]) { self.content = content }

    package var byteCount: Int { content.count }
    package func reader() -> any ByteReader { self }
    package func bytes(from offset: Int) -> [UInt8] { Array(content[offset...]) }
}
