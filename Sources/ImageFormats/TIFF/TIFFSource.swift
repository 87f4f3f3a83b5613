import Pixels

/// The pixels of one image in one or more TIFF files.
struct TIFFSource: PixelSource {
    /// Where the lower resolutions of a plane are.
    enum Levels: Sendable {
        /// Behind the SubIFDs field of each plane's directory.
        case subdirectories
        /// In directories of the chain, for an image of one plane.
        case directories([Int])
    }

    let dimensions: Dimensions
    let pixelType: PixelType
    let significantBits: Int
    let channels: [ChannelMetadata]
    let physicalSize: PhysicalSize
    let levels: [PixelSize]

    private let layout: TIFFLayout
    private let levelPlaces: Levels
    private let levelTiles: [PixelSize]
    private let levelRows: [Int]
    private let map: TIFFPlaneMap
    private let files: TIFFFileSet
    private let cache: ChunkCache

    /// Takes the layouts of the resolutions of the first plane, the full one first.
    init(
        files: TIFFFileSet,
        map: TIFFPlaneMap,
        levels: [TIFFLayout],
        levelPlaces: Levels,
        metadata: TIFFImageMetadata
    ) {
        layout = levels[0]
        self.files = files
        self.map = map
        self.levelPlaces = levelPlaces
        self.levels = levels.map(\.size)
        levelTiles = levels.map(Self.tileSize)
        levelRows = levels.map(Self.rowsAtOnce)
        pixelType = layout.pixelType
        dimensions = Dimensions(
            x: layout.size.width,
            y: layout.size.height,
            z: map.sections,
            c: map.channels * layout.channelCount,
            t: map.timePoints
        )
        let typeBits = pixelType == .bit ? 1 : pixelType.byteCount * 8
        significantBits = min(max(metadata.significantBits ?? typeBits, 1), typeBits)
        channels = metadata.channels(count: dimensions.c, layout)
        physicalSize = metadata.physicalSize
        cache = ChunkCache()
    }

    /// Strips decode over the full width, but a viewer asks for squares; the cache makes up for it.
    private static func tileSize(_ layout: TIFFLayout) -> PixelSize {
        let size = layout.isTiled ? layout.chunkSize : PixelSize(width: 512, height: 512)
        return PixelSize(
            width: min(size.width, layout.size.width),
            height: min(size.height, layout.size.height)
        )
    }

    /// What is not compressed can be read from any row to any other.
    private static func rowsAtOnce(_ layout: TIFFLayout) -> Int {
        let isWhole = layout.isTiled || layout.compression != .none
        return isWhole ? tileSize(layout).height : 1
    }

    func tileSize(level: Int) -> PixelSize { levelTiles[level] }
    func rowsAtOnce(level: Int) -> Int { levelRows[level] }

    func read(_ plane: PlaneIndex, _ region: Region, level: Int) throws -> PixelBuffer {
        try requireInside(plane, region, level: level, file: files.main.input.path)
        let place = map.plane(z: plane.z, c: plane.c / layout.channelCount, t: plane.t)
        guard !place.isMissing else { return try zeros(region) }
        return try reader(of: place, level).read(region, sample: plane.c % layout.channelCount)
    }

    func jpeg(_ plane: PlaneIndex, _ region: Region, level: Int) throws -> [UInt8]? {
        try readerOfAllSamples(plane, region, level)?.jpeg(region)
    }

    func rgb(_ plane: PlaneIndex, _ region: Region, level: Int) throws -> [UInt8]? {
        try readerOfAllSamples(plane, region, level)?.rgb(region)
    }

    /// Nil when the plane is in no file, or not the first of those that lie together.
    private func readerOfAllSamples(
        _ plane: PlaneIndex,
        _ region: Region,
        _ level: Int
    ) throws(ImageFormatError) -> TIFFPlaneReader? {
        try requireInside(plane, region, level: level, file: files.main.input.path)
        let place = map.plane(z: plane.z, c: plane.c / layout.channelCount, t: plane.t)
        guard !place.isMissing, plane.c.isMultiple(of: layout.channelCount) else { return nil }
        return try reader(of: place, level)
    }

    private func reader(
        of place: TIFFPlane,
        _ level: Int
    ) throws(ImageFormatError) -> TIFFPlaneReader {
        let container = try files.container(Int(place.file))
        let layout = try levelLayout(container, place, level)
        let planeBytes = layout.size.width * layout.size.height * layout.samplesPerPixel
        return TIFFPlaneReader(
            input: container.input,
            layout: layout,
            offsetShift: Int(place.planesBehind) * planeBytes * pixelType.byteCount,
            cache: cache,
            fileIndex: Int(place.file)
        )
    }

    private func zeros(_ region: Region) throws(ImageFormatError) -> PixelBuffer {
        let count = region.width * region.height * pixelType.byteCount
        guard count <= files.main.input.limits.decodedBytesPerRead else {
            let limit = "\(files.main.input.limits.decodedBytesPerRead) bytes a read"
            throw .beyondLimit(file: files.main.input.path, limit: limit)
        }
        return PixelBuffer(
            size: PixelSize(width: region.width, height: region.height),
            samples: PixelBuffer.Samples([UInt8](repeating: 0, count: count), pixelType)
        )
    }

    /// The layout of a plane at a level, which must be like that of the image's first plane.
    private func levelLayout(
        _ container: TIFFContainer,
        _ plane: TIFFPlane,
        _ level: Int
    ) throws(ImageFormatError) -> TIFFLayout {
        let offset = try levelOffset(container, plane, level)
        let found = try container.layout(at: offset)
        guard found.size == levels[level], found.hasSamples(like: layout) else {
            let size = "\(levels[level].width)×\(levels[level].height)"
            throw container.input.malformed(at: offset, "a plane of \(size) \(pixelType.rawValue)")
        }
        return found
    }

    private func levelOffset(
        _ container: TIFFContainer,
        _ plane: TIFFPlane,
        _ level: Int
    ) throws(ImageFormatError) -> Int {
        if case .directories(let offsets) = levelPlaces { return offsets[level] }
        guard container.directoryOffsets.indices.contains(Int(plane.directory)) else {
            throw container.input.malformed(at: 0, "a directory with number \(plane.directory)")
        }
        let offset = container.directoryOffsets[Int(plane.directory)]
        guard level > 0 else { return offset }
        let directory = try container.directory(at: offset)
        guard let below = try directory.integer(TIFFTag.subDirectories, at: level - 1) else {
            throw container.input.malformed(at: offset, "\(level) lower resolutions")
        }
        return below
    }
}
