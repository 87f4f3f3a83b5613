/// What of a thing's files may be downloaded: `omero.policy.binary_access`, as OMERO has it.
///
/// A minus anywhere wins; a plus counts whether the whole repository or the group has it.
package struct BinaryAccessPolicy: Sendable, Equatable {
    /// Words such as `+read` or `-image`; those with no meaning have no effect.
    private let words: Set<String>

    /// The name of the setting, and of the entry in a group's config.
    package static let name = "omero.policy.binary_access"
    package static let standard = BinaryAccessPolicy("+read,+write,+image")
    /// Of a group that has no words of its own.
    package static let silent = BinaryAccessPolicy("")

    package init(_ text: String) {
        let parts = text.split { $0 == "," || $0.isWhitespace }
        words = Set(parts.map { $0.lowercased() })
    }

    fileprivate func grants(_ word: String) -> Bool { words.contains("+" + word) }
    fileprivate func denies(_ word: String) -> Bool { words.contains("-" + word) }
}

/// The policy of the repository with those of its groups.
package struct BinaryAccess: Sendable, Equatable {
    package var repository: BinaryAccessPolicy
    package var groups: [Int: BinaryAccessPolicy]

    package init(
        _ repository: BinaryAccessPolicy = .standard,
        groups: [Int: BinaryAccessPolicy] = [:]
    ) {
        self.repository = repository
        self.groups = groups
    }

    fileprivate func grants(_ word: String, inGroup group: Int) -> Bool {
        let own = groups[group] ?? .silent
        if repository.denies(word) || own.denies(word) { return false }
        return repository.grants(word) || own.grants(word)
    }
}

/// What is to be downloaded, as far as the policy tells kinds apart.
package enum DownloadedKind: Sendable, Equatable {
    case image(isInWell: Bool)
    case plate
    /// A file that belongs to no image.
    case file(name: String)
}

/// Whether somebody may download the files of a thing: he sees it, and no policy is against it.
package func mayDownload(
    _ actor: Actor,
    _ kind: DownloadedKind,
    _ object: ObjectOwnership,
    _ access: BinaryAccess
) -> Bool {
    guard may(actor, .downloadOriginal, object) else { return false }
    func grants(_ word: String) -> Bool { access.grants(word, inGroup: object.groupID) }
    if case .file(let name) = kind, name.hasSuffix(".txt") { return true }
    guard grants("write"), grants("read") || may(actor, .edit, object) else { return false }
    switch kind {
    case .file: return true
    case .image(let isInWell): return grants("image") && (!isInWell || grants("plate"))
    case .plate: return grants("image") && grants("plate")
    }
}
