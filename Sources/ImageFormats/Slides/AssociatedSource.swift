import Codecs
import OpenSlide
import Pixels
import Synchronization

/// A picture beside a slide, such as its label: decoded whole at the first read.
final class AssociatedSource: PixelSource {
    let dimensions: Dimensions

    var pixelType: PixelType { .uint8 }
    var significantBits: Int { 8 }
    var channels: [ChannelMetadata] { RGBAColor.primaries.map { ChannelMetadata(color: $0) } }
    var physicalSize: PhysicalSize { PhysicalSize() }
    var levels: [PixelSize] { [PixelSize(width: dimensions.x, height: dimensions.y)] }

    private let slide: SlideHandle
    private let name: String
    private let limits: ReadLimits
    private let kept = Mutex<SlideChannels?>(nil)

    init(_ slide: SlideHandle, _ name: String, _ size: PixelSize, _ limits: ReadLimits) {
        self.slide = slide
        self.name = name
        self.limits = limits
        dimensions = Dimensions(x: size.width, y: size.height, c: 3)
    }

    func tileSize(level: Int) -> PixelSize { levels[level] }

    func read(_ plane: PlaneIndex, _ region: Region, level: Int) throws -> PixelBuffer {
        try requireInside(plane, region, level: level, file: slide.path)
        let source = SampleRows(
            rowBytes: dimensions.x,
            pixelBytes: 1,
            sampleBytes: 1,
            firstByte: region.y * dimensions.x + region.x
        )
        let target = SampleRows(rowBytes: region.width, pixelBytes: 1, sampleBytes: 1, firstByte: 0)
        var output = [UInt8](repeating: 0, count: region.width * region.height)
        source.copy(
            from: try decoded()[plane.c],
            to: &output,
            as: target,
            width: region.width,
            height: region.height
        )
        return PixelBuffer(
            size: PixelSize(width: region.width, height: region.height),
            samples: .uint8(output)
        )
    }

    /// One thread decodes while the others wait for what it keeps.
    private func decoded() throws(ImageFormatError) -> SlideChannels {
        let pixels = dimensions.x.multipliedReportingOverflow(by: dimensions.y)
        guard !pixels.overflow, pixels.partialValue <= limits.picturePixels else {
            let limit = "\(limits.picturePixels) pixels of its \(name) image"
            throw .beyondLimit(file: slide.path, limit: limit)
        }
        return try kept.withLock { kept throws(ImageFormatError) in
            if let kept { return kept }
            let pixels = try slide.pixels { slide throws(SlideError) in
                try slide.readAssociated(name)
            }
            // A slide that was opened anew may be another by now.
            guard pixels.count == dimensions.x * dimensions.y else {
                let expected = "its \(name) image in the size it had"
                throw .malformed(file: slide.path, offset: 0, expected: expected)
            }
            let channels = SlideChannels(pixels, background: 0xFFFFFF)
            if channels.byteCount <= limits.keptPictureBytes { kept = channels }
            return channels
        }
    }
}
