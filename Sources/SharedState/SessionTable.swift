import LMDB
import Secrets

/// What is known of a visitor who logged in.
///
/// Times are in seconds since 1970.
package struct SessionRecord: Sendable, Equatable {
    package var userID: Int
    package var groupID: Int
    package var createdSeconds: Int
    package var lastSeenSeconds: Int
    /// What forms of this session have to bring back.
    package var csrfToken: String

    private static let version: UInt8 = 1

    package init(
        userID: Int,
        groupID: Int,
        createdSeconds: Int,
        lastSeenSeconds: Int,
        csrfToken: String
    ) {
        self.userID = userID
        self.groupID = groupID
        self.createdSeconds = createdSeconds
        self.lastSeenSeconds = lastSeenSeconds
        self.csrfToken = csrfToken
    }

    var bytes: [UInt8] {
        var writer = ByteWriter(bytes: [Self.version])
        for number in [userID, groupID, createdSeconds, lastSeenSeconds] {
            writer.add(Int64(number))
        }
        writer.add(csrfToken)
        return writer.bytes
    }

    init?(_ bytes: [UInt8]) {
        var reader = ByteReader(bytes, from: 1)
        guard bytes.first == Self.version, let user = reader.signed(), let group = reader.signed(),
            let created = reader.signed(), let seen = reader.signed(), let token = reader.text()
        else { return nil }
        self.init(
            userID: Int(user),
            groupID: Int(group),
            createdSeconds: Int(created),
            lastSeenSeconds: Int(seen),
            csrfToken: token
        )
    }
}

/// The sessions of all visitors, in a durable table that every worker reads.
///
/// The table is keyed by a hash of the token in the cookie, so whoever reads it cannot log in.
package final class SessionTable: Sendable {
    private let environment: Environment
    private let table: Table
    package let idleSeconds: Double
    package let ageSeconds: Double

    /// Last-seen times are written at most this often.
    package static let touchSeconds = 60

    init(_ environment: Environment, idleSeconds: Double, ageSeconds: Double) throws {
        self.environment = environment
        self.idleSeconds = idleSeconds
        self.ageSeconds = ageSeconds
        table = try environment.table("sessions")
    }

    /// Makes a session and answers the token for the cookie: 256 random bits as hexadecimal text.
    package func create(userID: Int, groupID: Int, atSeconds now: Int) throws -> String {
        let token = Self.hexadecimal(Secrets.randomBytes(32))
        let record = SessionRecord(
            userID: userID,
            groupID: groupID,
            createdSeconds: now,
            lastSeenSeconds: now,
            csrfToken: Self.hexadecimal(Secrets.randomBytes(16))
        )
        try environment.write { try $0.put(table, Self.key(token), record.bytes) }
        return token
    }

    /// The session of a token; nil when there is none or its time is over.
    package func lookup(_ token: String, atSeconds now: Int) throws -> SessionRecord? {
        let bytes = try environment.read { try $0.value(table, Self.key(token)) }
        guard let record = bytes.flatMap(SessionRecord.init), !isOver(record, now) else {
            return nil
        }
        return record
    }

    /// Notes that the visitor was here, when that was not noted lately.
    package func touch(_ token: String, _ record: SessionRecord, atSeconds now: Int) throws {
        guard now - record.lastSeenSeconds >= Self.touchSeconds else { return }
        let key = Self.key(token)
        try environment.write { transaction in
            // Read again: the session may have been ended meanwhile, and must stay so.
            guard let bytes = try transaction.value(table, key),
                var current = SessionRecord(bytes)
            else { return }
            current.lastSeenSeconds = max(current.lastSeenSeconds, now)
            try transaction.put(table, key, current.bytes)
        }
    }

    /// Ends a session, for every worker at once.
    package func delete(_ token: String) throws {
        try environment.write { transaction in
            _ = try transaction.delete(table, Self.key(token))
        }
    }

    /// Ends all sessions of a user and answers how many there were.
    package func deleteAll(userID: Int) throws -> Int {
        try delete { $0.userID == userID }
    }

    /// Removes sessions whose time is over.
    package func sweep(atSeconds now: Int) throws -> Int {
        try delete { self.isOver($0, now) }
    }

    private func delete(where isDead: (SessionRecord) -> Bool) throws -> Int {
        try environment.write { transaction in
            var dead: [[UInt8]] = []
            try transaction.scan(table) { key, value in
                if SessionRecord(value).map(isDead) ?? true { dead.append(key) }
                return true
            }
            for key in dead { try transaction.delete(table, key) }
            return dead.count
        }
    }

    private func isOver(_ record: SessionRecord, _ now: Int) -> Bool {
        Double(now - record.lastSeenSeconds) > idleSeconds
            || Double(now - record.createdSeconds) > ageSeconds
    }

    private static func key(_ token: String) -> [UInt8] { Secrets.hash(Array(token.utf8)) }

    private static func hexadecimal(_ bytes: [UInt8]) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
