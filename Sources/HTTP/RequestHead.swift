/// A request head while its lines arrive.
///
/// It is given the same bytes again with more behind them, and goes on where it stopped.
struct RequestHead {
    private(set) var line = RequestLine()
    private(set) var framing = MessageFraming()
    private(set) var places: [RequestFields.Place] = []
    private var hasLine = false
    /// Start of the line being read; of what follows the head in the end.
    private(set) var lineStart = 0
    /// Bytes before this index hold no end of the line being read.
    private var scanned = 0
    private var emptyLines = 0
    private var fieldCount = 0
    private var fieldsBytes = 0

    /// Fields a browser sends; the array of places is made for them at once.
    private static let usualFieldCount = 16

    init() {}

    /// Whether a byte of the request itself came, as opposed to empty lines before it.
    var hasBegun: Bool { hasLine }

    /// Reads what lines there are and answers whether the head is whole.
    mutating func read(
        _ bytes: Span<UInt8>,
        _ limits: RequestLimits
    ) throws(RequestError) -> Bool {
        while let range = try nextLine(bytes, limits) {
            if hasLine {
                if range.isEmpty { return true }
                try readField(bytes, range, limits)
            } else if range.isEmpty {
                emptyLines += 1
                guard emptyLines <= limits.leadingEmptyLines else {
                    throw .malformed("empty lines instead of a request")
                }
            } else {
                line = try RequestLine(bytes, range)
                hasLine = true
                places.reserveCapacity(Self.usualFieldCount)
            }
        }
        return false
    }

    /// The next whole line, without its end.
    private mutating func nextLine(
        _ bytes: Span<UInt8>,
        _ limits: RequestLimits
    ) throws(RequestError) -> Range<Int>? {
        let limit = hasLine ? limits.fieldLineBytes : limits.requestLineBytes
        let tooLong = lineStart + limit + 2
        let stop = min(bytes.count, tooLong)
        guard let end = bytes.firstIndex(of: 0x0A, in: scanned..<stop) else {
            scanned = stop
            if stop < tooLong { return nil }
            throw hasLine
                ? .fieldsTooLarge(limit: "\(limit) bytes a field")
                : .requestLineTooLong(limitBytes: limit)
        }
        guard end > lineStart, bytes[end - 1] == 0x0D else {
            throw .malformed("a line ends without CR")
        }
        let range = lineStart..<(end - 1)
        lineStart = end + 1
        scanned = lineStart
        return range
    }

    private mutating func readField(
        _ bytes: Span<UInt8>,
        _ range: Range<Int>,
        _ limits: RequestLimits
    ) throws(RequestError) {
        fieldsBytes += range.count + 2
        fieldCount += 1
        guard fieldsBytes <= limits.fieldsBytes else {
            throw .fieldsTooLarge(limit: "\(limits.fieldsBytes) bytes")
        }
        guard fieldCount <= limits.fieldCount else {
            throw .fieldsTooLarge(limit: "\(limits.fieldCount) fields")
        }
        let plainEnd = bytes.end(of: ByteClass.fieldName, in: range)
        let nameEnd = bytes.end(of: ByteClass.token, in: plainEnd..<range.upperBound)
        let name = range.lowerBound..<nameEnd
        guard !name.isEmpty, nameEnd < range.upperBound, bytes[nameEnd] == UInt8(ascii: ":")
        else { throw .malformed("a field line has no name, or a blank before the colon") }
        let value = bytes.trimmed((nameEnd + 1)..<range.upperBound)
        guard bytes.isFieldValue(in: value) else {
            throw .malformed("a field value has a control character")
        }
        // Front servers map such names to the same variable as the one with a dash.
        if plainEnd < nameEnd { return }
        places.append(RequestFields.Place(name: name, value: value))
        try framing.note(bytes, name: name, value: value, line: line)
    }
}
