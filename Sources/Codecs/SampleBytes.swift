/// Samples as bytes: their order, and their way into numbers and back.
package enum SampleBytes {
    /// Bytes in the machine's order as numbers; those that do not fill the last are left out.
    package static func numbers<Number: BitwiseCopyable>(
        _ bytes: [UInt8],
        as type: Number.Type
    ) -> [Number] {
        let stride = MemoryLayout<Number>.stride
        let count = bytes.count / stride
        return unsafe [Number](unsafeUninitializedCapacity: count) { target, initialized in
            unsafe bytes.withUnsafeBytes { source in
                let whole = unsafe UnsafeRawBufferPointer(rebasing: source[..<(count * stride)])
                unsafe UnsafeMutableRawBufferPointer(target).copyMemory(from: whole)
            }
            initialized = count
        }
    }

    /// The bytes of numbers in the machine's order.
    package static func bytes<Number: BitwiseCopyable>(_ numbers: [Number]) -> [UInt8] {
        unsafe numbers.withUnsafeBytes { unsafe [UInt8]($0) }
    }

    /// Turns samples of `width` bytes from the other byte order into ours, or back.
    package static func reverse(_ bytes: inout [UInt8], width: Int) {
        switch width {
        case 2: reverse(&bytes, as: UInt16.self)
        case 4: reverse(&bytes, as: UInt32.self)
        case 8: reverse(&bytes, as: UInt64.self)
        default: return
        }
    }

    private static func reverse<Number: FixedWidthInteger & BitwiseCopyable>(
        _ bytes: inout [UInt8],
        as type: Number.Type
    ) {
        withNumbers(&bytes, as: type) { numbers in
            for index in numbers.indices { numbers[index] = numbers[index].byteSwapped }
        }
    }

    /// Lends bytes as numbers; those that do not fill the last are left out.
    static func withNumbers<Number: FixedWidthInteger & BitwiseCopyable>(
        _ bytes: inout [UInt8],
        as type: Number.Type,
        _ body: (inout MutableSpan<Number>) -> Void
    ) {
        // Arrays are aligned to 16 bytes, so every number is where its type wants it.
        unsafe bytes.withUnsafeMutableBytes { buffer in
            let numbers = unsafe buffer.bindMemory(to: Number.self)
            var span = unsafe MutableSpan(_unsafeElements: numbers)
            body(&span)
            _ = unsafe buffer.bindMemory(to: UInt8.self)
        }
    }

    /// Turns bits, most significant first and rows filled up to whole bytes, into bytes 0 and 1.
    package static func expandBits(_ bytes: [UInt8], width: Int, rows: Int) -> [UInt8] {
        let rowBytes = (width + 7) / 8
        precondition(bytes.count >= rowBytes * rows)
        var output = [UInt8](repeating: 0, count: width * rows)
        for row in 0..<rows {
            for x in 0..<width {
                output[row * width + x] = bytes[row * rowBytes + x / 8] >> UInt8(7 - x % 8) & 1
            }
        }
        return output
    }

    /// Exchanges black and white: the largest value of unsigned samples minus each of them.
    package static func invert(_ bytes: inout [UInt8], mask: UInt8 = 0xFF) {
        for index in bytes.indices { bytes[index] ^= mask }
    }
}
