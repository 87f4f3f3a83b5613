/// Run-length coding as TIFF and old drawing programs have it (TIFF 6.0, section 9).
package enum PackBits {
    package static func decode(_ bytes: [UInt8], countMax: Int) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(countMax)
        var index = 0
        while index < bytes.count, output.count < countMax {
            let header = Int8(bitPattern: bytes[index])
            index += 1
            if header >= 0 {
                let end = min(index + Int(header) + 1, bytes.count)
                output.append(contentsOf: bytes[index..<end])
                index = end
            } else if header != -128, index < bytes.count {
                output.append(contentsOf: repeatElement(bytes[index], count: 1 - Int(header)))
                index += 1
            }
        }
        return output.count > countMax ? Array(output[..<countMax]) : output
    }

    /// Encodes runs of three and more as runs, and what lies between as it is.
    package static func encode(_ bytes: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        var index = 0
        var literalStart = 0
        while index < bytes.count {
            let run = runLength(bytes, index)
            if run < 3 {
                index += run
                continue
            }
            appendLiterals(bytes[literalStart..<index], to: &output)
            output += [UInt8(bitPattern: Int8(1 - run)), bytes[index]]
            index += run
            literalStart = index
        }
        appendLiterals(bytes[literalStart...], to: &output)
        return output
    }

    private static func runLength(_ bytes: [UInt8], _ start: Int) -> Int {
        var end = start + 1
        while end < bytes.count, end - start < 128, bytes[end] == bytes[start] { end += 1 }
        return end - start
    }

    private static func appendLiterals(_ bytes: ArraySlice<UInt8>, to output: inout [UInt8]) {
        var rest = bytes
        while !rest.isEmpty {
            let part = rest.prefix(128)
            output.append(UInt8(part.count - 1))
            output += part
            rest = rest.dropFirst(part.count)
        }
    }
}
