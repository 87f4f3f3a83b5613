package import HTTP
import Secrets

/// The secret that a page of ours knows and a page of others does not, as Django has it: a cookie
/// holds 32 characters, forms and scripts bring them back, plain or masked by 32 others.
///
/// A mask makes each rendering different, so that compression tells nothing about the secret.
package enum CSRFToken {
    package static let cookieName = "csrftoken"
    package static let headerName = "X-CSRFToken"
    package static let fieldName = "csrfmiddlewaretoken"

    private static let length = 32
    private static let alphabet = Array(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789".utf8
    )

    package static func makeSecret() -> String { text(randomDigits()) }

    /// The secret of the request's cookie; nil when there is none that could be ours.
    package static func secret(of request: Request) -> String? {
        request.cookie(cookieName).flatMap { secret(ofToken: $0) }.map(text)
    }

    /// A new masked form of a secret.
    package static func masked(_ secret: String) -> String {
        let mask = randomDigits()
        let plain = Self.digits(secret) ?? randomDigits()
        let cipher = zip(mask, plain).map { ($0 + $1) % alphabet.count }
        return text(mask) + text(cipher)
    }

    /// Whether a token, masked or not, is one of the cookie's secret.
    package static func matches(_ token: String, secret: String) -> Bool {
        guard let found = self.secret(ofToken: token) else { return false }
        return Secrets.areEqual(Array(text(found).utf8), Array(secret.utf8))
    }

    /// The secret behind a plain or masked token, as places in the alphabet.
    private static func secret(ofToken token: String) -> [Int]? {
        guard let digits = digits(token) else { return nil }
        switch digits.count {
        case length: return digits
        case 2 * length:
            return zip(digits[..<length], digits[length...]).map { mask, cipher in
                (cipher - mask + alphabet.count) % alphabet.count
            }
        default: return nil
        }
    }

    private static func digits(_ text: String) -> [Int]? {
        guard text.utf8.count <= 2 * length else { return nil }
        let digits = text.utf8.compactMap { alphabet.firstIndex(of: $0) }
        return digits.count == text.utf8.count ? digits : nil
    }

    private static func text(_ digits: [Int]) -> String {
        String(decoding: digits.map { alphabet[$0] }, as: UTF8.self)
    }

    /// Bytes beyond the last whole multiple of the alphabet would make some characters likelier.
    private static func randomDigits() -> [Int] {
        var digits: [Int] = []
        while digits.count < length {
            let fair = Secrets.randomBytes(length).filter { Int($0) < 256 / 62 * 62 }
            digits += fair.prefix(length - digits.count).map { Int($0) % alphabet.count }
        }
        return digits
    }
}
