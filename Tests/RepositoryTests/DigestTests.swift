import Testing

@testable import Repository

@Suite struct `Digest` {
    /// Published vectors of FNV-1a with 128 bits.
    @Test(arguments: [
        ("", "6c62272e07bb014262b821756295c58d"),
        ("a", "d228cb696f1a8caf78912b704e4a8964"),
        ("ab", "08809544bbab1be95aa0733055b69a62"),
        ("abc", "a68d622cec8b5822836dbc7977af7f3b"),
    ])
    func `known inputs have known digests`(_ text: String, _ digits: String) {
        var digest = Repository.Digest()
        digest.add(text.utf8)
        #expect(digest.hexadecimal == digits)
    }

    @Test func `a version changes with every part of every file's state`() {
        let state = FileState(device: 1, inode: 2, sizeBytes: 3, modifiedNanoseconds: 4)
        var states = [[state], [state, state], []]
        for change in [\FileState.device, \.inode] {
            var other = state
            other[keyPath: change] += 1
            states.append([other])
        }
        var larger = state
        larger.sizeBytes += 1
        var later = state
        later.modifiedNanoseconds += 1
        states += [[larger], [later]]
        let versions = states.map(FileState.version(of:))
        #expect(Set(versions).count == states.count)
        #expect(versions.allSatisfy { $0.utf8.count == 32 })
    }
}
