package import HTTP
package import Repository
package import SharedState

/// Who asks: what he may see, his session if there is one, and where he is.
package struct Visitor: Sendable {
    package let actor: Actor
    /// The level of every group.
    package let levels: [Int: GroupLevel]
    /// What of files may be downloaded, of the repository and of every group.
    package let downloads: BinaryAccess
    /// Nil for the public, and for strangers on pages that everybody sees.
    package let session: ActiveSession?
    package let address: PeerAddress
    /// Whether the client's side of the connection is encrypted, as far as is known.
    package let isSecure: Bool
    /// Whether the path is open to this visitor; false only on pages that everybody sees.
    package let isAdmitted: Bool
    /// What is remembered of saved rendering settings counts for this generation of them.
    package var renderingGeneration: UInt64 = 0

    /// A session with the token that opens it.
    package struct ActiveSession: Sendable {
        package let token: String
        package let record: SessionRecord
        package let seenSeconds: Int

        package init(token: String, record: SessionRecord, seenSeconds: Int) {
            self.token = token
            self.record = record
            self.seenSeconds = seenSeconds
        }
    }

    package init(
        _ actor: Actor,
        levels: [Int: GroupLevel] = [:],
        downloads: BinaryAccess = BinaryAccess(),
        session: ActiveSession? = nil,
        address: PeerAddress = .local,
        isSecure: Bool = false,
        isAdmitted: Bool = true
    ) {
        self.actor = actor
        self.levels = levels
        self.downloads = downloads
        self.session = session
        self.address = address
        self.isSecure = isSecure
        self.isAdmitted = isAdmitted
    }

    /// What decides about an image.
    package func ownership(of image: ImageRecord) -> ObjectOwnership {
        ownership(Ownership(ownerID: image.ownerID, groupID: image.groupID))
    }

    /// What decides about anything; a group nobody knows is private.
    package func ownership(_ object: Ownership) -> ObjectOwnership {
        ObjectOwnership(
            ownerID: object.ownerID,
            groupID: object.groupID,
            level: levels[object.groupID] ?? .isPrivate
        )
    }

    package func may(_ action: Action, _ object: Ownership) -> Bool {
        Repository.may(actor, action, ownership(object))
    }

    /// Whether the files an image was imported from may be downloaded.
    package func mayDownload(_ image: ImageRecord) -> Bool {
        let kind = DownloadedKind.image(isInWell: image.isInWell)
        return Repository.mayDownload(actor, kind, ownership(of: image), downloads)
    }

    /// Whether a file that belongs to no image may be downloaded.
    package func mayDownload(_ attachment: AttachmentRecord) -> Bool {
        let kind = DownloadedKind.file(name: attachment.name)
        return Repository.mayDownload(actor, kind, ownership(attachment.ownership), downloads)
    }

    package func may(_ action: Action, _ image: ImageRecord) -> Bool {
        Repository.may(actor, action, ownership(of: image))
    }

    /// Whom limits count: the user, else the address.
    package var subject: RateLimitSubject { session.map { .user($0.record.userID) } ?? network }

    /// The address; an IPv6 one by its network of 64 bits.
    package var network: RateLimitSubject {
        switch address {
        case .ipv4(let address, _): .ipv4(address)
        case .ipv6(let network, _, _): .ipv6Network(network)
        case .local: .local
        }
    }

    /// The session's last-seen time is to be written, which is no work for a loop.
    package var mustBeTouched: Bool {
        guard let session else { return false }
        return session.seenSeconds - session.record.lastSeenSeconds >= SessionTable.touchSeconds
    }
}
