import Kernel
import LMDB
import Secrets
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

    /// Writes a worker's row.
    package func flush(_ metrics: WorkerMetrics, pool: String, process: Int32, _ id: RowID) throws {
        let names = metrics.series.map(\.text).joined(separator: "\n")
        let hash = Secrets.hash(Array(names.utf8))
        var writer = ByteWriter(bytes: hash)
        writer.add(Int64(process))
        writer.add(pool)
        for value in metrics.values { writer.add(value) }
        try environment.write { transaction in
            if try transaction.value(schemas, hash) == nil {
                try transaction.put(schemas, hash, Array(names.utf8))
            }
            try transaction.put(rows, id.bytes, writer.bytes)
        }
    }

    /// Adds the row of a worker that ended to the archive; again has no effect.
    package func fold(_ id: RowID) throws {
        try fold { _, key in key == id.bytes }
    }

    /// Adds the rows of all workers whose processes are gone.
    package func foldDead() throws {
        try fold { process, _ in !Signal.reaches(process) }
    }

    private func fold(where isDue: (Int32, [UInt8]) -> Bool) throws {
        try environment.write { transaction in
            var due: [([UInt8], Row)] = []
            try transaction.scan(rows) { key, value in
                if let row = Row(value), isDue(row.process, key) { due.append((key, row)) }
                return true
            }
            for (key, row) in due {
                try addToArchive(row, transaction)
                try transaction.delete(rows, key)
            }
        }
    }

    private func addToArchive(
        _ row: Row,
        _ transaction: borrowing WriteTransaction
    ) throws {
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
        for value in archived {
            var reader = ByteReader(value)
            let name = String(decoding: value.dropFirst(8), as: UTF8.self)
            if let total = reader.double(), let series = MetricSeries(text: name) {
                snapshot.add(series, total)
            }
        }
        for row in rowValues.compactMap(Row.init) {
            let names = schemaNames[row.schema]?.split(separator: 0x0A) ?? []
            for (name, value) in zip(names, row.values) where value > 0 {
                let text = String(decoding: name, as: UTF8.self)
                if let series = MetricSeries(text: text) {
                    snapshot.add(series.of(pool: row.pool), Double(value))
                }
            }
        }
        return snapshot
    }

    private struct Row {
        var schema: [UInt8]
        var process: Int32
        var pool: String
        var values: [UInt64] = []

        init?(_ bytes: [UInt8]) {
            guard bytes.count > 32 else { return nil }
            schema = Array(bytes[..<32])
            var reader = ByteReader(bytes, from: 32)
            guard let process = reader.signed(), let pool = reader.text() else { return nil }
            self.process = Int32(truncatingIfNeeded: process)
            self.pool = pool
            while let value = reader.number() { values.append(value) }
        }
    }
}
