/// One picture of at most 256 colours as GIF89a.
package enum GIF {
    package static let sideMax = 65_535

    /// Encodes one byte a pixel, an index into the palette.
    ///
    /// - Parameters:
    ///   - palette: `0xRRGGBB`, 1 to 256 of them, which no pixel may exceed.
    ///   - transparent: the index that lets the ground shine through; nil for none.
    package static func encode(
        _ pixels: [UInt8],
        width: Int,
        height: Int,
        palette: [UInt32],
        transparent: UInt8?
    ) throws(CodecError) -> [UInt8] {
        precondition(pixels.count == width * height && (1...256).contains(palette.count))
        guard let width = UInt16(exactly: width), let height = UInt16(exactly: height) else {
            throw .beyondLimit(codec: "GIF", limit: "\(sideMax) pixels a side")
        }
        // The palette has 2^bits entries; codes begin with at least two bits.
        let bits = max(1, (palette.count - 1).bitsNeeded)
        var file = Array("GIF89a".utf8) + little(width) + little(height)
        file += [0x80 | UInt8(bits - 1) << 4 | UInt8(bits - 1), 0, 0]
        for index in 0..<(1 << bits) {
            let color = index < palette.count ? palette[index] : 0
            file += [16, 8, 0].map { UInt8(truncatingIfNeeded: color >> UInt32($0)) }
        }
        if let transparent { file += [0x21, 0xF9, 4, 1, 0, 0, transparent, 0] }
        file += [0x2C, 0, 0, 0, 0] + little(width) + little(height) + [0]
        let codeBits = max(2, bits)
        file.append(UInt8(codeBits))
        let codes = compressed(pixels, codeBits: codeBits)
        for start in stride(from: 0, to: codes.count, by: 255) {
            let block = codes[start..<min(start + 255, codes.count)]
            file.append(UInt8(block.count))
            file += block
        }
        return file + [0, 0x3B]
    }

    private static func little(_ number: UInt16) -> [UInt8] {
        [UInt8(truncatingIfNeeded: number), UInt8(truncatingIfNeeded: number >> 8)]
    }

    private static let codesMax = 4096

    /// LZW with codes of growing width, lowest bits first; the table begins anew when it is full.
    private static func compressed(_ pixels: [UInt8], codeBits: Int) -> [UInt8] {
        let clear = 1 << codeBits
        var output = CodeWriter()
        // By a known run and the pixel after it, the longer run; 0 where there is none.
        var longer = [UInt16](repeating: 0, count: codesMax << codeBits)
        var next = clear + 2
        var width = codeBits + 1
        output.write(clear, width)
        guard var run = pixels.first.map(Int.init) else {
            output.write(clear + 1, width)
            return output.finished
        }
        for pixel in pixels.dropFirst() {
            let place = run << codeBits | Int(pixel)
            if longer[place] != 0 {
                run = Int(longer[place])
                continue
            }
            output.write(run, width)
            if next < codesMax {
                longer[place] = UInt16(next)
                next += 1
                if next > 1 << width, width < 12 { width += 1 }
            } else {
                output.write(clear, width)
                for index in longer.indices { longer[index] = 0 }
                next = clear + 2
                width = codeBits + 1
            }
            run = Int(pixel)
        }
        output.write(run, width)
        // A reader has now one entry more, which may make its next code wider.
        if next == 1 << width, width < 12 { width += 1 }
        output.write(clear + 1, width)
        return output.finished
    }
}

/// Codes of any width in a row of bytes, lowest bits first.
private struct CodeWriter {
    private var bytes: [UInt8] = []
    private var pending: UInt32 = 0
    private var pendingBits = 0

    mutating func write(_ code: Int, _ width: Int) {
        pending |= UInt32(code) << UInt32(pendingBits)
        pendingBits += width
        while pendingBits >= 8 {
            bytes.append(UInt8(truncatingIfNeeded: pending))
            pending >>= 8
            pendingBits -= 8
        }
    }

    var finished: [UInt8] {
        pendingBits > 0 ? bytes + [UInt8(truncatingIfNeeded: pending)] : bytes
    }
}

extension Int {
    /// Bits of the number without leading zeros.
    fileprivate var bitsNeeded: Int { Int.bitWidth - leadingZeroBitCount }
}
