package import HTTP
import Kernel
package import Repository
import Secrets
package import SharedState

/// Logs people in and out: passwords, throttle and sessions, the same for pages and programs.
package struct Login: Sendable {
    package let people: any People
    package let sessions: SessionTable
    package let generation: Generation
    private let throttle: LoginThrottle
    package let cookies: CookieRules
    /// What everybody is told whose name or password is wrong.
    package let incorrectText: String
    /// Told of every attempt, for the log.
    private let report: @Sendable (LoginEvent) -> Void

    /// The hash that passwords of unknown users are held against, so that they take as long.
    private static let decoy = decoyHash()

    package static let defaultIncorrectText =
        "Connection not available, please check your user name and password."

    package init(
        people: any People,
        shared: SharedState,
        cookies: CookieRules,
        incorrectText: String = defaultIncorrectText,
        report: @escaping @Sendable (LoginEvent) -> Void
    ) {
        self.people = people
        sessions = shared.sessions
        generation = shared.people
        throttle = shared.loginThrottle
        self.cookies = cookies
        self.incorrectText = incorrectText
        self.report = report
    }

    /// Somebody who is logged in now.
    package struct Success: Sendable {
        package let user: ExperimenterRecord
        package let token: String
        package let groupID: Int
    }

    /// Begins a session for a right password; tens of milliseconds of a thread's time.
    ///
    /// A user name that is a session's token, with itself as password, joins that session.
    package func begin(
        userName: String,
        password: String,
        _ request: Request,
        _ visitor: Visitor
    ) throws -> Success {
        let now = WallClock.nowSeconds()
        let attempt = try admit(userName, visitor)
        if userName == password, let joined = try join(userName, atSeconds: now) {
            try throttle.succeeded(attempt)
            return joined
        }
        let (user, hash) = try verify(userName, password, visitor)
        try throttle.succeeded(attempt)
        // A session that the client had before may be known to others.
        if let session = visitor.session { try sessions.delete(session.token) }
        let token = try sessions.create(
            userID: user.id,
            groupID: user.defaultGroupID,
            origin: SessionOrigin(
                address: visitor.address.text,
                agent: request.fields["User-Agent"] ?? ""
            ),
            atSeconds: now
        )
        try endUnlessUnchanged(user, hash, token)
        report(LoginEvent(.succeeded, userID: user.id, visitor))
        return Success(user: user, token: token, groupID: user.defaultGroupID)
    }

    /// The session of a token as a login of its own user.
    package func join(_ token: String, atSeconds now: Int) throws -> Success? {
        guard let record = try sessions.lookup(token, atSeconds: now),
            let user = try people.experimenter(record.userID), user.actor != nil
        else { return nil }
        return Success(user: user, token: token, groupID: record.groupID)
    }

    /// Changes a visitor's own password and ends all his other sessions.
    package func changePassword(old: String, new: String, _ visitor: Visitor) throws {
        guard let session = visitor.session,
            let user = try people.experimenter(session.record.userID)
        else { throw LoginError.incorrect }
        let attempt = try admit(user.userName, visitor)
        _ = try verify(user.userName, old, visitor)
        try throttle.succeeded(attempt)
        try PasswordRules.check(new, userName: user.userName)
        try people.setPassword(
            hash: PasswordHash.make(new),
            experimenter: user.id,
            by: visitor.actor
        )
        try generation.advance()
        _ = try sessions.deleteOthers(userID: user.id, than: session.token)
    }

    /// Sets another user's password, if the visitor may, and ends all sessions of that user.
    package func setPassword(ofUser id: Int, _ password: String, _ visitor: Visitor) throws {
        guard let user = try people.experimenter(id) else { throw PeopleError.noSuchUser("\(id)") }
        try people.checkMayChangePassword(of: user, by: visitor.actor)
        try PasswordRules.check(password, userName: user.userName)
        let hash = try PasswordHash.make(password)
        try people.setPassword(hash: hash, experimenter: id, by: visitor.actor)
        try generation.advance()
        _ = try sessions.deleteAll(userID: id)
    }

    private func admit(_ userName: String, _ visitor: Visitor) throws -> LoginThrottle.Attempt {
        // Longer names are nobody's, and would make keys of any length cheap.
        switch try throttle.begin(
            account: String(userName.prefix(Self.nameCharactersMax)),
            from: visitor.network
        ) {
        case .admitted(let attempt): return attempt
        case .refused(let seconds):
            report(LoginEvent(.throttled, userID: nil, visitor))
            throw LoginError.tooMany(retryAfterSeconds: seconds)
        }
    }

    private static let nameCharactersMax = 255

    /// Whose password it is.
    ///
    /// Every wrong one takes the same time and the same words.
    private func verify(
        _ userName: String,
        _ password: String,
        _ visitor: Visitor
    ) throws -> (ExperimenterRecord, hash: String) {
        let decoy = try Self.decoy.get()
        let user = try people.experimenter(named: userName)
        let hash = try user.flatMap { try people.passwordHash(ofExperimenter: $0.id) }
        let isRight = PasswordHash.isCorrect(password, hash ?? decoy)
        guard let user, let hash, isRight, !password.isEmpty, user.actor != nil else {
            report(LoginEvent(.failed, userID: user?.id, visitor))
            throw LoginError.incorrect
        }
        if PasswordHash.isOutdated(hash), let actor = user.actor {
            let fresh = try PasswordHash.make(password)
            try people.setPassword(hash: fresh, experimenter: user.id, by: actor)
            return (user, fresh)
        }
        return (user, hash)
    }

    /// Whoever was put out, or got another password, while his was looked at is not let in.
    private func endUnlessUnchanged(
        _ user: ExperimenterRecord,
        _ hash: String,
        _ token: String
    ) throws {
        let isUnchanged =
            try people.experimenter(user.id)?.actor != nil
            && people.passwordHash(ofExperimenter: user.id) == hash
        guard !isUnchanged else { return }
        try sessions.delete(token)
        throw LoginError.incorrect
    }

    private static func decoyHash() -> Result<String, PasswordHashError> {
        Result { () throws(PasswordHashError) in try PasswordHash.make("nobody's password") }
    }
}

/// Why nobody is logged in.
package enum LoginError: Error, Equatable {
    case incorrect
    case tooMany(retryAfterSeconds: Double)

    /// What the client is told about the time to wait, in whole seconds.
    package var retryAfter: ResponseField? {
        guard case .tooMany(let seconds) = self else { return nil }
        return ResponseField("Retry-After", "\(max(1, Int(seconds.rounded(.up))))")
    }

    package var status: Status { retryAfter == nil ? .forbidden : .tooManyRequests }

    package func text(_ login: Login) -> String {
        guard let retryAfter else { return login.incorrectText }
        return "Too many failed logins, please try again in \(retryAfter.value) s."
    }
}

extension PeerAddress {
    /// The address without its port, as people write it.
    package var text: String {
        switch self {
        case .ipv4(let address, _):
            return [24, 16, 8, 0].map { "\(address >> UInt32($0) & 0xFF)" }.joined(separator: ".")
        case .ipv6(let high, let low, _):
            return [high, low].flatMap { half in
                [48, 32, 16, 0].map { String(half >> UInt64($0) & 0xFFFF, radix: 16) }
            }.joined(separator: ":")
        case .local: return "local"
        }
    }
}
