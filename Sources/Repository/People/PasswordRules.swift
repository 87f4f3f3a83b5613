/// What a new password has to be; what it is made of is its owner's affair.
package enum PasswordRules {
    package static let charactersMin = 8
    package static let bytesMax = 1024

    package static func check(_ password: String, userName: String) throws(PeopleError) {
        guard password.count >= charactersMin, password.utf8.count <= bytesMax else {
            throw refusal("at least \(charactersMin) characters")
        }
        guard Set(password).count > 2 else { throw refusal("more than two different characters") }
        guard password.lowercased() != userName.lowercased() else {
            throw refusal("something else than the user's name")
        }
    }

    /// The password itself is never part of what is said about it.
    private static func refusal(_ expected: String) -> PeopleError {
        .invalid(name: "password", value: "…", expected: expected)
    }
}
