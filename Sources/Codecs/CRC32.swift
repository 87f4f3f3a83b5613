import CZlib

/// The checksum of zip and PNG (ISO 3309), which grows with the bytes it gets.
package struct CRC32: Sendable, Equatable {
    package private(set) var value: UInt32 = 0

    package init() {}

    package mutating func add(_ bytes: [UInt8]) {
        value = unsafe UInt32(
            truncatingIfNeeded: crc32_z(UInt(value), bytes, bytes.count)
        )
    }
}
