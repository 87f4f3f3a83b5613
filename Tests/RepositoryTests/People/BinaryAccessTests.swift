import Repository
import Testing

/// `omero.policy.binary_access` over its whole matrix.
@Suite struct `Download policy` {
    private static let words = ["read", "write", "image", "plate"]
    private let owner = Actor(userID: 5, role: .user, memberships: [3: .readOnly])
    private let member = Actor(userID: 6, role: .user, memberships: [3: .readOnly])
    private let object = ObjectOwnership(ownerID: 5, groupID: 3, level: .readOnly)

    private func policy(_ mask: Int, sign: String) -> BinaryAccessPolicy {
        let chosen = Self.words.enumerated().filter { mask >> $0.offset & 1 == 1 }
        return BinaryAccessPolicy(chosen.map { sign + $0.element }.joined(separator: ","))
    }

    /// Which words hold: those anybody grants and nobody denies.
    private func expected(
        _ granted: Int,
        _ kind: DownloadedKind,
        mayEdit: Bool
    ) -> Bool {
        func has(_ word: String) -> Bool {
            Self.words.firstIndex(of: word).map { granted >> $0 & 1 == 1 } ?? false
        }
        guard has("write"), has("read") || mayEdit else { return false }
        return switch kind {
        case .image(let isInWell): has("image") && (has("plate") || !isInWell)
        case .plate: has("image") && has("plate")
        case .file: true
        }
    }

    @Test func `a plus of the repository or the group grants, a minus of either takes away`() {
        let kinds: [DownloadedKind] = [
            .image(isInWell: false), .image(isInWell: true), .plate, .file(name: "a.csv"),
        ]
        for own in 0..<16 {
            for other in 0..<16 {
                let cases = [
                    (
                        BinaryAccess(policy(own, sign: "+"), groups: [3: policy(other, sign: "+")]),
                        own | other
                    ),
                    (
                        BinaryAccess(policy(own, sign: "+"), groups: [3: policy(other, sign: "-")]),
                        own & ~other
                    ),
                    (
                        BinaryAccess(policy(own, sign: "-"), groups: [3: policy(other, sign: "+")]),
                        other & ~own
                    ),
                    (BinaryAccess(policy(own, sign: "+"), groups: [4: policy(15, sign: "-")]), own),
                ]
                for (access, granted) in cases {
                    for kind in kinds {
                        for (actor, mayEdit) in [(owner, true), (member, false), (.root, true)] {
                            #expect(
                                mayDownload(actor, kind, object, access)
                                    == expected(granted, kind, mayEdit: mayEdit),
                                "\(access) \(kind) \(actor.userID)"
                            )
                        }
                    }
                }
            }
        }
    }

    @Test func `by default images come down, and those of plates do not`() {
        let access = BinaryAccess()
        #expect(mayDownload(member, .image(isInWell: false), object, access))
        #expect(!mayDownload(owner, .image(isInWell: true), object, access))
        #expect(!mayDownload(.root, .plate, object, access))
        #expect(mayDownload(member, .file(name: "a.pdf"), object, access))
    }

    @Test func `texts are never restricted, and what is not seen never comes down`() {
        let nothing = BinaryAccess(BinaryAccessPolicy("-read,-write,-image,-plate"))
        #expect(mayDownload(member, .file(name: "notes.txt"), object, nothing))
        #expect(!mayDownload(member, .file(name: "notes.csv"), object, nothing))
        let stranger = Actor(userID: 9, role: .user)
        #expect(!mayDownload(stranger, .file(name: "notes.txt"), object, BinaryAccess()))
    }

    @Test func `without read, members of a read-write group still may, and the public never`() {
        let access = BinaryAccess(BinaryAccessPolicy("+write,+image"))
        var shared = object
        shared.level = .readWrite
        let colleague = Actor(userID: 6, role: .user, memberships: [3: .readWrite])
        let visitor = Actor(userID: 6, role: .visitor, memberships: [3: .readWrite])
        let kind = DownloadedKind.image(isInWell: false)
        #expect(mayDownload(colleague, kind, shared, access))
        #expect(!mayDownload(visitor, kind, shared, access))
    }
}
