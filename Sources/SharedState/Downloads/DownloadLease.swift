/// What one stream has reserved of its user's quota: a row beside the account.
struct DownloadLease: Equatable {
    /// The process that sends the stream; nil while it moves from one to another.
    var owner: ProcessIdentity?
    /// When it was last written, in seconds since 1970.
    var changedSeconds: Int
    /// Bytes that may be sent, or were sent and are not settled.
    var leased = 0
    /// Bytes the stream was told it would get later.
    var promised = 0

    private static let version: UInt8 = 1

    init(owner: ProcessIdentity?, changedSeconds: Int) {
        self.owner = owner
        self.changedSeconds = changedSeconds
    }

    var bytes: [UInt8] {
        var writer = ByteWriter(bytes: [Self.version])
        writer.add(Int64(owner?.process ?? 0))
        writer.add(owner?.startTicks ?? 0)
        for number in [changedSeconds, leased, promised] { writer.add(Int64(number)) }
        return writer.bytes
    }

    /// Nil for another version.
    init?(_ bytes: [UInt8]) {
        var reader = ByteReader(bytes, from: 1)
        guard bytes.first == Self.version, let process = reader.signed(),
            let ticks = reader.number(), let changed = reader.signed(),
            let leased = reader.signed(), let promised = reader.signed()
        else { return nil }
        owner =
            process == 0
            ? nil
            : ProcessIdentity(process: Int32(truncatingIfNeeded: process), startTicks: ticks)
        changedSeconds = Int(changed)
        self.leased = Int(leased)
        self.promised = Int(promised)
    }
}
