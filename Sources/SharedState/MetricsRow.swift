/// The numbers of one worker, in the order that its schema names them.
struct MetricsRow: Equatable {
    /// Hash of the names.
    var schema: [UInt8]
    var owner: ProcessIdentity
    var pool: String
    var values: [UInt64]

    private static let hashBytes = 32

    init(schema: [UInt8], owner: ProcessIdentity, pool: String, values: [UInt64]) {
        self.schema = schema
        self.owner = owner
        self.pool = pool
        self.values = values
    }

    var bytes: [UInt8] {
        var writer = ByteWriter(bytes: schema)
        writer.bytes.reserveCapacity(Self.hashBytes + 64 + values.count * 8)
        writer.add(Int64(owner.process))
        writer.add(owner.startTicks)
        writer.add(pool)
        for value in values { writer.add(value) }
        return writer.bytes
    }

    init?(_ bytes: [UInt8]) {
        guard bytes.count > Self.hashBytes else { return nil }
        var reader = ByteReader(bytes, from: Self.hashBytes)
        guard let process = reader.signed(), let ticks = reader.number(), let pool = reader.text()
        else { return nil }
        schema = Array(bytes[..<Self.hashBytes])
        owner = ProcessIdentity(process: Int32(truncatingIfNeeded: process), startTicks: ticks)
        self.pool = pool
        values = []
        while let value = reader.number() { values.append(value) }
    }
}
