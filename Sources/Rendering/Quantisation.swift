import Codecs
import Pixels

/// From pixel values to intensities of 0 to 255, as one channel's settings say.
///
/// Integers of 8 and 16 bits go through fixed-point arithmetic when the family is linear and the
/// window has whole ends, so that the loop is one the compiler vectorises; else through a table.
struct Quantisation {
    private let window: Window
    private let family: Family
    private let coefficient: Double
    private let isInverted: Bool

    /// - Parameter range: the values the pixel type can hold.
    init(_ settings: ChannelSettings, _ range: ClosedRange<Double>) {
        window = Self.effective(settings.window, range)
        family = settings.family
        // A coefficient that is not positive has no curve; linear has one curve only.
        coefficient =
            settings.family == .linear || settings.coefficient <= 0 ? 1 : settings.coefficient
        isInverted = settings.isInverted
    }

    /// A window that makes no sense for the type is replaced by the whole range (OMERO's rule).
    private static func effective(_ window: Window, _ range: ClosedRange<Double>) -> Window {
        let width = range.upperBound - range.lowerBound + 1
        guard window.start <= window.end, window.end - window.start < width else {
            return Window(start: range.lowerBound, end: range.upperBound)
        }
        return window
    }

    /// One intensity for each sample.
    func intensities(_ samples: PixelBuffer.Samples) -> [UInt8] {
        switch samples {
        case .uint8(let values): small(values)
        case .int8(let values): small(values)
        case .uint16(let values): small(values)
        case .int16(let values): small(values)
        case .uint32(let values): large(values) { Double($0) }
        case .int32(let values): large(values) { Double($0) }
        case .float(let values): large(values) { Double($0) }
        case .double(let values): large(values) { $0 }
        }
    }

    private func small<Sample: FixedWidthInteger>(_ values: [Sample]) -> [UInt8] {
        let start = window.start.rounded()
        let end = window.end.rounded()
        guard family == .linear, start == window.start, end == window.end, end > start,
            abs(start) <= 65_536, abs(end) <= 65_536
        else { return byTable(values) }
        return linear(values, start: Int32(start), width: Int32(end - start))
    }

    /// round(255 · (x − start) / width) with 22 bits behind the point: a hundredth of a level off.
    private func linear<Sample: FixedWidthInteger>(
        _ values: [Sample],
        start: Int32,
        width: Int32
    ) -> [UInt8] {
        let factor = Int32((255 * Double(1 << 22) / Double(width)).rounded())
        var levels = [UInt8](repeating: 0, count: values.count)
        var target = levels.mutableSpan
        Self.scale(values.span, &target, start, width, factor, isInverted ? 255 : 0)
        return levels
    }

    private static func scale<Sample: FixedWidthInteger>(
        _ source: Span<Sample>,
        _ target: inout MutableSpan<UInt8>,
        _ start: Int32,
        _ width: Int32,
        _ factor: Int32,
        _ flip: UInt8
    ) {
        let count = target.count
        precondition(source.count == count)
        for index in 0..<count {
            let distance = min(max(Int32(truncatingIfNeeded: source[index]) &- start, 0), width)
            let level = (distance &* factor &+ (1 << 21)) &>> 22
            target[index] = UInt8(truncatingIfNeeded: level) ^ flip
        }
    }

    private func byTable<Sample: FixedWidthInteger>(_ values: [Sample]) -> [UInt8] {
        let table = Self.tables.value(for: TableKey(self, Sample.self)) {
            (Int(Sample.min)...Int(Sample.max)).map { level(Double($0)) }
        }
        let lowest = Int(Sample.min)
        return values.map { table[Int($0) &- lowest] }
    }

    private static let tables = BoundedCache<TableKey, [UInt8]>(countMax: 64)

    private struct TableKey: Hashable {
        let window: Window
        let family: Family
        let coefficient: Double
        let isInverted: Bool
        let isSigned: Bool
        let bitWidth: Int

        init<Sample: FixedWidthInteger>(_ quantisation: Quantisation, _ type: Sample.Type) {
            window = quantisation.window
            family = quantisation.family
            coefficient = quantisation.coefficient
            isInverted = quantisation.isInverted
            isSigned = type.isSigned
            bitWidth = type.bitWidth
        }
    }

    private func large<Sample>(_ values: [Sample], _ number: (Sample) -> Double) -> [UInt8] {
        values.map { level(number($0)) }
    }

    /// The formula itself: below the window 0, above it 255, between them along the family's curve.
    private func level(_ value: Double) -> UInt8 {
        let width = window.end - window.start
        let position: Double
        if !(value >= window.start) {
            position = 0
        } else if value >= window.end || width <= 0 {
            position = 255
        } else {
            position = 255 * (value - window.start) / width
        }
        let scale = curve(255) - curve(0)
        let level = scale.isFinite ? (255 * (curve(position) - curve(0)) / scale) : position < 255 ? 0 : 255
        let byte = UInt8(min(max((level + 0.5).rounded(.down), 0), 255))
        return isInverted ? 255 - byte : byte
    }

    private func curve(_ position: Double) -> Double {
        switch family {
        case .linear: position
        case .polynomial: RealFunctions.power(position, coefficient)
        case .exponential: RealFunctions.exponential(RealFunctions.power(position, coefficient))
        case .logarithmic: position > 0 ? RealFunctions.logarithm(position) : 0
        }
    }
}
