import CVectors

/// Writes the scan of a JPEG, of pictures with chromas of half their resolution, as libjpeg-turbo does
/// with its fast transform: byte for byte the same, in two fifths of the time.
package struct ScanEncoder: Sendable {
    /// One.
    private let tables: [cvectors_scan_tables]

    /// Whether this processor has the instructions: those of AVX-512 VBMI2.
    package static let isSupported = cvectors_encodes_scans()

    /// Nil without the instructions, and when tables lack a step or a code.
    ///
    /// - Parameters:
    ///   - steps: 64 of luma and as many of chromas, in zigzag order.
    ///   - firstCodes: of each block's first coefficient, for luma and for chromas, as a JPEG has
    ///     them: sixteen counts by length, then a symbol for each.
    ///   - followingCodes: of all others.
    package init?(steps: [[UInt8]], firstCodes: [[UInt8]], followingCodes: [[UInt8]]) {
        guard Self.isSupported, steps.count == 2, firstCodes.count == 2, followingCodes.count == 2,
            steps.allSatisfy({ $0.count == 64 }), firstCodes.allSatisfy(Self.isWhole),
            followingCodes.allSatisfy(Self.isWhole)
        else { return nil }
        var tables = cvectors_scan_tables()
        let isComplete =
            unsafe cvectors_set_divisors(steps[0], &tables.divisors.0)
            && cvectors_set_divisors(steps[1], &tables.divisors.1)
            && cvectors_set_codes(firstCodes[0], followingCodes[0], &tables.codes.0)
            && cvectors_set_codes(firstCodes[1], followingCodes[1], &tables.codes.1)
        guard isComplete else { return nil }
        self.tables = [tables]
    }

    private static func isWhole(_ codes: [UInt8]) -> Bool {
        codes.count >= 16 && codes.count == 16 + codes[..<16].reduce(0) { $0 + Int($1) }
    }

    /// The picture with its header, its scan and the marker of its end; nil when its scan has more
    /// bytes than it has samples.
    package func encode(_ picture: SubsampledPicture, after header: [UInt8]) -> [UInt8]? {
        let end: [UInt8] = [0xFF, 0xD9]
        // Beside its samples, some bytes for pictures of few pixels.
        let room = picture.bytes.count + 1024
        let count = header.count + room + end.count
        let encoded = unsafe [UInt8](unsafeUninitializedCapacity: count) { target, written in
            _ = unsafe target.update(fromContentsOf: header)
            guard let start = target.baseAddress else { return }
            let scan = unsafe write(picture, start + header.count, room)
            guard scan > 0 else { return }
            written = header.count + scan + end.count
            for (place, byte) in end.enumerated() {
                unsafe target[header.count + scan + place] = byte
            }
        }
        return encoded.isEmpty ? nil : encoded
    }

    @unsafe private func write(
        _ picture: SubsampledPicture,
        _ target: UnsafeMutablePointer<UInt8>,
        _ room: Int
    ) -> Int {
        let scratch = cvectors_scan_scratch(picture.width)
        return unsafe withUnsafeTemporaryAllocation(of: Int16.self, capacity: scratch) { scratch in
            guard let scratch = scratch.baseAddress else { return 0 }
            return unsafe picture.bytes.withUnsafeBufferPointer { bytes in
                var planes = unsafe cvectors_picture(
                    planes: bytes.baseAddress,
                    width: picture.width,
                    height: picture.height
                )
                return unsafe cvectors_encode_scan(&planes, tables, scratch, target, room)
            }
        }
    }
}
