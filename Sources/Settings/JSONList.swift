/// JSON lists of texts: what OMERO's settings hold where they hold lists.
package enum JSONList {
    /// Longest text of a list that is read.
    package static let bytesMax = 1 << 20

    /// The texts of a list; numbers and truth values are taken as they are written. Nil when it is none.
    package static func texts(_ json: String) -> [String]? {
        guard json.utf8.count <= bytesMax else { return nil }
        var reader = Reader(bytes: Array(json.utf8))
        return reader.list()
    }

    package static func json(_ texts: [String]) -> String {
        "[" + texts.map(quoted).joined(separator: ", ") + "]"
    }

    /// A text as a JSON string.
    package static func quoted(_ text: String) -> String {
        var json = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": json += "\\\""
            case "\\": json += "\\\\"
            case "\n": json += "\\n"
            case "\r": json += "\\r"
            case "\t": json += "\\t"
            case let control where control.value < 0x20:
                let digits = String(control.value, radix: 16)
                json += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: json.unicodeScalars.append(scalar)
            }
        }
        return json + "\""
    }

    private struct Reader {
        let bytes: [UInt8]
        var index = 0

        init(bytes: [UInt8]) { self.bytes = bytes }

        mutating func list() -> [String]? {
            guard take("[") else { return nil }
            var texts: [String] = []
            if take("]") { return isAtEnd ? texts : nil }
            while let text = element() {
                texts.append(text)
                if take("]") { return isAtEnd ? texts : nil }
                guard take(",") else { return nil }
            }
            return nil
        }

        private var isAtEnd: Bool {
            bytes[index...].allSatisfy { " \n\r\t".utf8.contains($0) }
        }

        private mutating func skipBlanks() {
            while index < bytes.count, " \n\r\t".utf8.contains(bytes[index]) { index += 1 }
        }

        private mutating func take(_ character: Character) -> Bool {
            skipBlanks()
            guard index < bytes.count, bytes[index] == character.asciiValue else { return false }
            index += 1
            return true
        }

        /// A string, or a whole value taken as it is written: a number, a truth value, a list, an object.
        private mutating func element() -> String? {
            skipBlanks()
            guard index < bytes.count else { return nil }
            if bytes[index] == UInt8(ascii: "\"") { return string() }
            let start = index
            var depth = 0
            while index < bytes.count {
                let byte = bytes[index]
                if byte == UInt8(ascii: "\"") {
                    if string() == nil { return nil }
                    continue
                }
                if byte == UInt8(ascii: "[") || byte == UInt8(ascii: "{") { depth += 1 }
                if depth == 0 && ",] \n\r\t".utf8.contains(byte) { break }
                if byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}") { depth -= 1 }
                index += 1
            }
            return depth == 0 && index > start
                ? String(validating: bytes[start..<index], as: UTF8.self) : nil
        }

        private mutating func string() -> String? {
            index += 1
            var text: [UInt8] = []
            while index < bytes.count {
                let byte = bytes[index]
                index += 1
                switch byte {
                case UInt8(ascii: "\""): return String(validating: text, as: UTF8.self)
                case UInt8(ascii: "\\"):
                    guard let escaped = escape() else { return nil }
                    text.append(contentsOf: escaped)
                case 0..<0x20: return nil
                default: text.append(byte)
                }
            }
            return nil
        }

        private mutating func escape() -> [UInt8]? {
            guard index < bytes.count else { return nil }
            let byte = bytes[index]
            index += 1
            let plain: [UInt8: UInt8] = [
                0x22: 0x22, 0x5C: 0x5C, 0x2F: 0x2F, 0x62: 0x08, 0x66: 0x0C, 0x6E: 0x0A, 0x72: 0x0D,
                0x74: 0x09,
            ]
            if let character = plain[byte] { return [character] }
            guard byte == UInt8(ascii: "u"), let first = unit() else { return nil }
            var units = [first]
            if UTF16.isLeadSurrogate(first) {
                guard index + 1 < bytes.count, bytes[index] == 0x5C, bytes[index + 1] == 0x75 else {
                    return nil
                }
                index += 2
                guard let second = unit() else { return nil }
                units.append(second)
            }
            return String(validating: units, as: UTF16.self).map { Array($0.utf8) }
        }

        private mutating func unit() -> UInt16? {
            guard index + 4 <= bytes.count else { return nil }
            let digits = String(validating: bytes[index..<(index + 4)], as: UTF8.self)
            index += 4
            return digits.flatMap { UInt16($0, radix: 16) }
        }
    }
}
