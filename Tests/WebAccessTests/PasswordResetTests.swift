import HTTP
import Kernel
import Repository
import SharedState
import Synchronization
import TestSupport
import Testing

@testable import Secrets
@testable import WebAccess

@Suite struct `Forgotten passwords` {
    private let folder: TemporaryFolder
    private let people: SQLiteCatalogue
    private let shared: SharedState
    private let reset: PasswordReset
    private let wishes = Wishes()
    private let anna: Int
    private let now = WallClock.nowSeconds()

    private final class Wishes: Sendable {
        let all = Mutex<[PasswordReset.Wish]>([])
    }

    init() throws {
        folder = try TemporaryFolder()
        let people = try SQLiteCatalogue(path: folder.path("catalogue.db"), isDurable: false)
        shared = try SharedState(
            SharedStateConfiguration(
                volatileFolder: folder.path("volatile"),
                durableFolder: folder.path("durable"),
                cacheFolder: folder.path("cache")
            ),
            as: .founder
        )
        let lab = try people.add(GroupDetails(name: "lab"), by: .root)
        func user(_ name: String, isAdministrator: Bool = false, hash: String?) throws -> Int {
            let details = PersonDetails(
                userName: name,
                firstName: "A",
                lastName: "S",
                email: name + "@example.org"
            )
            let user = NewExperimenter(
                details,
                groupIDs: [lab],
                isAdministrator: isAdministrator,
                passwordHash: hash
            )
            return try people.add(user, by: .root)
        }
        anna = try user("anna", hash: PasswordHash.make("correct horse"))
        _ = try user("boss", isAdministrator: true, hash: "h")
        _ = try user("public", hash: nil)
        let gone = try user("gone", hash: "h")
        try people.setActive(false, experimenter: gone, by: .root)
        self.people = people
        let wishes = wishes
        reset = PasswordReset(people: people, shared: shared) { wish in
            wishes.all.withLock { $0.append(wish) }
        }
    }

    private func token(_ name: String = "anna", _ email: String? = nil) throws -> String? {
        let wish = PasswordReset.Wish(userName: name, email: email ?? name + "@example.org")
        let target = try reset.letter(for: wish, atSeconds: now)?.target
        return try target.map { try #require($0.split(separator: "=").last.map(String.init)) }
    }

    private func redeem(_ token: String, _ password: String, after seconds: Int = 0) throws -> Bool
    {
        try reset.redeem(token, password: password, atSeconds: now + seconds)
    }

    private func isPassword(_ password: String) throws -> Bool {
        let hash = try #require(try people.passwordHash(ofExperimenter: anna))
        return PasswordHash.isCorrect(password, hash)
    }

    @Test func `a token sets a password once, and all sessions end`() throws {
        let session = try shared.sessions.create(userID: anna, groupID: 1, atSeconds: now)
        let token = try #require(try token("anna", "Anna@Example.org"))
        #expect(token.count == 64)
        #expect(try reset.isOpen(token, atSeconds: now))
        #expect(try redeem(token, "battery staple"))
        #expect(try isPassword("battery staple"))
        #expect(try shared.sessions.lookup(session, atSeconds: now) == nil)
        #expect(try !redeem(token, "another one"))
        #expect(try !reset.isOpen(token, atSeconds: now))
        #expect(try isPassword("battery staple"))
    }

    @Test func `a token holds for half an hour`() throws {
        let token = try #require(try token())
        #expect(try !redeem(token, "battery staple", after: ResetTokenTable.lifeSeconds + 1))
        #expect(try redeem(token, "battery staple", after: ResetTokenTable.lifeSeconds))
    }

    @Test func `only the last token counts, and none after another change of the password`() throws
    {
        let first = try #require(try token())
        let second = try #require(try token())
        #expect(try !redeem(first, "battery staple"))
        let hash = try PasswordHash.make("changed meanwhile")
        try people.setPassword(hash: hash, experimenter: anna, by: .root)
        #expect(try !redeem(second, "battery staple"))
        #expect(try isPassword("changed meanwhile"))
    }

    @Test func `a password that the rules refuse leaves the token as it is`() throws {
        let token = try #require(try token())
        #expect(throws: PeopleError.self) { try redeem(token, "short") }
        #expect(try redeem(token, "battery staple"))
    }

    @Test func `administrators, unknown, inactive and passwordless users get no letter`() throws {
        for name in ["boss", "root", "guest", "nobody", "gone", "public", ""] {
            #expect(try token(name) == nil)
        }
        #expect(try token("anna", "eve@example.org") == nil)
        #expect(try token("anna", "") == nil)
    }

    @Test func `CVE-2025-54791: every wish is taken the same way, and too many are refused`() throws
    {
        for name in ["anna", "nobody"] {
            let wish = PasswordReset.Wish(userName: name, email: "x@example.org")
            var taken = 0
            let visitor = Visitor(.anybody, address: .ipv4(0x0A00_0001, port: 1))
            for _ in 0..<(ThrottleRule.pair.freeFailures + 3) {
                do {
                    try reset.ask(wish, visitor)
                    taken += 1
                } catch LoginError.tooMany {}
            }
            #expect(taken == ThrottleRule.pair.freeFailures + 1)
            #expect(wishes.all.withLock { $0.filter { $0 == wish }.count } == taken)
        }
    }

    @Test func `tokens have a number that they do not pass`() throws {
        let rules = shared.resetTokens
        for user in 0..<ResetTokenTable.rowsMax {
            #expect(
                try rules.create(userID: 1000 + user, passwordHash: "h", atSeconds: now) != nil
            )
        }
        #expect(try token() == nil)
        let later = now + ResetTokenTable.lifeSeconds + 1
        #expect(try rules.create(userID: 5, passwordHash: "h", atSeconds: later) != nil)
    }
}
