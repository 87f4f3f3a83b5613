import Kernel
import LMDB
import Secrets
import Synchronization
package import Telemetry

/// The numbers of all workers, living and gone.
///
/// Each living worker has a row, which it writes whole a few times a second. When it ends, the row
/// is added to the archive and removed in one transaction, so totals never fall and rows stay few.
package final class MetricsStore: Sendable {
    private let environment: Environment
    private let rows: Table
    private let archive: Table
    /// Names of the series of each program, by the hash that rows carry.
    private let schemas: Table
    private let written = Mutex<[RowID: Written]>([:])

    /// What this process knows of a row it writes.
    private struct Written {
        var schema: [UInt8]
        var owner: ProcessIdentity
        /// Numbers that the archive has already, because the row was folded while we lived.
        var archived: [UInt64]
        /// Numbers in the row; nil before it is written first.
        var inRow: [UInt64]?
    }

    init(_ environment: Environment) throws {
        self.environment = environment
        rows = try environment.table("metric_rows")
        archive = try environment.table("metric_archive")
        schemas = try environment.table("metric_schemas")
    }

    /// Names one worker for ever: the start of its master, and its number since.
    package struct RowID: Sendable, Hashable {
        package var masterStartNanoseconds: Int64
        package var serial: Int

        package init(masterStartNanoseconds: Int64, serial: Int) {
            self.masterStartNanoseconds = masterStartNanoseconds
            self.serial = serial
        }

        var bytes: [UInt8] {
            var writer = ByteWriter()
            writer.add(masterStartNanoseconds)
            writer.add(Int64(serial))
            return writer.bytes
        }
    }

    /// Writes a worker's row; one thread of the worker's own process does.
    package func flush(_ metrics: WorkerMetrics, pool: String, process: Int32, _ id: RowID) throws {
        let values = metrics.values
        let known = try written.withLock { try $0[id] ?? Self.firstWriting(metrics, process) }
        let now = try environment.write { transaction in
            // A copy, since all this runs again when the room for it was found late.
            var mine = known
            if try transaction.value(schemas, mine.schema) == nil {
                try transaction.put(schemas, mine.schema, Array(metrics.schema.utf8))
            }
            if let inRow = mine.inRow, try transaction.value(rows, id.bytes) == nil {
                // Somebody took us for dead: what the row had is in the archive now.
                mine.archived = zip(mine.archived, inRow).map { $0 &+ $1 }
            }
            let rest = zip(values, mine.archived).map { $0 &- $1 }
            let row = MetricsRow(schema: mine.schema, owner: mine.owner, pool: pool, values: rest)
            try transaction.put(rows, id.bytes, row.bytes)
            mine.inRow = rest
            return mine
        }
        written.withLock { $0[id] = now }
    }

    private static func firstWriting(
        _ metrics: WorkerMetrics,
        _ process: Int32
    ) throws -> Written {
        Written(
            schema: Secrets.hash(Array(metrics.schema.utf8)),
            owner: try ProcessIdentity(living: process)
                ?? ProcessIdentity(process: process, startTicks: 0),
            archived: [UInt64](repeating: 0, count: metrics.series.count),
            inRow: nil
        )
    }

    /// Adds the row of a worker that ended to the archive; again has no effect.
    package func fold(_ id: RowID) throws { try fold([id.bytes]) }

    /// Adds the rows of all workers whose processes are gone.
    package func foldDead() throws {
        var dead: [[UInt8]] = []
        try environment.read { transaction in
            try transaction.scan(rows) { key, value in
                guard let owner = MetricsRow(value)?.owner else { return true }
                if try ProcessIdentity(living: owner.process) != owner { dead.append(key) }
                return true
            }
        }
        try fold(dead)
    }

    private func fold(_ keys: [[UInt8]]) throws {
        guard !keys.isEmpty else { return }
        try environment.write { transaction in
            for key in keys {
                guard let value = try transaction.value(rows, key), let row = MetricsRow(value)
                else { continue }
                try addToArchive(row, transaction)
                try transaction.delete(rows, key)
            }
        }
    }

    private func addToArchive(_ row: MetricsRow, _ transaction: borrowing WriteTransaction) throws {
        guard let names = try transaction.value(schemas, row.schema) else { return }
        for (name, value) in zip(names.split(separator: 0x0A), row.values) where value > 0 {
            guard let series = MetricSeries(text: String(decoding: name, as: UTF8.self)) else {
                continue
            }
            try add(Double(value), to: series.of(pool: row.pool), transaction)
        }
    }

    /// Counts something the master itself saw.
    package func count(_ series: MetricSeries, by amount: Double = 1) throws {
        try environment.write { try add(amount, to: series, $0) }
    }

    private func add(
        _ amount: Double,
        to series: MetricSeries,
        _ transaction: borrowing WriteTransaction
    ) throws {
        let text = Array(series.text.utf8)
        // Keys are short; the name itself lies in the value.
        let key = Secrets.hash(text)
        var total = amount
        if let old = try transaction.value(archive, key) {
            var reader = ByteReader(old)
            total += reader.double() ?? 0
        }
        var writer = ByteWriter()
        writer.add(total)
        try transaction.put(archive, key, writer.bytes + text)
    }

    /// All numbers, copied out of one consistent state.
    package func snapshot() throws -> MetricSnapshot {
        var rowValues: [[UInt8]] = []
        var archived: [[UInt8]] = []
        var schemaNames: [[UInt8]: [UInt8]] = [:]
        try environment.read { transaction in
            try transaction.scan(rows) { _, value in
                rowValues.append(value)
                return true
            }
            try transaction.scan(archive) { _, value in
                archived.append(value)
                return true
            }
            try transaction.scan(schemas) { key, value in
                schemaNames[key] = value
                return true
            }
        }
        var snapshot = MetricSnapshot()
        for value in archived { Self.add(archived: value, to: &snapshot) }
        let names = schemaNames.mapValues { names in
            names.split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) }
        }
        for row in rowValues.compactMap(MetricsRow.init) {
            Self.add(row, named: names[row.schema] ?? [], to: &snapshot)
        }
        return snapshot
    }

    private static func add(archived value: [UInt8], to snapshot: inout MetricSnapshot) {
        var reader = ByteReader(value)
        let name = String(decoding: value.dropFirst(8), as: UTF8.self)
        guard let total = reader.double(), let series = MetricSeries(text: name) else { return }
        snapshot.add(series, total)
    }

    private static func add(
        _ row: MetricsRow,
        named names: [String],
        to snapshot: inout MetricSnapshot
    ) {
        for (name, value) in zip(names, row.values) where value > 0 {
            guard let series = MetricSeries(text: name) else { continue }
            snapshot.add(series.of(pool: row.pool), Double(value))
        }
    }

    /// Rows of workers that are not folded.
    package func rowCount() throws -> Int {
        try environment.read { transaction in
            var count = 0
            try transaction.scan(rows) { _, _ in
                count += 1
                return true
            }
            return count
        }
    }
}
