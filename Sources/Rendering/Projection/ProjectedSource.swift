import Pixels

/// An image of one section, each of whose samples stands for those of several.
///
/// What is read takes the memory of two sections, however many there are.
struct ProjectedSource: PixelSource {
    private let source: any PixelSource
    private let projection: SectionProjection

    init(_ source: any PixelSource, _ projection: SectionProjection) {
        self.source = source
        self.projection = projection
    }

    var dimensions: Dimensions {
        var dimensions = source.dimensions
        dimensions.z = 1
        return dimensions
    }

    var pixelType: PixelType { source.pixelType }
    var significantBits: Int { source.significantBits }
    var channels: [ChannelMetadata] { source.channels }
    var physicalSize: PhysicalSize { source.physicalSize }
    var levels: [PixelSize] { source.levels }

    func tileSize(level: Int) -> PixelSize { source.tileSize(level: level) }
    func rowsAtOnce(level: Int) -> Int { source.rowsAtOnce(level: level) }

    func read(_ plane: PlaneIndex, _ region: Region, level: Int) throws -> PixelBuffer {
        let samples: PixelBuffer.Samples =
            switch source.pixelType {
            case .bit: .uint8(try project(plane, region, level, max: 1))
            case .uint8: .uint8(try project(plane, region, level, max: .max))
            case .int8: .int8(try project(plane, region, level, max: .max))
            case .uint16: .uint16(try project(plane, region, level, max: .max))
            case .int16: .int16(try project(plane, region, level, max: .max))
            case .uint32: .uint32(try project(plane, region, level, max: .max))
            case .int32: .int32(try project(plane, region, level, max: .max))
            case .float:
                .float(try project(plane, region, level, max: .greatestFiniteMagnitude))
            case .double:
                .double(try project(plane, region, level, max: .greatestFiniteMagnitude))
            }
        return PixelBuffer(
            size: PixelSize(width: region.width, height: region.height),
            samples: samples
        )
    }

    private func project<Sample: ProjectedSample>(
        _ plane: PlaneIndex,
        _ region: Region,
        _ level: Int,
        max: Sample
    ) throws -> [Sample] {
        let count = region.width * region.height
        if projection.algorithm == .maximum {
            var highest: [Sample] = []
            try eachSection(plane, region, level) { (values: [Sample]) in
                if highest.isEmpty { highest = values } else { Sample.raise(&highest, to: values) }
            }
            return highest
        }
        var sums = [Sample.ProjectionSum](repeating: 0, count: count)
        try eachSection(plane, region, level) { Sample.add($0, to: &sums) }
        let divisor = projection.algorithm == .mean ? projection.sections.count : 1
        return sums.map { Sample.sample($0, dividedBy: divisor, max: max) }
    }

    private func eachSection<Sample: ProjectedSample>(
        _ plane: PlaneIndex,
        _ region: Region,
        _ level: Int,
        _ take: ([Sample]) -> Void
    ) throws {
        for z in projection.sections {
            let section = PlaneIndex(z: z, c: plane.c, t: plane.t)
            let buffer = try source.read(section, region, level: level)
            take(try buffer.values(source.pixelType, count: region.width * region.height))
        }
    }
}
