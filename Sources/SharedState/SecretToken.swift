import Secrets

/// A secret that lets its bearer in: 256 random bits as hexadecimal text.
///
/// Tables are keyed by its hash, so whoever reads them holds none.
enum SecretToken {
    private static let byteCount = 32
    /// Characters of every token.
    static let characterCount = 2 * byteCount

    static func make() -> String { hexadecimal(Secrets.randomBytes(byteCount)) }

    static func key(_ token: String) -> [UInt8] { Secrets.hash(Array(token.utf8)) }

    static func hexadecimal(_ bytes: [UInt8]) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
