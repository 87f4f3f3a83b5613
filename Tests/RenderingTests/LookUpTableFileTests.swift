import Foundation
import Testing

@testable import Rendering

@Suite struct `Files of look-up tables` {
    private static let ramp = (0..<256).map { UInt8($0) }
    private static let falling = [UInt8](ramp.reversed())
    private static let raw = ramp + falling + [UInt8](repeating: 7, count: 256)

    private func expectRaw(_ bytes: [UInt8]) throws {
        let colors = try LookUpTableFile.colors(of: bytes)
        #expect(colors.red == Self.ramp)
        #expect(colors.green == Self.falling)
        #expect(colors.blue == [UInt8](repeating: 7, count: 256))
    }

    static func image(count: Int, _ components: [UInt8]) -> [UInt8] {
        var header = Array("ICOL".utf8) + [0, 0, UInt8(count >> 8), UInt8(count & 0xFF)]
        header += [UInt8](repeating: 0, count: 24)
        return header + components
    }

    @Test func `three runs of bytes are a table, and what 970 bytes have behind them is not`()
        throws
    {
        try expectRaw(Self.raw)
        try expectRaw(Self.raw + [UInt8](repeating: 9, count: 202))
    }

    @Test func `a header of NIH Image is passed over`() throws {
        try expectRaw(Self.image(count: 256, Self.raw))
    }

    @Test func `fewer colours are spread over all levels and mixed`() throws {
        let two: [UInt8] = [0, 255, 100, 50, 9, 9]
        let padding = [UInt8](repeating: 0, count: 768)
        let colors = try LookUpTableFile.colors(of: Self.image(count: 2, two) + padding)
        #expect(colors.red[0] == 0)
        #expect(colors.red[64] == 127)
        #expect(colors.red[128...] == [UInt8](repeating: 255, count: 128)[...])
        #expect(colors.green[0] == 100)
        #expect(colors.green[64] == 75)
        #expect(colors.blue == [UInt8](repeating: 9, count: 256))
    }

    @Test(arguments: ["\t", " ", ",", " , ", "  "])
    func `rows of three numbers are a table, with any of the separators`(_ mark: String) throws {
        let rows = (0..<256).map { "\($0)\(mark)\(255 - $0)\(mark)7" }
        try expectRaw(Array(rows.joined(separator: "\n").utf8))
        try expectRaw(Array((rows.joined(separator: "\r\n") + "\r\n").utf8))
    }

    @Test func `of four numbers the first is the row's, and titles come before`() throws {
        let rows = (0..<256).map { "\($0) \($0) \(255 - $0) 7" }
        try expectRaw(Array((["Index Red Green Blue"] + rows).joined(separator: "\n").utf8))
        try expectRaw(Array((["My table", "", "r g b"] + rows).joined(separator: "\n").utf8))
    }

    @Test(
        arguments: [
            (
                [UInt8](repeating: 32, count: LookUpTableFile.bytesMax + 1),
                LookUpTableError.tooLong(65_537)
            ),
            ([], .rowCount(0)),
            (image(count: 0, raw), .colorCount(0)),
            (image(count: 257, raw), .colorCount(257)),
            (image(count: 256, raw).dropLast(1), .tooShort(799)),
            (Array("1 2 3\n1 2 3\n".utf8), .rowCount(2)),
            (Array("1 2 3\n1 2\n".utf8), .malformedRow(2)),
            (Array("1 2 256\n1 2 3\na\nb".utf8), .malformedRow(3)),
            (Array("a\nb\nc\n1 2 3".utf8), .malformedRow(3)),
        ] as [([UInt8], LookUpTableError)]
    )
    func `what is no table is refused, with what is wrong`(
        _ bytes: [UInt8],
        _ error: LookUpTableError
    ) {
        #expect(throws: error) { try LookUpTableFile.colors(of: bytes) }
    }
}
