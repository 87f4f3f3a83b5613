import Kernel
package import Repository
import Secrets
package import SharedState

/// New passwords for those who forgot theirs: a link by mail, to the address that is written down.
///
/// Whoever asks is told the same at once, whether there is such an account or not: who it is is
/// looked up later, elsewhere (CVE-2025-54791).
package struct PasswordReset: Sendable {
    /// Somebody's wish, as it came.
    package struct Wish: Sendable, Equatable {
        package let userName: String
        package let email: String

        package init(userName: String, email: String) {
            self.userName = userName
            self.email = email
        }
    }

    /// What is to be sent: to whom, and the path and query that set the password.
    package struct Letter: Sendable {
        package let userID: Int
        package let email: String
        package let target: String
    }

    /// Where a letter leads to, below the prefix.
    package static let path = "/webadmin/resetpassword/"

    private let people: any People
    private let shared: SharedState
    /// Looks up and sends later; nil where no mail is sent.
    private let pass: (@Sendable (Wish) -> Void)?

    package init(
        people: any People,
        shared: SharedState,
        passing pass: (@Sendable (Wish) -> Void)?
    ) {
        self.people = people
        self.shared = shared
        self.pass = pass
    }

    /// Whether links are sent at all.
    package var isOffered: Bool { pass != nil }

    /// Takes a wish; every one counts, for its name and its network.
    ///
    /// - Throws: `LoginError.tooMany`.
    package func ask(_ wish: Wish, _ visitor: Visitor) throws {
        // The blank keeps it apart from logins: no user name begins with one.
        let account = " forgotten " + wish.userName.prefix(Self.nameCharactersMax)
        if case .refused(let seconds) = try shared.loginThrottle.begin(
            account: account,
            from: visitor.network
        ) {
            throw LoginError.tooMany(retryAfterSeconds: seconds)
        }
        pass?(wish)
    }

    private static let nameCharactersMax = 255

    /// The letter that answers a wish; nil when nobody is to get one.
    ///
    /// Administrators set their passwords on the server: who reads their mail shall not become one.
    package func letter(for wish: Wish, atSeconds now: Int) throws -> Letter? {
        guard let user = try people.experimenter(named: wish.userName), user.actor != nil,
            !user.isLDAP, !user.isAdministrator, let email = user.email, !email.isEmpty,
            email.lowercased() == wish.email.lowercased(),
            let hash = try people.passwordHash(ofExperimenter: user.id),
            let token = try shared.resetTokens.create(
                userID: user.id,
                passwordHash: hash,
                atSeconds: now
            )
        else { return nil }
        return Letter(userID: user.id, email: email, target: Self.path + "?token=" + token)
    }

    /// Whether a token still sets a password.
    package func isOpen(
        _ token: String,
        atSeconds now: Int = WallClock.nowSeconds()
    ) throws -> Bool {
        try shared.resetTokens.userID(of: token, atSeconds: now) != nil
    }

    /// Sets the password of a token's user, ends all his sessions and uses the token up.
    ///
    /// Answers false when the token is worth nothing; a password that the rules refuse uses up none.
    package func redeem(
        _ token: String,
        password: String,
        atSeconds now: Int = WallClock.nowSeconds()
    ) throws -> Bool {
        guard let id = try shared.resetTokens.userID(of: token, atSeconds: now),
            let user = try people.experimenter(id), let actor = user.actor,
            !user.isLDAP, !user.isAdministrator,
            let present = try people.passwordHash(ofExperimenter: id)
        else { return false }
        try PasswordRules.check(password, userName: user.userName)
        let hash = try PasswordHash.make(password)
        guard try shared.resetTokens.take(token, passwordHash: present, atSeconds: now) else {
            return false
        }
        try people.setPassword(hash: hash, experimenter: id, by: actor)
        try shared.people.advance()
        _ = try shared.sessions.deleteAll(userID: id)
        return true
    }
}
