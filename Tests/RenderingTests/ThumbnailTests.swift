import Pixels
import Testing

@testable import Rendering

@Suite struct `Thumbnails of planes` {
    @Test(arguments: [
        (4000, 3000, 96, 96, 72), (3000, 4000, 96, 72, 96), (100, 1, 96, 96, 1),
        (50, 40, 96, 96, 76),
    ])
    func `the longer side is as asked, the other is cut off`(
        _ width: Int,
        _ height: Int,
        _ side: Int,
        _ expectedWidth: Int,
        _ expectedHeight: Int
    ) {
        let size = ThumbnailSize.longestSide(side).size(of: PixelSize(width: width, height: height))
        #expect(size == PixelSize(width: expectedWidth, height: expectedHeight))
    }

    @Test func `sizes out of bounds are none`() {
        #expect(ThumbnailSize(width: 0, height: nil) == nil)
        #expect(ThumbnailSize(width: ThumbnailSize.sideMax + 1, height: nil) == nil)
        #expect(ThumbnailSize(width: 10, height: 0) == nil)
        #expect(ThumbnailSize(width: nil, height: nil) == .longestSide(96))
    }

    @Test(arguments: [PixelType.uint8, .int16, .uint16, .float])
    func `a pixel is the mean of what it stands for`(_ type: PixelType) throws {
        let source = SyntheticSource(
            dimensions: Dimensions(x: 64, y: 64),
            pixelType: type,
            levels: [PixelSize(width: 64, height: 64)],
            value: { _, x, y in (x / 16 + y / 16) % 2 == 0 ? 20 : Double(100 + x % 2) }
        )
        let settings = RenderingSettings(
            model: .greyscale,
            channels: [
                ChannelSettings(
                    isActive: true,
                    window: Window(start: 0, end: 255),
                    color: RGBAColor(red: 255, green: 255, blue: 255)
                )
            ]
        )
        let picture = try ThumbnailRenderer.render(
            source,
            z: 0,
            t: 0,
            settings: settings,
            size: .longestSide(4)
        )
        for index in 0..<16 {
            let isDark = (index % 4 + index / 4) % 2 == 0
            let grey = Int(picture.pixels[index] & 0xFF)
            // Floating point is put into 256 bins first, which costs one level more.
            #expect(abs(grey - (isDark ? 20 : 101)) <= (type == .float ? 2 : 1))
        }
    }
}
