import Secrets

/// Names one stream of a user, in all processes.
package struct StreamKey: Sendable, Hashable {
    package let subject: RateLimitSubject
    /// Random bits that no other stream has.
    let serial: UInt64

    init(of subject: RateLimitSubject) {
        self.subject = subject
        serial = Secrets.randomBytes(8).reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// The subject's bytes first, so that the streams of one user lie together.
    var bytes: [UInt8] {
        var writer = ByteWriter(bytes: subject.bytes)
        writer.add(serial)
        return writer.bytes
    }

    init?(_ bytes: [UInt8]) {
        guard bytes.count >= 9, let subject = RateLimitSubject(bytes.dropLast(8)) else {
            return nil
        }
        var reader = ByteReader(bytes, from: bytes.count - 8)
        guard let serial = reader.number() else { return nil }
        self.subject = subject
        self.serial = serial
    }
}

extension RateLimitSubject {
    /// Reads what `bytes` writes.
    init?(_ bytes: ArraySlice<UInt8>) {
        var reader = ByteReader(Array(bytes), from: 1)
        switch (bytes.first, bytes.count) {
        case (0, 1): self = .local
        case (1, 9): self = .user(Int(reader.signed() ?? 0))
        case (4, 9): self = .ipv4(UInt32(truncatingIfNeeded: reader.number() ?? 0))
        case (6, 9): self = .ipv6Network(reader.number() ?? 0)
        default: return nil
        }
    }
}
