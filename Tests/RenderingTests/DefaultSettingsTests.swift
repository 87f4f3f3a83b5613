import Pixels
import Testing

@testable import Rendering

@Suite struct `Settings that nobody chose` {
    private func settings(
        _ count: Int,
        _ type: PixelType = .uint16,
        bits: Int = 16,
        statistics: [PixelStatistics?] = []
    ) -> RenderingSettings {
        RenderingSettings.defaults(
            pixelType: type,
            significantBits: bits,
            channels: [ChannelMetadata](repeating: ChannelMetadata(), count: count),
            statistics: statistics
        )
    }

    @Test(arguments: [
        (1, false), (2, true), (3, true), (7, true), (8, false), (20, false),
    ])
    func `two to seven channels are in colour, others grey`(_ count: Int, _ isColor: Bool) {
        #expect(settings(count).model == (isColor ? .color : .greyscale))
    }

    @Test func `the first three channels are active, linear and not inverted`() {
        let channels = settings(5).channels
        #expect(channels.map(\.isActive) == [true, true, true, false, false])
        #expect(channels.allSatisfy { $0.family == .linear && $0.coefficient == 1 })
        #expect(channels.allSatisfy { !$0.isInverted && $0.lookUpTable == nil })
        #expect(settings(2).channels.map(\.isActive) == [true, true])
    }

    @Test func `what the file wants to be seen goes before what was measured`() {
        let channels = [
            ChannelMetadata(window: 5...10, isActive: false), ChannelMetadata(isActive: true),
        ]
        let settings = RenderingSettings.defaults(
            pixelType: .uint8,
            significantBits: 8,
            channels: channels,
            statistics: [PixelStatistics(min: 1, max: 2), PixelStatistics(min: 3, max: 4)]
        )
        #expect(
            settings.channels.map(\.window) == [.init(start: 5, end: 10), .init(start: 3, end: 4)]
        )
        #expect(settings.channels.map(\.isActive) == [false, true])
    }

    @Test func `a file that wants no channel to be seen is not heard`() {
        let settings = RenderingSettings.defaults(
            pixelType: .uint8,
            significantBits: 8,
            channels: [ChannelMetadata(isActive: false), ChannelMetadata(isActive: false)],
            statistics: []
        )
        #expect(settings.channels.map(\.isActive) == [true, true])
    }

    @Test func `a window is what was measured, or the type's range when that is nothing`() {
        let measured = settings(
            4,
            bits: 12,
            statistics: [
                PixelStatistics(min: 3, max: 900), PixelStatistics(min: 7, max: 7), nil,
            ]
        )
        let whole = Window(start: 0, end: 4095)
        #expect(
            measured.channels.map(\.window) == [
                Window(start: 3, end: 900), whole, whole, whole,
            ]
        )
    }

    @Test(arguments: [
        (PixelType.bit, 1, 0.0, 1.0), (.uint8, 8, 0, 255), (.int8, 8, -128, 127),
        (.uint16, 16, 0, 65_535), (.uint16, 12, 0, 4095), (.uint16, 99, 0, 65_535),
        (.int16, 16, -32_768, 32_767), (.int16, 12, -2048, 2047),
        (.uint32, 32, 0, 4_294_967_295), (.int32, 32, -2_147_483_648, 2_147_483_647),
        (.float, 32, -2_147_483_648, 2_147_483_647), (.double, 64, -2_147_483_648, 2_147_483_647),
    ])
    func `a type's range comes from its significant bits`(
        _ type: PixelType,
        _ bits: Int,
        _ low: Double,
        _ high: Double
    ) {
        #expect(settings(1, type, bits: bits).channels[0].window == Window(start: low, end: high))
    }

    @Test
    func
        `an image without pyramid is measured in all its planes, one with it in its smallest level`()
        throws
    {
        func source(_ type: PixelType, _ levels: [PixelSize]) -> SyntheticSource {
            SyntheticSource(
                dimensions: Dimensions(x: 8, y: 4, z: 2, c: 2, t: 3),
                pixelType: type,
                levels: levels,
                value: { plane, x, _ in Double(x + 10 * plane.z + 20 * plane.t + 100 * plane.c) }
            )
        }
        let flat = source(.uint16, [PixelSize(width: 8, height: 4)])
        let all = try PixelStatistics.measure(flat, channel: 1, bytesMax: 1 << 20)
        #expect(all == PixelStatistics(min: 100, max: 157))
        let levels = [PixelSize(width: 8, height: 4), PixelSize(width: 4, height: 2)]
        let pyramid = try PixelStatistics.measure(
            source(.uint16, levels),
            channel: 0,
            bytesMax: 1 << 20
        )
        #expect(pyramid == PixelStatistics(min: 0, max: 56))
        #expect(
            try PixelStatistics.measure(source(.uint8, levels), channel: 0, bytesMax: 999) == nil
        )
    }

    private func color(_ index: Int, _ channels: [ChannelMetadata]) -> [UInt8] {
        let color = DefaultColor.of(channel: index, in: channels)
        #expect(color.alpha == 255)
        return [color.red, color.green, color.blue]
    }

    @Test(
        arguments: [
            (499.9, [0, 0, 255]), (500.0, [0, 255, 0]), (559.9, [0, 255, 0]), (560.0, [255, 0, 0]),
            (350.0, [0, 0, 255]), (900.0, [255, 0, 0]),
        ] as [(Double, [UInt8])]
    )
    func `light has the colour of its wavelength`(_ nanometres: Double, _ expected: [UInt8]) {
        #expect(color(0, [ChannelMetadata(emissionWavelengthNanometres: nanometres)]) == expected)
        #expect(color(0, [ChannelMetadata(excitationWavelengthNanometres: nanometres)]) == expected)
    }

    @Test func `a colour of the file's comes first, then emission, then excitation`() {
        let own = RGBAColor(red: 1, green: 2, blue: 3)
        let channel = ChannelMetadata(
            emissionWavelengthNanometres: 600,
            excitationWavelengthNanometres: 400,
            color: own
        )
        #expect(DefaultColor.of(channel: 0, in: [channel]) == own)
        var without = channel
        without.color = nil
        #expect(color(0, [without]) == [255, 0, 0])
    }

    @Test func `channels without light are red, green and blue in turn`() {
        let channels = [ChannelMetadata](repeating: ChannelMetadata(), count: 5)
        #expect(
            channels.indices.map { color($0, channels) } == [
                [255, 0, 0], [0, 255, 0], [0, 0, 255], [255, 0, 0], [0, 255, 0],
            ]
        )
    }

    @Test func `beside channels with light those without are white`() {
        let channels = [
            ChannelMetadata(emissionWavelengthNanometres: 520), ChannelMetadata(),
            ChannelMetadata(color: RGBAColor(red: 9, green: 9, blue: 9)),
        ]
        #expect(
            channels.indices.map { color($0, channels) } == [
                [0, 255, 0], [255, 255, 255], [9, 9, 9],
            ]
        )
    }
}
