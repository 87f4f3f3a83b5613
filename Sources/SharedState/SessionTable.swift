import LMDB

/// The sessions of all visitors, in a durable table that every worker reads.
///
/// The table is keyed by a hash of the token in the cookie, so whoever reads it cannot log in.
package final class SessionTable: Sendable {
    let environment: Environment
    private let table: Table
    private let rowsMax: Int
    package let idleSeconds: Double
    package let ageSeconds: Double

    /// Last-seen times are written at most this often, so a session may live so much longer.
    package static let touchSeconds = 60
    /// Sessions in one list.
    static let listMax = 10_000
    /// Room that a session takes in a table whose pages are half full.
    private static let rowBytes = 1024
    /// Sessions looked at in one sweep transaction.
    private static let sweepRowsMax = 1000

    /// Sessions take half of the environment: without room left in it nothing could be written any
    /// more, not even the end of a session.
    init(_ environment: Environment, _ configuration: SharedStateConfiguration) throws {
        rowsMax = max(1, configuration.durableBytes / 2 / Self.rowBytes)
        self.environment = environment
        idleSeconds = configuration.sessionIdleSeconds
        ageSeconds = configuration.sessionAgeSeconds
        table = try environment.table("sessions")
    }

    /// The table beside a running server, or of one that ran; nil before the first start.
    package static func existing(
        _ configuration: SharedStateConfiguration
    ) throws -> SessionTable? {
        try StateFolder.durable(configuration).openIfFounded().map {
            try SessionTable($0, configuration)
        }
    }

    /// Makes a session and answers the token for the cookie: 256 random bits as hexadecimal text.
    ///
    /// Throws `LMDBError.full` when there are too many.
    package func create(
        userID: Int,
        groupID: Int,
        origin: SessionOrigin = SessionOrigin(),
        atSeconds now: Int
    ) throws -> String {
        let token = SecretToken.make()
        let record = SessionRecord(
            userID: userID,
            groupID: groupID,
            createdSeconds: now,
            lastSeenSeconds: now,
            origin: origin
        )
        try environment.write { transaction in
            guard try transaction.count(table) < rowsMax else { throw LMDBError.full }
            try transaction.put(table, SecretToken.key(token), record.bytes)
        }
        return token
    }

    /// The session of a token; nil when there is none or its time is over.
    package func lookup(_ token: String, atSeconds now: Int) throws -> SessionRecord? {
        guard token.utf8.count == SecretToken.characterCount else { return nil }
        let key = SecretToken.key(token)
        let bytes = try environment.read { try $0.value(table, key) }
        guard let record = bytes.flatMap({ SessionRecord($0) }), !isOver(record, now) else {
            return nil
        }
        return record
    }

    /// The session of a token without its origin, and the generations of accounts and of rendering
    /// settings at the same moment: all that is asked for each request, by one read.
    package func lookup(
        _ token: String?,
        with people: Generation,
        and renderings: Generation,
        atSeconds now: Int
    ) throws -> (record: SessionRecord?, people: UInt64, renderings: UInt64) {
        let key = token.flatMap {
            $0.utf8.count == SecretToken.characterCount ? SecretToken.key($0) : nil
        }
        let (bytes, people, renderings) = try environment.read { transaction in
            (
                try key.flatMap { try transaction.value(table, $0) },
                try people.current(transaction), try renderings.current(transaction)
            )
        }
        let record = bytes.flatMap { SessionRecord($0, withOrigin: false) }
        return (record.flatMap { isOver($0, now) ? nil : $0 }, people, renderings)
    }

    /// Notes that the visitor was here, when that was not noted lately.
    package func touch(_ token: String, _ record: SessionRecord, atSeconds now: Int) throws {
        guard now - record.lastSeenSeconds >= Self.touchSeconds else { return }
        try change(token) { $0.lastSeenSeconds = max($0.lastSeenSeconds, now) }
    }

    /// Makes another group the active one, for every worker at once.
    package func activate(groupID: Int, _ token: String) throws {
        try change(token) { $0.groupID = groupID }
    }

    private func change(_ token: String, _ body: (inout SessionRecord) -> Void) throws {
        let key = SecretToken.key(token)
        try environment.write { transaction in
            // Read again: the session may have been ended meanwhile, and must stay so.
            guard let bytes = try transaction.value(table, key),
                var current = SessionRecord(bytes)
            else { return }
            body(&current)
            try transaction.put(table, key, current.bytes)
        }
    }

    /// Ends a session, for every worker at once.
    package func delete(_ token: String) throws {
        try environment.write { transaction in
            _ = try transaction.delete(table, SecretToken.key(token))
        }
    }

    /// The sessions of a user that are not over, the one used last first; of everybody for nil.
    package func list(userID: Int?, atSeconds now: Int) throws -> [ListedSession] {
        var found: [ListedSession] = []
        try environment.read { transaction in
            try transaction.scan(table) { key, value in
                if let record = SessionRecord(value), !isOver(record, now),
                    userID == nil || record.userID == userID
                {
                    found.append(ListedSession(name: SecretToken.hexadecimal(key), record: record))
                }
                return found.count < Self.listMax
            }
        }
        return found.sorted { $0.record.lastSeenSeconds > $1.record.lastSeenSeconds }
    }

    /// Ends the session of that name when it belongs to a user, or to anybody for nil.
    package func delete(named name: String, userID: Int?) throws -> Bool {
        guard let key = Self.key(named: name) else { return false }
        return try environment.write { transaction in
            guard let value = try transaction.value(table, key),
                let record = SessionRecord(value), userID == nil || record.userID == userID
            else { return false }
            return try transaction.delete(table, key)
        }
    }

    /// Ends all sessions of a user but the one of a token, and answers how many there were.
    package func deleteOthers(userID: Int, than token: String) throws -> Int {
        try deleteAll(userID: userID, but: SecretToken.key(token))
    }

    /// Ends all sessions of a user and answers how many there were.
    package func deleteAll(userID: Int) throws -> Int { try deleteAll(userID: userID, but: nil) }

    private func deleteAll(userID: Int, but kept: [UInt8]?) throws -> Int {
        try environment.write { transaction in
            var dead: [[UInt8]] = []
            try transaction.scan(table) { key, value in
                if key != kept, SessionRecord(value)?.userID == userID { dead.append(key) }
                return true
            }
            for key in dead { try transaction.delete(table, key) }
            return dead.count
        }
    }

    /// Removes sessions whose time is over and answers how many there were.
    package func sweep(atSeconds now: Int) throws -> Int {
        var removed = 0
        while true {
            let dead = try overdue(now)
            guard !dead.isEmpty else { return removed }
            try environment.write { transaction in
                for key in dead {
                    // Looked at again: the visitor may have come back meanwhile.
                    guard let value = try transaction.value(table, key),
                        SessionRecord(value).map({ isOver($0, now) }) ?? true
                    else { continue }
                    try transaction.delete(table, key)
                    removed += 1
                }
            }
            guard dead.count == Self.sweepRowsMax else { return removed }
        }
    }

    private func overdue(_ now: Int) throws -> [[UInt8]] {
        var dead: [[UInt8]] = []
        try environment.read { transaction in
            try transaction.scan(table) { key, value in
                // What another version wrote is over as well.
                if SessionRecord(value).map({ isOver($0, now) }) ?? true { dead.append(key) }
                return dead.count < Self.sweepRowsMax
            }
        }
        return dead
    }

    private func isOver(_ record: SessionRecord, _ now: Int) -> Bool {
        Double(now - record.lastSeenSeconds) > idleSeconds + Double(Self.touchSeconds)
            || Double(now - record.createdSeconds) > ageSeconds
    }

    /// The name of a token's session in lists.
    package static func name(ofToken token: String) -> String {
        SecretToken.hexadecimal(SecretToken.key(token))
    }

    private static func key(named name: String) -> [UInt8]? {
        let digits = name.utf8.compactMap { Character(UnicodeScalar($0)).hexDigitValue }
        guard digits.count == name.utf8.count, digits.count == 64 else { return nil }
        return stride(from: 0, to: 64, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
    }
}
