import Testing

@testable import Vectors

@Suite(.enabled(if: ScanEncoder.isSupported)) struct `Scan encoder` {
    private let steps = [[UInt8]](repeating: [UInt8](repeating: 1, count: 64), count: 2)
    /// All symbols have codes of eight bits but the last one, which has nine.
    private let codes = [[UInt8]](
        repeating: [0, 0, 0, 0, 0, 0, 0, 255, 1, 0, 0, 0, 0, 0, 0, 0] + (0...255).map(UInt8.init),
        count: 2
    )

    @Test func `complete tables make an encoder`() {
        let encoder = ScanEncoder(steps: steps, firstCodes: codes, followingCodes: codes)
        #expect(encoder != nil)
    }

    @Test func `a step of nothing makes none`() {
        var steps = steps
        steps[1][63] = 0
        let encoder = ScanEncoder(steps: steps, firstCodes: codes, followingCodes: codes)
        #expect(encoder == nil)
    }

    @Test func `tables without a code for everything make none`() {
        // One code, of one bit, for the symbol 0.
        let lacking = [[UInt8]](repeating: [1] + [UInt8](repeating: 0, count: 16), count: 2)
        for (first, following) in [(lacking, codes), (codes, lacking)] {
            let encoder = ScanEncoder(steps: steps, firstCodes: first, followingCodes: following)
            #expect(encoder == nil)
        }
    }

    @Test func `tables that are cut off make none`() {
        let short = codes.map { Array($0.dropLast()) }
        for (first, following) in [(short, codes), (codes, short)] {
            let encoder = ScanEncoder(steps: steps, firstCodes: first, followingCodes: following)
            #expect(encoder == nil)
        }
    }
}
