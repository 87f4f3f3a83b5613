/// Places the planes that TiffData elements name in the order of an image's dimensions.
struct OMEPlaneMap {
    private let pixels: OMEPixels
    /// Channels in directories: SizeC without the samples that one directory holds.
    private let channels: Int
    private let file: String

    init(
        _ pixels: OMEPixels,
        samplesPerPlane: Int,
        file: String,
        _ limits: ReadLimits
    )
        throws(ImageFormatError)
    {
        self.pixels = pixels
        self.file = file
        channels = max(1, pixels.sizeC / max(1, samplesPerPlane))
        guard pixels.sizeZ > 0, pixels.sizeC > 0, pixels.sizeT > 0 else {
            throw .malformed(file: file, offset: 0, expected: "sizes of Pixels above 0")
        }
        let sizes = [pixels.sizeZ, channels, pixels.sizeT]
        guard sizes.allSatisfy({ $0 <= limits.planes }),
            pixels.sizeZ * channels <= limits.planes,
            pixels.sizeZ * channels * pixels.sizeT <= limits.planes
        else { throw .beyondLimit(file: file, limit: "\(limits.planes) planes") }
        guard Set(pixels.dimensionOrder).count == 5, order.count == 3 else {
            let order = "a DimensionOrder, not \(pixels.dimensionOrder)"
            throw .malformed(file: file, offset: 0, expected: order)
        }
    }

    /// The three dimensions behind X and Y, fastest first.
    private var order: [Character] {
        guard pixels.dimensionOrder.hasPrefix("XY") else { return [] }
        return pixels.dimensionOrder.dropFirst(2).filter { "ZCT".contains($0) }
    }

    /// Asks `directoryCount` how many directories a companion has; nil is the opened file.
    func map(
        _ files: inout OMEFiles,
        directoryCount: (String?) throws(ImageFormatError) -> Int
    ) throws(ImageFormatError) -> TIFFPlaneMap {
        let count = pixels.sizeZ * channels * pixels.sizeT
        var planes = [TIFFPlane](repeating: .missing, count: count)
        // Without any TiffData the planes are the directories in their order.
        let whole = OMETiffData(firstZ: 0, firstC: 0, firstT: 0)
        for data in pixels.tiffData.isEmpty ? [whole] : pixels.tiffData {
            try place(data, try files.index(data), files, &planes, directoryCount)
        }
        return TIFFPlaneMap(
            sections: pixels.sizeZ,
            channels: channels,
            timePoints: pixels.sizeT,
            planes: planes
        )
    }

    private func place(
        _ data: OMETiffData,
        _ fileIndex: Int32,
        _ files: OMEFiles,
        _ planes: inout [TIFFPlane],
        _ directoryCount: (String?) throws(ImageFormatError) -> Int
    ) throws(ImageFormatError) {
        let first = try position(data)
        let directory = data.directory ?? 0
        guard directory >= 0, directory < Int(Int32.max) else {
            throw .malformed(file: file, offset: 0, expected: "an IFD from 0, not \(directory)")
        }
        let planesMax = min(planes.count - first, Int(Int32.max) - directory)
        let count: Int
        if let planeCount = data.planeCount {
            count = min(max(planeCount, 0), planesMax)
        } else if data.directory != nil {
            // OME-TIFF: with IFD, PlaneCount is 1 unless given.
            count = min(1, planesMax)
        } else {
            count = min(try directoryCount(files.path(of: fileIndex)), planesMax)
        }
        for step in 0..<count {
            planes[index(first + step)] = TIFFPlane(
                file: fileIndex,
                directory: Int32(directory + step)
            )
        }
    }

    private func size(_ dimension: Character) -> Int {
        dimension == "Z" ? pixels.sizeZ : dimension == "C" ? channels : pixels.sizeT
    }

    /// Where the first plane of an element stands when all are counted in the order of dimensions.
    private func position(_ data: OMETiffData) throws(ImageFormatError) -> Int {
        guard (0..<pixels.sizeZ).contains(data.firstZ), (0..<pixels.sizeT).contains(data.firstT),
            (0..<pixels.sizeC).contains(data.firstC)
        else {
            let place = "Z\(data.firstZ) C\(data.firstC) T\(data.firstT)"
            throw .malformed(
                file: file,
                offset: 0,
                expected: "TiffData inside Pixels, not \(place)"
            )
        }
        // FirstC counts samples in files of several RGB channels.
        let c = data.firstC < channels ? data.firstC : data.firstC / max(1, pixels.sizeC / channels)
        var position = 0
        for dimension in order.reversed() {
            let first = dimension == "Z" ? data.firstZ : dimension == "C" ? c : data.firstT
            position = position * size(dimension) + first
        }
        return position
    }

    /// The index in a plane map of the plane at a position in the order of dimensions.
    private func index(_ position: Int) -> Int {
        var (rest, z, c, t) = (position, 0, 0, 0)
        for dimension in order {
            let place = rest % size(dimension)
            rest /= size(dimension)
            switch dimension {
            case "Z": z = place
            case "C": c = place
            default: t = place
            }
        }
        return (t * channels + c) * pixels.sizeZ + z
    }
}
