import LMDB

/// Tokens that let somebody set a new password: each once, for half an hour.
///
/// Keyed by hashes, so whoever reads the table can set none. A token is for the password that was
/// there when it was made: once that has changed by whatever way, it is worth nothing.
package final class ResetTokenTable: Sendable {
    private let environment: Environment
    private let table: Table

    package static let lifeSeconds = 1800
    /// Tokens kept at once; beyond, those that are over give way, or nobody gets one.
    package static let rowsMax = 1000

    init(_ environment: Environment) throws {
        self.environment = environment
        table = try environment.table("reset_tokens")
    }

    /// Makes a token: 256 random bits as hexadecimal text; nil when too many are waiting.
    ///
    /// The user's tokens of before are worth nothing from now on.
    package func create(userID: Int, passwordHash: String, atSeconds now: Int) throws -> String? {
        let token = SecretToken.make()
        let row = Row(userID: userID, createdSeconds: now, password: Self.mark(passwordHash))
        let isKept = try environment.write { transaction in
            var dead: [[UInt8]] = []
            try transaction.scan(table) { key, value in
                let other = Row(value)
                if other?.userID == userID || other?.isOver(at: now) ?? true { dead.append(key) }
                return true
            }
            for key in dead { try transaction.delete(table, key) }
            guard try transaction.count(table) < Self.rowsMax else { return false }
            try transaction.put(table, SecretToken.key(token), row.bytes)
            return true
        }
        return isKept ? token : nil
    }

    /// Whose password a token sets; nil for one that is over or was never made.
    package func userID(of token: String, atSeconds now: Int) throws -> Int? {
        let value = try environment.read { try $0.value(table, SecretToken.key(token)) }
        guard let row = value.flatMap(Row.init), !row.isOver(at: now) else { return nil }
        return row.userID
    }

    /// Uses a token up; false when it is over, was used, or was for another password.
    package func take(_ token: String, passwordHash: String, atSeconds now: Int) throws -> Bool {
        try environment.write { transaction in
            guard let value = try transaction.value(table, SecretToken.key(token)),
                let row = Row(value)
            else { return false }
            _ = try transaction.delete(table, SecretToken.key(token))
            return !row.isOver(at: now) && row.password == Self.mark(passwordHash)
        }
    }

    /// Tells two passwords' hashes apart without being one.
    private static func mark(_ passwordHash: String) -> String {
        SecretToken.hexadecimal(SecretToken.key(passwordHash))
    }

    private struct Row {
        let userID: Int
        let createdSeconds: Int
        let password: String

        private static let version: UInt8 = 1

        init(userID: Int, createdSeconds: Int, password: String) {
            self.userID = userID
            self.createdSeconds = createdSeconds
            self.password = password
        }

        init?(_ bytes: [UInt8]) {
            var reader = ByteReader(bytes, from: 1)
            guard bytes.first == Self.version, let user = reader.signed(),
                let created = reader.signed(), let password = reader.text()
            else { return nil }
            self.init(userID: Int(user), createdSeconds: Int(created), password: password)
        }

        var bytes: [UInt8] {
            var writer = ByteWriter(bytes: [Self.version])
            writer.add(Int64(userID))
            writer.add(Int64(createdSeconds))
            writer.add(password)
            return writer.bytes
        }

        func isOver(at now: Int) -> Bool { now - createdSeconds > ResetTokenTable.lifeSeconds }
    }
}
