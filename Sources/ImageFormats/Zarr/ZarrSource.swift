import Codecs
import Pixels

/// The pixels of one image of a hierarchy, each resolution an array.
struct ZarrSource: PixelSource {
    let dimensions: Dimensions
    let pixelType: PixelType
    let channels: [ChannelMetadata]
    let physicalSize: PhysicalSize
    let levels: [PixelSize]

    private let axes: NGFFAxes
    private let readers: [ZarrChunkReader]

    var significantBits: Int { pixelType == .bit ? 1 : pixelType.byteCount * 8 }

    /// Takes the arrays of the resolutions, the full one first, all of one type.
    init(
        _ readers: [ZarrChunkReader],
        _ axes: NGFFAxes,
        _ pixelType: PixelType,
        channels: [ChannelMetadata],
        physicalSize: PhysicalSize
    ) {
        self.readers = readers
        self.axes = axes
        self.physicalSize = physicalSize
        self.pixelType = pixelType
        dimensions = axes.dimensions(readers[0].array.shape)
        levels = readers.map { axes.planeSize($0.array.shape) }
        self.channels = (0..<dimensions.c).map { index in
            index < channels.count ? channels[index] : ChannelMetadata()
        }
    }

    /// Chunks, as long as a viewer gets neither thousands of them nor a whole plane at a time.
    func tileSize(level: Int) -> PixelSize {
        let chunk = axes.planeSize(readers[level].array.chunkShape)
        return PixelSize(
            width: min(Self.tileEdge(chunk.width), levels[level].width),
            height: min(Self.tileEdge(chunk.height), levels[level].height)
        )
    }

    private static func tileEdge(_ chunkEdge: Int) -> Int {
        if chunkEdge > 1024 { return 512 }
        return chunkEdge < 128 ? 128 / chunkEdge * chunkEdge : chunkEdge
    }

    func read(_ plane: PlaneIndex, _ region: Region, level: Int) throws -> PixelBuffer {
        let file = readers[0].array.file
        try requireInside(plane, region, level: level, file: file)
        let reader = ZarrPlaneReader(
            chunks: readers[level],
            axes: axes,
            plane: plane,
            type: pixelType
        )
        let sections = axes.dimensions(readers[level].array.shape).z
        let samples = try reader.samples(region, section: section(plane.z, of: sections))
        let size = PixelSize(width: region.width, height: region.height)
        return PixelBuffer(size: size, samples: samples)
    }

    /// Some pyramids have fewer sections, too: then it is the one that covers the section asked for.
    private func section(_ z: Int, of sections: Int) -> Int {
        sections == dimensions.z ? z : min(z * sections / dimensions.z, sections - 1)
    }
}
