/// Reading parts of what was received; all bounds are indexes into the span.
extension Span<UInt8> {
    /// The first index of the range whose byte is not of the class, or the range's end.
    func end(of wanted: UInt8, in range: Range<Int>) -> Int {
        let table = ByteClass.table
        let classes = table.span
        let bytes = extracting(range)
        for index in bytes.indices where classes[Int(bytes[index])] & wanted == 0 {
            return range.lowerBound &+ index
        }
        return range.upperBound
    }

    /// Whether all bytes of the range are of the class.
    func consists(of wanted: UInt8, in range: Range<Int>) -> Bool {
        end(of: wanted, in: range) == range.upperBound
    }

    /// Whether a field value has no control character but tabs (RFC 9110 §5.5).
    ///
    /// The loop runs to its end in any case, so that it is compiled to vector instructions.
    func isFieldValue(in range: Range<Int>) -> Bool {
        let bytes = extracting(range)
        var isControl: UInt8 = 0
        for index in bytes.indices {
            let byte = bytes[index]
            isControl |= (byte < 0x20 ? 1 : 0) & (byte == 0x09 ? 0 : 1) | (byte == 0x7F ? 1 : 0)
        }
        return isControl == 0
    }

    /// The first index of the byte in the range; nil when it is not there.
    func firstIndex(of byte: UInt8, in range: Range<Int>) -> Int? {
        let bytes = extracting(range)
        for index in bytes.indices where bytes[index] == byte { return range.lowerBound &+ index }
        return nil
    }

    /// Whether the range is exactly that word.
    func isText(_ word: String, in range: Range<Int>) -> Bool {
        let utf8 = word.utf8
        let wanted = utf8.span
        guard range.count == wanted.count else { return false }
        for index in 0..<wanted.count where self[range.lowerBound + index] != wanted[index] {
            return false
        }
        return true
    }

    /// Whether the range is that word in any case; the word is given in small letters.
    func isName(_ word: String, in range: Range<Int>) -> Bool {
        let utf8 = word.utf8
        let wanted = utf8.span
        guard range.count == wanted.count else { return false }
        for index in 0..<wanted.count
        where self[range.lowerBound + index].lowercasedASCII != wanted[index] { return false }
        return true
    }

    /// The range without blanks and tabs at its ends (RFC 9110 §5.6.3).
    func trimmed(_ range: Range<Int>) -> Range<Int> {
        var start = range.lowerBound
        var end = range.upperBound
        while start < end, self[start] == 0x20 || self[start] == 0x09 { start += 1 }
        while end > start, self[end - 1] == 0x20 || self[end - 1] == 0x09 { end -= 1 }
        return start..<end
    }

    /// The number that the range is in digits alone; nil when it is none or too large.
    func integer(in range: Range<Int>) -> Int? {
        guard !range.isEmpty else { return nil }
        var number = 0
        for index in range {
            let digit = Int(self[index]) - 0x30
            guard (0...9).contains(digit) else { return nil }
            let (tens, isTooLarge) = number.multipliedReportingOverflow(by: 10)
            let (sum, isTooLargeNow) = tens.addingReportingOverflow(digit)
            if isTooLarge || isTooLargeNow { return nil }
            number = sum
        }
        return number
    }

    /// The text of the range; nil when it is no UTF-8.
    func text(in range: Range<Int>) -> String? {
        do throws(UTF8.ValidationError) {
            return String(copying: try UTF8Span(validating: extracting(range)))
        } catch {
            return nil
        }
    }
}

extension UInt8 {
    /// The small letter of a capital one; any other byte as it is.
    var lowercasedASCII: UInt8 { self >= 0x41 && self <= 0x5A ? self | 0x20 : self }

    /// The value of a hexadecimal digit.
    var hexValue: Int {
        switch self {
        case 0x30...0x39: Int(self) - 0x30
        case 0x41...0x46: Int(self) - 0x41 + 10
        default: Int(self) - 0x61 + 10
        }
    }
}
