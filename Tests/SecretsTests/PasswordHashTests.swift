import Dispatch
import Synchronization
import Testing

@testable import Secrets

@Suite struct `Password hashes` {
    @Test func `a password is that of its hash, and no other is`() throws {
        let hash = try PasswordHash.make("correct horse")
        #expect(hash.hasPrefix("$argon2id$v=19$m=19456,t=2,p=1$"))
        #expect(PasswordHash.isCorrect("correct horse", hash))
        for wrong in ["correct horsf", "correct hors", "", "correct horse\0", "Correct horse"] {
            #expect(!PasswordHash.isCorrect(wrong, hash))
        }
        #expect(try PasswordHash.make("correct horse") != hash)
    }

    /// 2012-SV1 and 2014-SV2: an empty password, or one without a hash, let somebody in.
    @Test func `what is no hash lets nobody in`() {
        for hash in ["", "$argon2id$", "x", String(repeating: "$", count: 200)] {
            #expect(!PasswordHash.isCorrect("", hash))
            #expect(!PasswordHash.isCorrect("password", hash))
        }
    }

    @Test func `all of a long password counts, and a longer one than allowed is refused`() throws {
        let long = String(repeating: "ä", count: PasswordHash.passwordBytesMax / 2)
        let hash = try PasswordHash.make(long)
        #expect(PasswordHash.isCorrect(long, hash))
        #expect(!PasswordHash.isCorrect(String(long.dropLast()), hash))
        #expect(throws: PasswordHashError.tooLong(bytes: 1026)) {
            try PasswordHash.make(long + "ä")
        }
    }

    @Test func `a hash of other parameters is outdated`() throws {
        #expect(!PasswordHash.isOutdated(try PasswordHash.make("x")))
        let weaker = try PasswordHash.make("x", memoryBytes: 12 << 20, passes: 3)
        #expect(PasswordHash.isOutdated(weaker) && PasswordHash.isCorrect("x", weaker))
        #expect(PasswordHash.isOutdated("no hash"))
    }

    @Test func `many at once wait for their place and are all right`() throws {
        let hash = try PasswordHash.make("shared")
        let right = Atomic<Int>(0)
        DispatchQueue.concurrentPerform(iterations: 12) { index in
            if PasswordHash.isCorrect(index.isMultiple(of: 2) ? "shared" : "other", hash) {
                right.wrappingAdd(1, ordering: .relaxed)
            }
        }
        #expect(right.load(ordering: .relaxed) == 6)
    }

    @Test func `texts are equal whole or not at all`() {
        #expect(Secrets.areEqual([1, 2], [1, 2]))
        #expect(Secrets.areEqual([], []))
        #expect(!Secrets.areEqual([1, 2], [1, 3]))
        #expect(!Secrets.areEqual([1, 2], [1]))
    }
}
