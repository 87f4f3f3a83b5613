import CVectors

/// Loops over the components of a picture.
package enum ByteVectors {
    /// Adds bytes to the first of the sums, which end at 255.
    package static func add(_ bytes: Span<UInt8>, to sums: inout MutableSpan<UInt8>) {
        unsafe withPointers(bytes, &sums) { unsafe cvectors_add($0, $1, $2) }
    }

    /// As `add`, of each byte times `factor` / 65,536.
    package static func add(
        _ bytes: Span<UInt8>,
        times factor: UInt16,
        to sums: inout MutableSpan<UInt8>
    ) {
        unsafe withPointers(bytes, &sums) { unsafe cvectors_add_share($0, $1, factor, $2) }
    }

    /// Adds to the first of three sums what a table has for each byte; they end at 255.
    ///
    /// - Parameter table: 256 words: red the lowest byte, then green, then blue.
    package static func add(
        _ bytes: Span<UInt8>,
        through table: [UInt32],
        to red: inout MutableSpan<UInt8>,
        _ green: inout MutableSpan<UInt8>,
        _ blue: inout MutableSpan<UInt8>
    ) {
        precondition(table.count == 256)
        precondition(green.count >= bytes.count && blue.count >= bytes.count)
        unsafe green.withUnsafeMutableBufferPointer { green in
            unsafe blue.withUnsafeMutableBufferPointer { blue in
                guard let green = green.baseAddress, let blue = blue.baseAddress else { return }
                unsafe withPointers(bytes, &red) { bytes, count, red in
                    unsafe cvectors_add_table(bytes, count, table, red, green, blue)
                }
            }
        }
    }

    /// Words of three bytes each: red the lowest, then green, then blue; the highest is 0.
    package static func interleave(
        _ red: Span<UInt8>,
        _ green: Span<UInt8>,
        _ blue: Span<UInt8>,
        into words: inout MutableSpan<UInt32>
    ) {
        precondition(green.count == red.count && blue.count == red.count)
        unsafe withPointers(red, &words) { red, count, words in
            unsafe green.withUnsafeBufferPointer { green in
                unsafe blue.withUnsafeBufferPointer { blue in
                    guard let green = green.baseAddress, let blue = blue.baseAddress else { return }
                    unsafe cvectors_interleave(red, green, blue, count, words)
                }
            }
        }
    }
}
