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
