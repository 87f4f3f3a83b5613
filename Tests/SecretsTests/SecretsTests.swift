import Secrets
import Testing

@Suite struct `Hashes and random bytes` {
    private func bytes(_ hexadecimal: String) -> [UInt8] {
        let digits = hexadecimal.utf8.map { UInt8($0 < 0x3A ? $0 - 0x30 : $0 - 0x57) }
        return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    }

    /// Values of BLAKE2b-256 as b2sum --length=256 writes them.
    @Test(arguments: [
        ("", "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8"),
        ("abc", "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319"),
    ])
    func `the hash is BLAKE2b of 256 bits`(_ text: String, _ hash: String) {
        #expect(Secrets.hash(Array(text.utf8)) == bytes(hash))
    }

    @Test func `hashes of long texts differ by every byte`() {
        var text = [UInt8](repeating: 0, count: 10_000)
        let first = Secrets.hash(text)
        text[9_999] = 1
        #expect(Secrets.hash(text) != first)
        #expect(Secrets.hash(text).count == 32)
    }

    @Test func `random bytes are as many as wanted and never the same`() {
        #expect(Secrets.randomBytes(0).isEmpty)
        #expect(Secrets.randomBytes(33).count == 33)
        let drawn = Set((0..<1000).map { _ in Secrets.randomBytes(16) })
        #expect(drawn.count == 1000)
    }
}
