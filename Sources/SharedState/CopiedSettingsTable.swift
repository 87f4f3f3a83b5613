import LMDB

/// Rendering settings that visitors copied and may paste: one text for each session.
///
/// Keyed like the sessions, by a hash of the token. A text goes when another takes its place, when
/// no session can be as old any more, or when there are too many.
package final class CopiedSettingsTable: Sendable {
    private let environment: Environment
    private let table: Table
    private let rowsMax: Int
    private let ageSeconds: Double

    /// Longest text that is kept.
    package static let bytesMax = 8192
    /// Room that a row takes, since long values fill whole pages.
    private static let rowBytes = 3 * 4096

    /// The texts take a sixteenth of the environment, so that they leave sessions theirs.
    init(_ environment: Environment, _ configuration: SharedStateConfiguration) throws {
        self.environment = environment
        table = try environment.table("copied_settings")
        rowsMax = max(1, configuration.durableBytes / 16 / Self.rowBytes)
        ageSeconds = configuration.sessionAgeSeconds
    }

    /// Keeps a text in the place of the session's last one; false when it is too long.
    package func keep(_ text: String, _ token: String, atSeconds now: Int) throws -> Bool {
        guard text.utf8.count <= Self.bytesMax else { return false }
        let key = SecretToken.key(token)
        var writer = ByteWriter()
        writer.add(Int64(now))
        writer.add(text)
        try environment.write { transaction in
            if try transaction.count(table) >= rowsMax, try transaction.value(table, key) == nil {
                var rows: [(key: [UInt8], seconds: Int)] = []
                try transaction.scan(table) { key, value in
                    rows.append((key, Row(value)?.keptSeconds ?? 0))
                    return true
                }
                for row in Self.dispensable(rows, olderThan: now - Int(ageSeconds)) {
                    _ = try transaction.delete(table, row)
                }
            }
            try transaction.put(table, key, writer.bytes)
        }
        return true
    }

    /// Those that no session can have any more, else the oldest one.
    private static func dispensable(
        _ rows: [(key: [UInt8], seconds: Int)],
        olderThan limit: Int
    ) -> [[UInt8]] {
        let dead = rows.filter { $0.seconds < limit }.map(\.key)
        if !dead.isEmpty { return dead }
        return rows.min { $0.seconds < $1.seconds }.map { [$0.key] } ?? []
    }

    /// What the session copied last; nil when it copied nothing.
    package func text(_ token: String) throws -> String? {
        let key = SecretToken.key(token)
        return try environment.read { try $0.value(table, key) }.flatMap { Row($0)?.text }
    }

    private struct Row {
        let keptSeconds: Int
        let text: String

        init?(_ bytes: [UInt8]) {
            var reader = ByteReader(bytes)
            guard let seconds = reader.signed(), let text = reader.text() else { return nil }
            keptSeconds = Int(seconds)
            self.text = text
        }
    }
}
