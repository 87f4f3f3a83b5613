import Codecs
import Kernel
import Pixels
import Synchronization

/// The pixels of a PNG or JPEG file: decoded whole at the first read, and kept if not too large.
final class PictureSource: PixelSource {
    let dimensions: Dimensions
    let pixelType: PixelType
    let channels: [ChannelMetadata]

    var significantBits: Int { pixelType.byteCount * 8 }
    var physicalSize: PhysicalSize { PhysicalSize() }
    var levels: [PixelSize] { [PixelSize(width: dimensions.x, height: dimensions.y)] }

    private let file: File
    private let codec: PictureCodec
    private let layout: PictureCodec.Layout
    private let limits: ReadLimits
    private let kept = Mutex<[UInt8]?>(nil)

    init(_ file: File, _ codec: PictureCodec, _ layout: PictureCodec.Layout, _ limits: ReadLimits) {
        self.file = file
        self.codec = codec
        self.layout = layout
        self.limits = limits
        dimensions = Dimensions(x: layout.width, y: layout.height, c: layout.samplesPerPixel)
        pixelType = layout.bitsPerSample == 16 ? .uint16 : .uint8
        let isColor = layout.samplesPerPixel == 3
        channels = (0..<layout.samplesPerPixel).map {
            ChannelMetadata(color: isColor ? RGBAColor.primaries[$0] : nil)
        }
    }

    func tileSize(level: Int) -> PixelSize { levels[level] }

    func read(_ plane: PlaneIndex, _ region: Region, level: Int) throws -> PixelBuffer {
        try requireInside(plane, region, level: level, file: file.path)
        let sampleBytes = pixelType.byteCount
        let pixelBytes = layout.samplesPerPixel * sampleBytes
        let source = SampleRows(
            rowBytes: layout.width * pixelBytes,
            pixelBytes: pixelBytes,
            sampleBytes: sampleBytes,
            firstByte: (region.y * layout.width + region.x) * pixelBytes + plane.c * sampleBytes
        )
        let target = SampleRows(
            rowBytes: region.width * sampleBytes,
            pixelBytes: sampleBytes,
            sampleBytes: sampleBytes,
            firstByte: 0
        )
        var output = [UInt8](repeating: 0, count: region.width * region.height * sampleBytes)
        source.copy(
            from: try picture(),
            to: &output,
            as: target,
            width: region.width,
            height: region.height
        )
        return PixelBuffer(
            size: PixelSize(width: region.width, height: region.height),
            samples: PixelBuffer.Samples(output, pixelType)
        )
    }

    /// One thread decodes while the others wait for what it keeps.
    private func picture() throws(ImageFormatError) -> [UInt8] {
        try kept.withLock { kept throws(ImageFormatError) in
            if let kept { return kept }
            let picture = try decode()
            if picture.count <= limits.keptPictureBytes { kept = picture }
            return picture
        }
    }

    private func decode() throws(ImageFormatError) -> [UInt8] {
        let bytes = try PictureFormat.contents(file, limits)
        do throws(CodecError) {
            let picture = try codec.decode(bytes, pixelsMax: limits.picturePixels)
            guard picture.width == layout.width, picture.height == layout.height,
                picture.samplesPerPixel == layout.samplesPerPixel,
                picture.bitsPerSample == layout.bitsPerSample
            else { throw .malformed(codec: codec.rawValue, reason: "the file has changed") }
            return picture.bytes
        } catch {
            throw ImageFormatError(error, file.path, at: 0)
        }
    }
}
