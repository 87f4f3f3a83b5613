package import Repository
import Secrets
import SharedState

extension Login {
    /// Adds a user with a password of somebody else's choice; answers his id.
    ///
    /// - Throws: `PeopleError`, before the work of hashing where he may not.
    package func add(
        _ user: NewExperimenter,
        password: String,
        by visitor: Visitor
    ) throws -> Int {
        guard visitor.actor.mayAddUsers else { throw PeopleError.notAllowed("add users") }
        try PasswordRules.check(password, userName: user.details.userName)
        var user = user
        user.passwordHash = try PasswordHash.make(password)
        let id = try people.add(user, by: visitor.actor)
        try generation.advance()
        return id
    }

    /// Lets a user in again, or keeps him out, which ends his sessions.
    package func setActive(_ isActive: Bool, user id: Int, by visitor: Visitor) throws {
        try people.setActive(isActive, experimenter: id, by: visitor.actor)
        try generation.advance()
        if !isActive { _ = try sessions.deleteAll(userID: id) }
    }

    /// Makes a change of accounts that every worker has to know of.
    package func change(_ change: (any People) throws -> Void) throws {
        try change(people)
        try generation.advance()
    }
}
