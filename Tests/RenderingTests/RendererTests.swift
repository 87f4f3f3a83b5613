import Foundation
import Pixels
import Testing

@testable import Rendering

/// The renderer against the formulas themselves, written here once more in floating point.
@Suite struct `Rendered levels and colours` {
    struct Case: Sendable, CustomTestStringConvertible {
        let type: PixelType
        let window: Window
        let family: Family
        let coefficient: Double
        let isInverted: Bool

        var testDescription: String {
            "\(type) \(window.start)…\(window.end) \(family) \(coefficient) \(isInverted)"
        }
    }

    /// Types × windows × curves × inversion.
    static let cases: [Case] = {
        let types: [PixelType] = [.uint8, .int8, .uint16, .int16, .uint32, .int32, .float, .double]
        let curves: [(Family, Double)] = [
            (.linear, 1), (.polynomial, 0.5), (.polynomial, 2), (.exponential, 0.5),
            (.logarithmic, 1),
        ]
        return types.flatMap { type in
            windows(type).flatMap { window in
                curves.flatMap { family, coefficient in
                    [false, true].map { isInverted in
                        Case(
                            type: type,
                            window: window,
                            family: family,
                            coefficient: coefficient,
                            isInverted: isInverted
                        )
                    }
                }
            }
        }
    }()

    private static func windows(_ type: PixelType) -> [Window] {
        switch type {
        case .uint8: [Window(start: 0, end: 255), Window(start: 20, end: 21.5)]
        case .int8: [Window(start: -128, end: 127), Window(start: -10, end: 40)]
        case .uint16: [Window(start: 0, end: 65_535), Window(start: 300, end: 4_100.25)]
        case .int16: [Window(start: -32_768, end: 32_767), Window(start: -200, end: 900)]
        case .uint32: [Window(start: 0, end: 5_000), Window(start: 0.5, end: 70_000)]
        default: [Window(start: -100, end: 5_000), Window(start: 0.5, end: 70_000)]
        }
    }

    private static let dimensions = Dimensions(x: 64, y: 32)

    /// All values of an 8-bit type, or a sweep over what the windows touch.
    private static func value(_ type: PixelType, _ index: Int) -> Double {
        switch type {
        case .bit, .uint8: Double(index % 256)
        case .int8: Double(index % 256 - 128)
        case .uint16: Double(index * 32)
        case .int16: Double(index * 32 - 32_768)
        case .uint32: Double(index * 40)
        case .int32, .float, .double: Double(index * 40 - 2_000)
        }
    }

    private static func source(_ type: PixelType) -> SyntheticSource {
        SyntheticSource(
            dimensions: dimensions,
            pixelType: type,
            levels: [PixelSize(width: dimensions.x, height: dimensions.y)],
            value: { _, x, y in value(type, y * dimensions.x + x) }
        )
    }

    /// OMERO's quantisation, without tables and without shortcuts.
    private func level(_ value: Double, _ wanted: Case) -> Double {
        let (start, end) = (wanted.window.start, wanted.window.end)
        func curve(_ v: Double) -> Double {
            switch wanted.family {
            case .linear: v
            case .polynomial: pow(v, wanted.coefficient)
            case .exponential: exp(pow(v, wanted.coefficient))
            case .logarithmic: v > 0 ? log(v) : 0
            }
        }
        let position =
            value < start ? 0 : value >= end ? 255 : 255 * (value - start) / (end - start)
        let factor = 255 / (curve(255) - curve(0))
        let level = (factor * (curve(position) - curve(0)) + 0.5).rounded(.down)
        let held = min(max(level, 0), 255)
        return wanted.isInverted ? 255 - held : held
    }

