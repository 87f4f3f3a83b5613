import Testing

@testable import Codecs

@Suite struct `GIF pictures` {
    @Test(arguments: [
        (1, 1, 1), (1, 1, 2), (3, 5, 2), (7, 9, 3), (64, 64, 4), (100, 31, 5), (300, 200, 256),
        (512, 400, 17),
    ])
    func `what is written is read again, by a reader of its own`(
        _ width: Int,
        _ height: Int,
        _ colors: Int
    ) throws {
        // Noise and runs in turn: the first fills the table of codes and makes it begin anew.
        var state: UInt32 = 12_345
        let pixels = (0..<(width * height)).map { index -> UInt8 in
            state = state &* 1_664_525 &+ 1_013_904_223
            return index / 1000 % 2 == 0 ? UInt8(Int(state >> 16) % colors) : UInt8(colors - 1)
        }
        let palette = (0..<colors).map { UInt32($0) * 0x01_0203 & 0xFF_FFFF }
        let file = try GIF.encode(
            pixels,
            width: width,
            height: height,
            palette: palette,
            transparent: 0
        )
        let read = try #require(GIFReading(file))
        #expect(read.width == width && read.height == height)
        #expect(Array(read.palette.prefix(colors)) == palette)
        #expect(read.transparent == 0)
        #expect(read.pixels == pixels)
    }

    @Test func `all one colour, which makes the longest runs`() throws {
        let pixels = [UInt8](repeating: 1, count: 3000 * 3000)
        let file = try GIF.encode(
            pixels,
            width: 3000,
            height: 3000,
            palette: [0, 0xFF0000],
            transparent: nil
        )
        let read = try #require(GIFReading(file))
        #expect(read.pixels == pixels)
        #expect(read.transparent == nil)
        #expect(file.count < 20_000)
    }

    @Test func `a side that the format has no room for is refused`() {
        let error = CodecError.beyondLimit(codec: "GIF", limit: "65535 pixels a side")
        #expect(throws: error) {
            try GIF.encode(
                [UInt8](repeating: 0, count: 65_536),
                width: 65_536,
                height: 1,
                palette: [0],
                transparent: nil
            )
        }
    }
}

/// A reader after the specification of GIF89a, for what the writer writes.
private struct GIFReading {
    let width: Int
    let height: Int
    private(set) var palette: [UInt32] = []
    private(set) var transparent: UInt8?
    private(set) var pixels: [UInt8] = []

    init?(_ file: [UInt8]) {
        guard file.starts(with: "GIF89a".utf8), file.last == 0x3B else { return nil }
        width = Int(file[6]) | Int(file[7]) << 8
        height = Int(file[8]) | Int(file[9]) << 8
        let count = 2 << Int(file[10] & 7)
        var at = 13
        for _ in 0..<count {
            palette.append(
                UInt32(file[at]) << 16 | UInt32(file[at + 1]) << 8 | UInt32(file[at + 2])
            )
            at += 3
        }
        if file[at] == 0x21 {
            transparent = file[at + 3] & 1 == 1 ? file[at + 6] : nil
            at += 8
        }
        guard file[at] == 0x2C else { return nil }
        at += 10
        let codeBits = Int(file[at])
        at += 1
        var data: [UInt8] = []
        while file[at] > 0 {
            data += file[(at + 1)...(at + Int(file[at]))]
            at += 1 + Int(file[at])
        }
        guard at == file.count - 2 else { return nil }
        guard let decoded = Self.decode(data, codeBits) else { return nil }
        pixels = decoded
    }

    private static func decode(_ data: [UInt8], _ codeBits: Int) -> [UInt8]? {
        let clear = 1 << codeBits
        let roots = (0..<clear).map { [UInt8($0)] } + [[], []]
        var table = roots
        var width = codeBits + 1
        var before: [UInt8] = []
        var pixels: [UInt8] = []
        var bit = 0
        while true {
            guard bit + width <= data.count * 8 else { return nil }
            let code = (0..<width).reduce(0) { code, index in
                let place = bit + index
                return code | Int(data[place / 8] >> UInt8(place % 8) & 1) << index
            }
            bit += width
            if code == clear {
                table = roots
                width = codeBits + 1
                before = []
                continue
            }
            if code == clear + 1 { return pixels }
            let run: [UInt8]
            if code < table.count {
                run = table[code]
            } else {
                guard code == table.count, let first = before.first else { return nil }
                run = before + [first]
            }
            pixels += run
            if !before.isEmpty, let first = run.first, table.count < 4096 {
                table.append(before + [first])
                if table.count == 1 << width, width < 12 { width += 1 }
            }
            before = run
        }
    }
}
