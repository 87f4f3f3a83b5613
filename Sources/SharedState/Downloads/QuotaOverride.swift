/// Limits that replace those of everybody; nil leaves a limit as it is.
package struct QuotaOverride: Sendable, Equatable {
    /// A limit that is set: a number, or none at all.
    package enum Limit: Sendable, Equatable, Comparable {
        case of(Int)
        case unlimited

        var number: Int? { if case .of(let number) = self { number } else { nil } }
    }

    package var bytes: Limit?
    package var streams: Limit?
    package var bytesPerSecond: Limit?
    package var sizeBytes: Limit?

    package init(
        bytes: Limit? = nil,
        streams: Limit? = nil,
        bytesPerSecond: Limit? = nil,
        sizeBytes: Limit? = nil
    ) {
        self.bytes = bytes
        self.streams = streams
        self.bytesPerSecond = bytesPerSecond
        self.sizeBytes = sizeBytes
    }

    /// Of each kind the largest that anyone sets.
    init(mostGenerousOf overrides: [QuotaOverride]) {
        self.init(
            bytes: overrides.compactMap(\.bytes).max(),
            streams: overrides.compactMap(\.streams).max(),
            bytesPerSecond: overrides.compactMap(\.bytesPerSecond).max(),
            sizeBytes: overrides.compactMap(\.sizeBytes).max()
        )
    }
}

extension DownloadLimits {
    mutating func apply(_ override: QuotaOverride) {
        if let limit = override.bytes { bytes = limit.number }
        if let limit = override.streams { streams = limit.number }
        if let limit = override.bytesPerSecond { bytesPerSecond = limit.number }
        if let limit = override.sizeBytes { sizeBytes = limit.number }
    }
}

extension QuotaOverride {
    private static let version: UInt8 = 1
    private static let unlimited: Int64 = -1
    private static let unset: Int64 = -2

    var stored: [UInt8] {
        var writer = ByteWriter(bytes: [Self.version])
        for limit in [bytes, streams, bytesPerSecond, sizeBytes] {
            switch limit {
            case .of(let number): writer.add(Int64(number))
            case .unlimited: writer.add(Self.unlimited)
            case nil: writer.add(Self.unset)
            }
        }
        return writer.bytes
    }

    /// Nil for another version.
    init?(_ stored: [UInt8]) {
        var reader = ByteReader(stored, from: 1)
        var limits: [Limit?] = []
        guard stored.first == Self.version else { return nil }
        for _ in 0..<4 {
            guard let number = reader.signed() else { return nil }
            switch number {
            case Self.unset: limits.append(nil)
            case Self.unlimited: limits.append(.unlimited)
            default: limits.append(.of(Int(number)))
            }
        }
        self.init(
            bytes: limits[0],
            streams: limits[1],
            bytesPerSecond: limits[2],
            sizeBytes: limits[3]
        )
    }
}
