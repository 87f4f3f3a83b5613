import Pixels

/// From the samples of one channel to grey levels of 0 to 255.
///
/// Below its window a sample is black, from the window's end on white (or the reverse when
/// inverted), whatever the family.
struct Quantiser: Sendable {
    let window: Window
    let curve: Curve
    let isInverted: Bool
    private let isLinear: Bool

    /// - Parameter channel: its number from 0, for errors.
    init(
        _ settings: ChannelSettings,
        channel: Int,
        type: PixelType,
        significantBits: Int
    ) throws(RenderingError) {
        isLinear = settings.family == .linear
        guard isLinear || settings.coefficient > 0 else {
            throw .coefficient(channel: channel, settings.coefficient)
        }
        window = Self.usable(settings.window, type, significantBits)
        curve = Curve(settings.family, coefficient: settings.coefficient)
        isInverted = settings.isInverted
    }

    /// OMERO's check: a window that is upside down, or wider than the type, gives way to the whole
    /// range of the type; the ends of others are moved into that range, except in floating point,
    /// whose range is only nominal.
    private static func usable(_ window: Window, _ type: PixelType, _ bits: Int) -> Window {
        let range = PixelRange.of(type, significantBits: bits)
        let whole = Window(start: range.lowerBound, end: range.upperBound)
        // Neither infinite windows nor those that are not numbers have a finite width.
        guard window.start <= window.end, (window.end - window.start).isFinite else {
            return whole
        }
        if type.isFloatingPoint { return window }
        let typeSize = Double(1 << (type.byteCount * 8))
        guard window.end - window.start < typeSize else { return whole }
        return Window(
            start: min(max(window.start, range.lowerBound), range.upperBound),
            end: min(max(window.end, range.lowerBound), range.upperBound)
        )
    }

    /// The fastest exact way to the levels of samples of this type.
    func levels<Sample: ShortSample>(of type: Sample.Type) -> ShortLevels {
        if isLinear, let scale = FixedPointScale(self, lowest: Double(Sample.min)) {
            return .linear(scale)
        }
        return .table(LevelTable.of(self, type))
    }

    var wideLevels: BinnedLevels { BinnedLevels(self) }

    /// The level of an integer sample, in the words of OMERO's documentation.
    func level(_ sample: Double) -> UInt8 {
        let width = window.end - window.start
        let level: UInt8
        if sample < window.start {
            level = 0
        } else if sample >= window.end {
            level = 255
        } else {
            level = curve.level(255 * (sample - window.start) / width)
        }
        return isInverted ? 255 - level : level
    }
}

/// How samples of eight and sixteen bits become levels.
enum ShortLevels: Sendable {
    case linear(FixedPointScale)
    /// One level for each value of the type.
    case table([UInt8])
}
