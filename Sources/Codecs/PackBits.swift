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
}
