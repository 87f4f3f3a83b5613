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
            Self.add(levels, count, through: table.red, to: &red)
            Self.add(levels, count, through: table.green, to: &green)
            Self.add(levels, count, through: table.blue, to: &blue)
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
        through table: [UInt8],
        to plane: inout [UInt8]
    ) {
        var target = plane.mutableSpan
        add(levels.span.extracting(..<count), through: table.span, to: &target)
    }

    private static func add(
        _ levels: Span<UInt8>,
        through table: Span<UInt8>,
        to plane: inout MutableSpan<UInt8>
    ) {
        let count = levels.count
        precondition(count <= plane.count && table.count == LookUpTable.levelCount)
        for index in 0..<count {
            let sum = UInt16(plane[index]) &+ UInt16(table[Int(levels[index])])
            plane[index] = UInt8(truncatingIfNeeded: min(sum, 255))
        }
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
