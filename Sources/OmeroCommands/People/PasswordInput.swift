import Kernel
import Repository
import Secrets

/// Where a command takes a new password from: a file, the terminal, or chance; never a flag, which
/// every user of the machine could read in the list of processes.
enum PasswordInput {
    static let file = OptionDescription.value(
        "--password-file",
        name: "FILE",
        completion: .files,
        help: "Take the password from the first line of a file, or of the input when it is -."
    )

    /// Letters and digits without those that look alike.
    private static let alphabet = Array("abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789")
    private static let randomCharacters = 20

    /// The password of the file, or the one that is typed twice.
    static func read(_ invocation: Invocation, userName: String) throws -> String {
        let password =
            try given(invocation)
            ?? asked("Please enter password for \(userName): ", invocation.console)
        try PasswordRules.check(password, userName: userName)
        return password
    }

    /// The password of the file; nil when none was named.
    static func given(_ invocation: Invocation) throws -> String? {
        guard let path = invocation.value(of: file) else { return nil }
        let line = try TextInput.read(path, invocation.console).prefix { !$0.isNewline }
        guard !line.isEmpty else {
            throw CommandFailure(.badData, "\(path): the first line is empty")
        }
        return String(line)
    }

    private static func asked(_ prompt: String, _ console: Console) throws -> String {
        guard let first = try console.readSecret(prompt) else {
            throw CommandFailure(
                .noInput,
                "There is no terminal to ask for the password.",
                remedy: "Give it in a file: --password-file FILE"
            )
        }
        guard try console.readSecret("Please re-enter password: ") == first else {
            throw CommandFailure(.badData, "Passwords don't match.")
        }
        return first
    }

    /// A password nobody guesses: more than 100 random bits.
    static func random() -> String {
        var password = ""
        while password.count < randomCharacters {
            // Bytes beyond the last whole multiple would make some characters likelier.
            for byte in Secrets.randomBytes(randomCharacters)
            where Int(byte) < 256 / alphabet.count * alphabet.count
                && password.count < randomCharacters
            {
                password.append(alphabet[Int(byte) % alphabet.count])
            }
        }
        return password
    }
}
