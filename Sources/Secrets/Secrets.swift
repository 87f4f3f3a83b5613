import CSodium

/// Random numbers nobody can guess, and hashes nobody can turn back.
package enum Secrets {
    static let isReady: Bool = sodium_init() >= 0

    /// Random bytes from the kernel.
    package static func randomBytes(_ count: Int) -> [UInt8] {
        precondition(isReady, "libsodium cannot be used")
        var bytes = [UInt8](repeating: 0, count: count)
        unsafe randombytes_buf(&bytes, count)
        return bytes
    }

    /// BLAKE2b with 256 bits.
    package static func hash(_ bytes: [UInt8]) -> [UInt8] {
        precondition(isReady, "libsodium cannot be used")
        var hash = [UInt8](repeating: 0, count: 32)
        _ = unsafe crypto_generichash(&hash, hash.count, bytes, UInt64(bytes.count), nil, 0)
        return hash
    }

    /// Whether two texts are the same, in a time that tells nothing about where they differ.
    package static func areEqual(_ one: [UInt8], _ other: [UInt8]) -> Bool {
        guard one.count == other.count else { return false }
        return unsafe sodium_memcmp(one, other, one.count) == 0
    }
}
