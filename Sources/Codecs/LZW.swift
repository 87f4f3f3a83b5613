/// LZW as TIFF has it: codes of 9 to 12 bits, most significant bit first (TIFF 6.0, section 13).
package enum LZW {
    private static let clearCode = 256
    private static let endCode = 257
    private static let codesMax = 4096

    /// Decodes at most `countMax` bytes; what comes beyond is left out.
    package static func decode(_ bytes: [UInt8], countMax: Int) throws(CodecError) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(countMax)
        // Each code is a stretch of the output before: where it starts, how long it is.
        var starts = [Int](repeating: 0, count: codesMax)
        var lengths = [Int](repeating: 0, count: codesMax)
        var nextCode = 258
        var width = 9
        var previous: (start: Int, length: Int)?
        var bits = 0
        var bitCount = 0
        var index = 0
        while output.count < countMax {
            while bitCount < width {
                guard index < bytes.count else { return output }
                bits = bits << 8 & 0xFF_FFFF | Int(bytes[index])
                index += 1
                bitCount += 8
            }
            bitCount -= width
            let code = bits >> bitCount & ((1 << width) - 1)
            if code == endCode { break }
            if code == clearCode {
                nextCode = 258
                width = 9
                previous = nil
                continue
            }
            let start = output.count
            if code < 256 {
                output.append(UInt8(code))
            } else if code < nextCode {
                copy(starts[code], lengths[code], &output, countMax)
            } else if code == nextCode, let previous {
                copy(previous.start, previous.length, &output, countMax)
                if output.count < countMax { output.append(output[previous.start]) }
            } else {
                throw .malformed(codec: "LZW", reason: "undefined code \(code) at byte \(index)")
            }
            if let previous, nextCode < codesMax {
                // The stretch of the code before, and the first byte of this one, which follows it.
                starts[nextCode] = previous.start
                lengths[nextCode] = previous.length + 1
                nextCode += 1
            }
            previous = (start, output.count - start)
            // TIFF's encoder widens one code early.
            if nextCode + 1 >= 1 << width && width < 12 { width += 1 }
        }
        return output
    }

    private static func copy(
        _ start: Int,
        _ length: Int,
        _ output: inout [UInt8],
        _ countMax: Int
    ) {
        let end = start + min(length, max(0, countMax - output.count))
        var position = start
        while position < end {
            output.append(output[position])
            position += 1
        }
    }
}

extension LZW {
    /// Encodes as TIFF asks for it: a clear code first, and again before the table is full.
    package static func encode(_ bytes: [UInt8]) -> [UInt8] {
        var output = CodeWriter()
        output.write(clearCode)
        guard var prefix = bytes.first.map({ Int($0) }) else {
            output.write(endCode)
            return output.finished()
        }
        var table = CodeTable()
        for byte in bytes.dropFirst() {
            if let longer = table.code(prefix, byte) {
                prefix = longer
                continue
            }
            output.write(prefix)
            prefix = Int(byte)
            if table.nextCode >= 1 << output.width { output.width += 1 }
            if table.nextCode == codesMax - 2 {
                output.write(clearCode)
                output.width = 9
                table = CodeTable()
            }
        }
        output.write(prefix)
        // The decoder has one entry more by now.
        if table.nextCode + 1 >= 1 << output.width && output.width < 12 { output.width += 1 }
        output.write(endCode)
        return output.finished()
    }
}

/// The codes of an encoder: what follows a code, by byte, as chains of siblings.
private struct CodeTable {
    private var firstChild = [Int](repeating: 0, count: 4096)
    private var sibling = [Int](repeating: 0, count: 4096)
    private var byte = [UInt8](repeating: 0, count: 4096)
    private(set) var nextCode = 258

    /// The code of a code followed by a byte; where there is none it is made, and nil returned.
    mutating func code(_ prefix: Int, _ following: UInt8) -> Int? {
        var child = firstChild[prefix]
        while child != 0 {
            if byte[child] == following { return child }
            child = sibling[child]
        }
        byte[nextCode] = following
        sibling[nextCode] = firstChild[prefix]
        firstChild[prefix] = nextCode
        nextCode += 1
        return nil
    }
}

/// Codes packed most significant bit first.
private struct CodeWriter {
    var width = 9
    private var output: [UInt8] = []
    private var bits = 0
    private var bitCount = 0

    mutating func write(_ code: Int) {
        bits = bits << width | code
        bitCount += width
        while bitCount >= 8 {
            bitCount -= 8
            output.append(UInt8(bits >> bitCount & 0xFF))
        }
        bits &= (1 << bitCount) - 1
    }

    func finished() -> [UInt8] {
        bitCount > 0 ? output + [UInt8(bits << (8 - bitCount) & 0xFF)] : output
    }
}