    @Test(arguments: cases)
    func `grey levels follow the formula within what binning allows`(_ wanted: Case) throws {
        let source = Self.source(wanted.type)
        let settings = RenderingSettings(
            model: .greyscale,
            channels: [
                ChannelSettings(
                    isActive: true,
                    window: wanted.window,
                    color: RGBAColor(red: 0, green: 255, blue: 0),
                    isInverted: wanted.isInverted,
                    family: wanted.family,
                    coefficient: wanted.coefficient
                )
            ]
        )
        let picture = try Renderer.render(
            source,
            z: 0,
            t: 0,
            region: Region(x: 0, y: 0, width: 64, height: 32),
            level: 0,
            settings: settings
        )
        for index in picture.pixels.indices {
            let value = Self.value(wanted.type, index)
            let grey = picture.pixels[index] & 0xFF
            #expect(picture.pixels[index] & 0xFF_FFFF == grey * 0x01_0101)
            let difference = abs(Double(grey) - level(value, wanted))
            #expect(difference <= tolerance(value, wanted), "\(value) became \(grey)")
        }
    }

    /// Wide types are put into 256 bins first (OMERO's rule), so where the curve is steep a value
    /// may be as far off as the curve rises within a bin and a half.
    private func tolerance(_ value: Double, _ wanted: Case) -> Double {
        guard wanted.type.byteCount > 2 else { return 1 }
        let bin = 1.5 * (wanted.window.end - wanted.window.start) / 256
        return 1 + abs(level(value + bin, wanted) - level(value - bin, wanted))
    }

    @Test func `colours are added and held at full light`() throws {
        let source = SyntheticSource(
            dimensions: Dimensions(x: 4, y: 1, c: 3),
            pixelType: .uint8,
            levels: [PixelSize(width: 4, height: 1)],
            value: { plane, x, _ in Double([0, 100, 200, 255][x] / (plane.c == 2 ? 5 : 1)) }
        )
        let window = Window(start: 0, end: 255)
        let colors = [
            RGBAColor(red: 255, green: 0, blue: 0), RGBAColor(red: 255, green: 128, blue: 0),
            RGBAColor(red: 0, green: 0, blue: 255),
        ]
        let settings = RenderingSettings(
            model: .color,
            channels: colors.map { ChannelSettings(isActive: true, window: window, color: $0) }
        )
        let picture = try Renderer.render(
            source,
            z: 0,
            t: 0,
            region: Region(x: 0, y: 0, width: 4, height: 1),
            level: 0,
            settings: settings
        )
        let rgb = stride(from: 0, to: 12, by: 3).map { Array(picture.rgb[$0..<($0 + 3)]) }
        #expect(rgb[0] == [0, 0, 0])
        #expect(rgb[1] == [200, 50, 20])
        #expect(rgb[2] == [255, 100, 40])
        #expect(rgb[3] == [255, 128, 51])
    }

    @Test func `no active channel is black, and grey shows the first active one alone`() throws {
        let source = SyntheticSource(
            dimensions: Dimensions(x: 1, y: 1, c: 2),
            pixelType: .uint8,
            levels: [PixelSize(width: 1, height: 1)],
            value: { plane, _, _ in plane.c == 0 ? 10 : 200 }
        )
        var settings = RenderingSettings(
            model: .greyscale,
            channels: [false, true].map {
                ChannelSettings(
                    isActive: $0,
                    window: Window(start: 0, end: 255),
                    color: RGBAColor(red: 255, green: 0, blue: 0)
                )
            }
        )
        let region = Region(x: 0, y: 0, width: 1, height: 1)
        func rgb() throws -> [UInt8] {
            try Renderer.render(source, z: 0, t: 0, region: region, level: 0, settings: settings)
                .rgb
        }
        #expect(try rgb() == [200, 200, 200])
        settings.channels[1].isActive = false
        #expect(try rgb() == [0, 0, 0])
    }

    @Test func `a region outside the image is refused`() {
        let source = Self.source(.uint8)
        let settings = RenderingSettings(model: .color, channels: [])
        #expect(throws: RenderingError.self) {
            try Renderer.render(
                source,
                z: 0,
                t: 0,
                region: Region(x: 60, y: 0, width: 8, height: 8),
                level: 0,
                settings: settings
            )
        }
    }
}
