/// How much of a request a client may send before it is refused.
package struct RequestLimits: Sendable, Equatable {
    /// Longest request line, without its line end; beyond it 414.
    ///
    /// OMERO's viewers send one entry a channel, so 4 KB are exceeded at about 35 channels.
    package var requestLineBytes = 16 * 1024
    /// Longest single field line; beyond it 431.
    package var fieldLineBytes = 16 * 1024
    /// All field lines together; beyond it 431.
    package var fieldsBytes = 64 * 1024
    /// Number of field lines; beyond it 431.
    package var fieldCount = 100
    /// Longest body after decoding; beyond it 413.
    package var bodyBytes = 1 << 20
    /// Longest bodies of paths that may have larger ones, which go to a file; their length has to be
    /// announced.
    package var uploads: [String: Int] = [:]
    /// Longest line that gives a chunk's size, with its extensions.
    package var chunkLineBytes = 256
    /// All extensions of a chunked body's chunks together; nobody sends any.
    package var chunkExtensionsBytes = 4 * 1024
    /// All trailer lines of a chunked body together, without their ends; beyond it 431.
    package var trailerBytes = 4 * 1024
    /// Empty lines before a request line (RFC 9112 §2.2).
    package var leadingEmptyLines = 2

    package init() {}
}
