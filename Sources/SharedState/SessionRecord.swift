/// What is known of a visitor who logged in.
///
/// Times are in seconds since 1970.
package struct SessionRecord: Sendable, Equatable {
    package var userID: Int
    /// The group in which the user works.
    package var groupID: Int
    package var createdSeconds: Int
    package var lastSeenSeconds: Int
    /// Where the login came from, for the list of one's sessions.
    package var origin: SessionOrigin

    private static let version: UInt8 = 2

    package init(
        userID: Int,
        groupID: Int,
        createdSeconds: Int,
        lastSeenSeconds: Int,
        origin: SessionOrigin = SessionOrigin()
    ) {
        self.userID = userID
        self.groupID = groupID
        self.createdSeconds = createdSeconds
        self.lastSeenSeconds = lastSeenSeconds
        self.origin = origin
    }

    var bytes: [UInt8] {
        var writer = ByteWriter(bytes: [Self.version])
        for number in [userID, groupID, createdSeconds, lastSeenSeconds] {
            writer.add(Int64(number))
        }
        writer.add(origin.address)
        writer.add(origin.agent)
        return writer.bytes
    }

    /// The record with or without its origin, which only lists of sessions show.
    init?(_ bytes: [UInt8], withOrigin: Bool = true) {
        var reader = ByteReader(bytes, from: 1)
        guard bytes.first == Self.version, let user = reader.signed(), let group = reader.signed(),
            let created = reader.signed(), let seen = reader.signed(),
            let address = withOrigin ? reader.text() : "",
            let agent = withOrigin ? reader.text() : ""
        else { return nil }
        self.init(
            userID: Int(user),
            groupID: Int(group),
            createdSeconds: Int(created),
            lastSeenSeconds: Int(seen),
            origin: SessionOrigin(address: address, agent: agent)
        )
    }
}

/// What a client said of itself when it logged in.
package struct SessionOrigin: Sendable, Equatable {
    package let address: String
    package let agent: String

    /// Longest text kept of either.
    package static let charactersMax = 120

    package init(address: String = "", agent: String = "") {
        self.address = String(address.prefix(Self.charactersMax))
        self.agent = String(agent.prefix(Self.charactersMax))
    }
}

/// A session in the list of its user, by a name that does not open it.
package struct ListedSession: Sendable, Equatable {
    /// The hash of its token as hexadecimal text.
    package var name: String
    package var record: SessionRecord
}
