import HTTP
import Kernel
import Repository
import SharedState
import Synchronization
import TestSupport
import Testing

@testable import Secrets
@testable import WebAccess

@Suite struct `Logging in` {
    private let folder: TemporaryFolder
    private let people: SQLiteCatalogue
    private let shared: SharedState
    private let login: Login
    private let anna: Int
    private let events = Events()

    private final class Events: Sendable {
        let all = Mutex<[String]>([])
    }

    init() throws {
        folder = try TemporaryFolder()
        people = try SQLiteCatalogue(path: folder.path("catalogue.db"), isDurable: false)
        shared = try SharedState(
            SharedStateConfiguration(
                volatileFolder: folder.path("volatile"),
                durableFolder: folder.path("durable"),
                cacheFolder: folder.path("cache")
            ),
            as: .founder
        )
        let events = events
        login = Login(people: people, shared: shared, cookies: CookieRules()) { event in
            events.all.withLock { $0.append("\(event)") }
        }
        let lab = try people.add(GroupDetails(name: "lab"), by: .root)
        anna = try people.add(
            NewExperimenter(
                PersonDetails(userName: "anna", firstName: "A", lastName: "S"),
                groupIDs: [lab],
                passwordHash: PasswordHash.make("correct horse")
            ),
            by: .root
        )
    }

    private let request = Request(method: .post, target: RequestTarget(path: "/", query: nil))

    private func visitor(_ session: Visitor.ActiveSession? = nil) -> Visitor {
        Visitor(.anybody, session: session, address: .ipv4(0x0A00_0001, port: 1))
    }

    private func begin(_ name: String, _ password: String) throws -> Login.Success {
        try login.begin(userName: name, password: password, request, visitor())
    }

    private func session(_ token: String) throws -> Visitor.ActiveSession {
        let now = WallClock.nowSeconds()
        let record = try #require(try shared.sessions.lookup(token, atSeconds: now))
        return Visitor.ActiveSession(token: token, record: record, seenSeconds: now)
    }

    @Test func `a right password begins a new session and ends the one before`() throws {
        let first = try begin("anna", "correct horse")
        let before = try session(first.token)
        #expect(before.record.userID == anna && before.record.origin.address == "10.0.0.1")
        let second = try login.begin(
            userName: "anna",
            password: "correct horse",
            request,
            visitor(before)
        )
        #expect(second.token != first.token)
        #expect(try shared.sessions.lookup(first.token, atSeconds: WallClock.nowSeconds()) == nil)
    }

    /// CVE-2025-54791 and 2017-SV4: what is said and how long it takes names no user.
    @Test func `wrong passwords and unknown, inactive and passwordless users are told the same`()
        throws
    {
        _ = try begin("anna", "correct horse")
        try people.setPassword(hash: nil, experimenter: 0, by: .root)
        let attempts = [
            ("anna", "wrong"), ("nobody", "wrong"), ("guest", "guest"), ("root", ""), ("anna", ""),
        ]
        for (name, password) in attempts {
            #expect(throws: LoginError.incorrect) { try begin(name, password) }
        }
        try people.setActive(false, experimenter: anna, by: .root)
        #expect(throws: LoginError.incorrect) { try begin("anna", "correct horse") }
        #expect(LoginError.incorrect.text(login) == Login.defaultIncorrectText)
        // Both hash once: the medians of few runs are within a factor of each other.
        func median(_ name: String) -> Double {
            let times = (0..<3).map { index in
                let began = MonotonicTime.now()
                #expect(throws: LoginError.incorrect) {
                    try login.begin(
                        userName: name,
                        password: "x",
                        request,
                        Visitor(.anybody, address: .ipv4(UInt32(index) << 8, port: 1))
                    )
                }
                return MonotonicTime.now().seconds(since: began)
            }
            return times.sorted()[1]
        }
        let (known, unknown) = (median("anna"), median("nobody at all"))
        #expect(known < 5 * unknown && unknown < 5 * known)
    }

    @Test func `guesses are slowed down before they are hashed, for one name from one network`()
        throws
    {
        for _ in 0..<ThrottleRule.pair.freeFailures {
            #expect(throws: LoginError.incorrect) { try begin("anna", "wrong") }
        }
        #expect(throws: LoginError.incorrect) { try begin("anna", "wrong") }
        let error = #expect(throws: LoginError.self) { try begin("anna", "correct horse") }
        #expect(error?.status == .tooManyRequests)
        #expect(error?.retryAfter == ResponseField("Retry-After", "1"))
        // Others from there, and the same user from elsewhere, are not concerned.
        #expect(throws: LoginError.incorrect) { try begin("bert", "wrong") }
        let elsewhere = Visitor(.anybody, address: .ipv4(0x0B00_0001, port: 1))
        let success = try login.begin(
            userName: "anna",
            password: "correct horse",
            request,
            elsewhere
        )
        #expect(success.user.id == anna)
    }

    @Test func `the log tells who and where, and no name or password`() throws {
        _ = try begin("anna", "correct horse")
        for (name, password) in [("anna", "SECRET"), ("SECRET", "x")] {
            #expect(throws: LoginError.incorrect) { try begin(name, password) }
        }
        #expect(
            events.all.withLock { $0 } == [
                "a login of user \(anna) from 10.0.0.1 succeeded",
                "a login of user \(anna) from 10.0.0.1 failed", "a login from 10.0.0.1 failed",
            ]
        )
    }

    @Test func `a new password needs the present one and ends all other sessions`() throws {
        let here = try begin("anna", "correct horse")
        let there = try begin("anna", "correct horse")
        let actor = try #require(try people.experimenter(anna)?.actor)
        let visitor = Visitor(actor, session: try session(here.token))
        #expect(throws: LoginError.incorrect) {
            try login.changePassword(old: "wrong", new: "battery staple", visitor)
        }
        #expect(throws: PeopleError.self) {
            try login.changePassword(old: "correct horse", new: "short", visitor)
        }
        try login.changePassword(old: "correct horse", new: "battery staple", visitor)
        let now = WallClock.nowSeconds()
        #expect(try shared.sessions.lookup(here.token, atSeconds: now) != nil)
        #expect(try shared.sessions.lookup(there.token, atSeconds: now) == nil)
        #expect(throws: LoginError.incorrect) { try begin("anna", "correct horse") }
        #expect(try begin("anna", "battery staple").user.id == anna)
    }

    @Test func `a session's token as name and password joins it`() throws {
        let first = try begin("anna", "correct horse")
        let joined = try begin(first.token, first.token)
        #expect(joined.token == first.token && joined.user.id == anna)
        let other = String(first.token.reversed())
        #expect(throws: LoginError.incorrect) { try begin(other, other) }
    }

    @Test func `a hash of other parameters is renewed at the next login`() throws {
        let weak = try PasswordHash.make("correct horse", memoryBytes: 8 << 10, passes: 1)
        #expect(PasswordHash.isOutdated(weak))
        try people.setPassword(hash: weak, experimenter: anna, by: .root)
        let success = try begin("anna", "correct horse")
        #expect(try session(success.token).record.userID == anna)
        let renewed = try #require(try people.passwordHash(ofExperimenter: anna))
        #expect(!PasswordHash.isOutdated(renewed) && renewed != weak)
        #expect(try begin("anna", "correct horse").user.id == anna)
        // A wrong password renews nothing.
        try people.setPassword(hash: weak, experimenter: anna, by: .root)
        #expect(throws: LoginError.incorrect) { try begin("anna", "wrong") }
        #expect(try people.passwordHash(ofExperimenter: anna) == weak)
    }
}
