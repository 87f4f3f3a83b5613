import Testing

@testable import Codecs

@Suite struct `LZW codec` {
    @Test func `the example of TIFF 6 is decoded`() throws {
        // Section 13: 7 7 7 8 8 7 7 6 6 as the codes 256 7 258 8 8 258 6 6 257.
        let encoded = packed([256, 7, 258, 8, 8, 258, 6, 6, 257])
        #expect(try LZW.decode(encoded, countMax: 100) == [7, 7, 7, 8, 8, 7, 7, 6, 6])
    }

    @Test(arguments: [1, 2, 255, 256, 5000, 300_000])
    func `decoding gives back what was encoded`(count: Int) throws {
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: ($0 * $0) >> 5 & 0x3B) }
        #expect(try LZW.decode(LZW.encode(bytes), countMax: count) == bytes)
    }

    @Test func `noise fills the table over and over`() throws {
        var state: UInt32 = 1
        let bytes = (0..<100_000).map { _ in
            state = state &* 1_664_525 &+ 1_013_904_223
            return UInt8(state >> 24)
        }
        #expect(try LZW.decode(LZW.encode(bytes), countMax: bytes.count) == bytes)
    }

    @Test func `a long run of one byte uses each code before it is complete`() throws {
        let bytes = [UInt8](repeating: 9, count: 70_000)
        #expect(try LZW.decode(LZW.encode(bytes), countMax: bytes.count) == bytes)
    }

    @Test func `what comes beyond the count is left out`() throws {
        let encoded = LZW.encode([UInt8](repeating: 9, count: 1000))
        for count in 0..<40 {
            #expect(try LZW.decode(encoded, countMax: count).count == count)
        }
    }

    @Test func `a truncated stream gives what came before`() throws {
        let bytes = (0..<1000).map { UInt8(truncatingIfNeeded: $0 / 3) }
        let decoded = try LZW.decode(Array(LZW.encode(bytes).prefix(200)), countMax: 1000)
        #expect(decoded.count < 1000)
        #expect(bytes.starts(with: decoded))
    }

    @Test func `a code that was not defined is an error`() {
        #expect(throws: CodecError.self) {
            try LZW.decode(packed([256, 300]), countMax: 100)
        }
        #expect(throws: CodecError.self) {
            try LZW.decode(packed([256, 258]), countMax: 100)
        }
    }

    @Test func `random bytes end within the count`() {
        var state: UInt32 = 7
        for _ in 0..<200 {
            let bytes = (0..<300).map { _ in
                state = state &* 1_664_525 &+ 1_013_904_223
                return UInt8(state >> 24)
            }
            do {
                #expect(try LZW.decode(bytes, countMax: 5000).count <= 5000)
            } catch {
                #expect(!error.description.isEmpty)
            }
        }
    }

    /// Codes of nine bits, most significant first.
    private func packed(_ codes: [Int]) -> [UInt8] {
        var bits = codes.flatMap { code in (0..<9).map { code >> (8 - $0) & 1 } }
        while bits.count % 8 != 0 { bits.append(0) }
        return stride(from: 0, to: bits.count, by: 8).map { start in
            UInt8(bits[start..<(start + 8)].reduce(0) { $0 * 2 + $1 })
        }
    }
}
