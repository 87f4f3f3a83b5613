import Pixels

/// One row of a picture in the making: its three components apart, so that each is added up in
/// vectors of bytes, and short enough to stay in the nearest cache.
struct PictureRow {
    private var levels: [UInt8]
    private var red: [UInt8]
    private var green: [UInt8]
    private var blue: [UInt8]
    private var pixels: [UInt32]

    init(width: Int) {
        levels = [UInt8](repeating: 0, count: width)
        red = levels
        green = levels
        blue = levels
        pixels = [UInt32](repeating: 0, count: width)
    }

    mutating func clear() {
        Self.clear(&red)
        Self.clear(&green)
        Self.clear(&blue)
    }

    /// Adds the samples of one channel, which begin at `start`, to the row's light.
    mutating func add(_ samples: PixelBuffer.Samples, from start: Int, _ channel: PreparedChannel) {
        quantise(samples, start..<(start + levels.count), channel.levels)
        if let table = channel.channel.lookUpTable {
            Self.add(levels, through: table.red, to: &red)
            Self.add(levels, through: table.green, to: &green)
            Self.add(levels, through: table.blue, to: &blue)
            return
        }
        Self.add(levels, channel.channel.red, to: &red)
        Self.add(levels, channel.channel.green, to: &green)
        Self.add(levels, channel.channel.blue, to: &blue)
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

    /// Appends the row's pixels: red in the lowest byte, then green, then blue.
    mutating func write(to picture: inout [UInt32]) {
        Self.interleave(red, green, blue, &pixels)
        picture.append(contentsOf: pixels)
    }
}

/// The loops over a row's bytes.
extension PictureRow {
    private static func clear(_ plane: inout [UInt8]) {
        var plane = plane.mutableSpan
        for index in 0..<plane.count { plane[index] = 0 }
    }

    private static func add(_ levels: [UInt8], _ strength: Strength, to plane: inout [UInt8]) {
        var target = plane.mutableSpan
        switch strength {
        case .nothing: return
        case .all: add(levels.span, to: &target)
        case .part(let part): add(levels.span, times: part, to: &target)
        }
    }

    private static func add(_ levels: Span<UInt8>, to plane: inout MutableSpan<UInt8>) {
        let count = plane.count
        precondition(levels.count == count)
        for index in 0..<count {
            // A comparison of bytes would not become vectors; this does.
            let sum = UInt16(plane[index]) &+ UInt16(levels[index])
            plane[index] = UInt8(truncatingIfNeeded: min(sum, 255))
        }
    }

    private static func add(
        _ levels: Span<UInt8>,
        times part: UInt16,
        to plane: inout MutableSpan<UInt8>
    ) {
        let count = plane.count
        let factor = UInt32(part)
        precondition(levels.count == count)
        for index in 0..<count {
            let level = UInt32(levels[index]) &<< 8
            let share = UInt16(truncatingIfNeeded: (level &* factor) &>> 16) &>> 8
            let sum = UInt16(plane[index]) &+ share
            plane[index] = UInt8(truncatingIfNeeded: min(sum, 255))
        }
    }

    private static func add(_ levels: [UInt8], through table: [UInt8], to plane: inout [UInt8]) {
        var target = plane.mutableSpan
        add(levels.span, through: table.span, to: &target)
    }

    private static func add(
        _ levels: Span<UInt8>,
        through table: Span<UInt8>,
        to plane: inout MutableSpan<UInt8>
    ) {
        let count = plane.count
        precondition(levels.count == count && table.count == LookUpTable.levelCount)
        for index in 0..<count {
            let sum = UInt16(plane[index]) &+ UInt16(table[Int(levels[index])])
            plane[index] = UInt8(truncatingIfNeeded: min(sum, 255))
        }
    }

    private static func interleave(
        _ red: [UInt8],
        _ green: [UInt8],
        _ blue: [UInt8],
        _ pixels: inout [UInt32]
    ) {
        var target = pixels.mutableSpan
        interleave(red.span, green.span, blue.span, &target)
    }

    private static func interleave(
        _ red: Span<UInt8>,
        _ green: Span<UInt8>,
        _ blue: Span<UInt8>,
        _ pixels: inout MutableSpan<UInt32>
    ) {
        let count = pixels.count
        precondition(red.count == count && green.count == count && blue.count == count)
        for index in 0..<count {
            let redAndGreen = UInt16(red[index]) | UInt16(green[index]) &<< 8
            pixels[index] = UInt32(redAndGreen) | UInt32(blue[index]) &<< 16
        }
    }
}
