/// Bytes as they lie in a file, read as numbers of the machine.
package enum SampleBytes {
    /// Numbers of any width; bytes that do not fill the last are left out.
    package static func integers<Number: FixedWidthInteger & BitwiseCopyable>(
        _ bytes: [UInt8],
        isBigEndian: Bool,
        as type: Number.Type
    ) -> [Number] {
        let count = bytes.count / MemoryLayout<Number>.stride
        var numbers = unsafe [Number](unsafeUninitializedCapacity: count) { target, initialized in
            unsafe bytes.withUnsafeBytes { source in
                unsafe UnsafeMutableRawBufferPointer(target)
                    .copyMemory(from: UnsafeRawBufferPointer(rebasing: source[..<(count * MemoryLayout<Number>.stride)]))
            }
            initialized = count
        }
        if isBigEndian { swapBytes(&numbers) }
        return numbers
    }

    /// Turns numbers of the other byte order into ours.
    package static func swapBytes<Number: FixedWidthInteger>(_ numbers: inout [Number]) {
        for index in numbers.indices { numbers[index] = numbers[index].byteSwapped }
    }

    /// The bytes of numbers, least significant first.
    package static func littleEndian<Number: FixedWidthInteger & BitwiseCopyable>(
        _ numbers: [Number]
    ) -> [UInt8] {
        unsafe numbers.withUnsafeBytes { unsafe [UInt8]($0) }
    }
}
