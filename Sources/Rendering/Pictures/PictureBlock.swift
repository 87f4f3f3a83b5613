import Pixels
import Vectors

/// Some pixels of a picture in the making, one behind the other: their three components apart, so
/// that each is added up in vectors of bytes, and few enough to stay in the nearest cache.
struct PictureBlock {
    /// Pixels that a block holds at most.
    static let countMax = 2048

    private var count = 0
    private var levels = [UInt8](repeating: 0, count: countMax)
    private var red = [UInt8](repeating: 0, count: countMax)
    private var green = [UInt8](repeating: 0, count: countMax)
    private var blue = [UInt8](repeating: 0, count: countMax)
    private var pixels = [UInt32](repeating: 0, count: countMax)

    /// Makes the block black, with that many pixels.
    mutating func begin(count: Int) {
        self.count = count
        Self.clear(&red, count)
        Self.clear(&green, count)
        Self.clear(&blue, count)
    }

    /// Adds the samples of one channel, which begin at `start`, to the block's light.
    mutating func add(_ samples: PixelBuffer.Samples, from start: Int, _ channel: PreparedChannel) {
        quantise(samples, start..<(start + count), channel.levels)
        if let table = channel.channel.lookUpTable {
            Self.add(levels, count, through: table.words, to: &red, &green, &blue)
            return
        }
        Self.add(levels, count, channel.channel.red, to: &red)
        Self.add(levels, count, channel.channel.green, to: &green)
        Self.add(levels, count, channel.channel.blue, to: &blue)
    }

    /// Appends the block's pixels: red in the lowest byte, then green, then blue.
    mutating func write(to picture: inout [UInt32]) {
        Self.interleave(red, green, blue, count, &pixels)
        picture.append(contentsOf: pixels[..<count])
    }

    private mutating func quantise(
        _ samples: PixelBuffer.Samples,
        _ range: Range<Int>,
        _ levels: SampleLevels
    ) {
        switch (samples, levels) {
        case (.uint8(let values), .short(let how)): quantise(values, range, how)
        case (.int8(let values), .short(let how)): quantise(values, range, how)
        case (.uint16(let values), .short(let how)): quantise(values, range, how)
        case (.int16(let values), .short(let how)): quantise(values, range, how)
        case (.uint32(let values), .binned(let how)): quantise(values, range, how)
        case (.int32(let values), .binned(let how)): quantise(values, range, how)
        case (.float(let values), .binned(let how)): quantise(values, range, how)
        case (.double(let values), .binned(let how)): quantise(values, range, how)
        default: preconditionFailure("levels are prepared for the samples they are used on")
        }
    }

    private mutating func quantise<Sample: ShortSample>(
        _ values: [Sample],
        _ range: Range<Int>,
        _ how: ShortLevels
    ) {
        var target = levels.mutableSpan
        switch how {
        case .linear(let scale):
            scale.quantise(values.span.extracting(range), into: &target)
        case .table(let table):
            LevelTable.quantise(values.span.extracting(range), by: table.span, into: &target)
        }
    }

    private mutating func quantise<Sample: WideSample>(
        _ values: [Sample],
        _ range: Range<Int>,
        _ how: BinnedLevels
    ) {
        var target = levels.mutableSpan
        how.quantise(values.span.extracting(range), into: &target)
    }
}

/// The loops over a block's bytes.
extension PictureBlock {
    private static func clear(_ plane: inout [UInt8], _ count: Int) {
        var plane = plane.mutableSpan
        for index in 0..<count { plane[index] = 0 }
    }

    private static func add(
        _ levels: [UInt8],
        _ count: Int,
        _ strength: Strength,
        to plane: inout [UInt8]
    ) {
        let levels = levels.span.extracting(..<count)
        var target = plane.mutableSpan
        switch strength {
        case .nothing: return
        case .all: ByteVectors.add(levels, to: &target)
        case .part(let part): ByteVectors.add(levels, times: part, to: &target)
        }
    }

    private static func add(
        _ levels: [UInt8],
        _ count: Int,
        through table: [UInt32],
        to red: inout [UInt8],
        _ green: inout [UInt8],
        _ blue: inout [UInt8]
    ) {
        var reds = red.mutableSpan
        var greens = green.mutableSpan
        var blues = blue.mutableSpan
        let levels = levels.span.extracting(..<count)
        ByteVectors.add(levels, through: table, to: &reds, &greens, &blues)
    }

    private static func interleave(
        _ red: [UInt8],
        _ green: [UInt8],
        _ blue: [UInt8],
        _ count: Int,
        _ pixels: inout [UInt32]
    ) {
        var target = pixels.mutableSpan
        ByteVectors.interleave(
            red.span.extracting(..<count),
            green.span.extracting(..<count),
            blue.span.extracting(..<count),
            into: &target
        )
    }
}
