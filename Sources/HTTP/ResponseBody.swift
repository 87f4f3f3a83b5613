/// The body of a response as a value; the worker that holds the connection writes it.
package enum ResponseBody: Sendable {
    case none
    case bytes([UInt8])
    /// Bytes `range` of an open file, sent by the kernel.
    case file(any BodyFile, range: Range<Int>)
    /// Chunks made on demand, until `next` answers nil; their bytes in all where that is known.
    case chunks(any BodyProducer, byteCount: Int?)
}

/// An open file a response may send from; it closes when the last reference goes.
package protocol BodyFile: AnyObject, Sendable {
    var descriptor: Int32 { get }
    var sizeBytes: Int { get }
    /// Whether no disk is waited for, so that a loop may send it by itself.
    var isInMemory: Bool { get }
}

extension BodyFile {
    package var isInMemory: Bool { false }
}

/// Makes the chunks of a streamed body, one call at a time, on a thread that may block.
package protocol BodyProducer: AnyObject, Sendable {
    func next() throws -> [UInt8]?
}
