import CSodium
import Synchronization

/// Passwords as Argon2id hashes (RFC 9106), in the text form that other programs read too.
///
/// A hash takes 19 MiB and tens of milliseconds: never on an event loop. Two are computed at once
/// in a process, so that many logins take neither the memory nor all processors.
package enum PasswordHash {
    /// OWASP's minimum: 19 MiB, two passes, one lane.
    private static let memoryBytes = 19 << 20
    private static let passes: UInt64 = 2

    /// Longer ones are refused, so that nobody makes us hash megabytes.
    package static let passwordBytesMax = 1024

    private static let firstPlace = Mutex<Void>(())
    private static let secondPlace = Mutex<Void>(())
    private static let arrivals = Atomic<Int>(0)

    /// A new hash with a salt of its own.
    package static func make(_ password: String) throws(PasswordHashError) -> String {
        try make(password, memoryBytes: memoryBytes, passes: passes)
    }

    static func make(
        _ password: String,
        memoryBytes: Int,
        passes: UInt64
    ) throws(PasswordHashError) -> String {
        let password = password.utf8.map(CChar.init(bitPattern:))
        guard password.count <= passwordBytesMax else { throw .tooLong(bytes: password.count) }
        return try inPlace { () throws(PasswordHashError) in try hash(password, memoryBytes, passes)
        }
    }

    /// Whether a password is that of a hash; takes the same time for every password.
    package static func isCorrect(_ password: String, _ hash: String) -> Bool {
        let password = password.utf8.map(CChar.init(bitPattern:))
        guard password.count <= passwordBytesMax else { return false }
        return inPlace { () throws(Never) in
            precondition(Secrets.isReady, "libsodium cannot be used")
            return unsafe crypto_pwhash_str_verify(
                hash,
                password + [0],
                UInt64(password.count)
            ) == 0
        }
    }

    /// Whether a hash was made with other parameters than are used today.
    package static func isOutdated(_ hash: String) -> Bool {
        precondition(Secrets.isReady, "libsodium cannot be used")
        return unsafe crypto_pwhash_str_needs_rehash(hash, passes, memoryBytes) != 0
    }

    private static func hash(
        _ password: [CChar],
        _ memoryBytes: Int,
        _ passes: UInt64
    ) throws(PasswordHashError) -> String {
        precondition(Secrets.isReady, "libsodium cannot be used")
        var text = [CChar](repeating: 0, count: Int(crypto_pwhash_STRBYTES))
        let code = unsafe crypto_pwhash_str_alg(
            &text,
            password + [0],
            UInt64(password.count),
            passes,
            memoryBytes,
            crypto_pwhash_ALG_ARGON2ID13
        )
        guard code == 0 else { throw .noMemory(bytes: memoryBytes) }
        return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    /// Waits for one of the two places.
    private static func inPlace<Result: Sendable, Failure>(
        _ body: () throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let arrival = arrivals.wrappingAdd(1, ordering: .relaxed).oldValue
        if arrival & 1 == 0 { return try firstPlace.withLock { _ throws(Failure) in try body() } }
        return try secondPlace.withLock { _ throws(Failure) in try body() }
    }
}

/// Why a password has no hash.
package enum PasswordHashError: Error, Equatable, CustomStringConvertible {
    case tooLong(bytes: Int)
    case noMemory(bytes: Int)

    package var description: String {
        switch self {
        case .tooLong(let bytes):
            "a password has at most \(PasswordHash.passwordBytesMax) bytes, not \(bytes)"
        case .noMemory(let bytes): "no \(bytes) bytes of memory to hash a password"
        }
    }
}
