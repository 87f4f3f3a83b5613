import HTTP
import ImageFormats
import Kernel
import Pixels
import Rendering
import Repository
import WebGateway

/// Sections of an image seen as one, all channels and time points of them, as an image of its own.
struct ProjectedImage {
    private let context: IViewerContext
    private let image: ImageRecord
    private let projection: SectionProjection

    /// Bytes that are read for one image, in all of its channels and time points.
    static let readBytesMax = 4 << 30

    /// - Throws: `Refusal` when it would be too much, or the sections are not there.
    init(
        _ context: IViewerContext,
        _ image: ImageRecord,
        _ projection: Projection
    ) throws(Refusal) {
        let size = image.dimensions
        guard let sections = projection.sections, sections.upperBound < size.z else {
            throw Refusal(.badRequest, "The image has sections 0 to \(size.z - 1)")
        }
        let bytes = [size.x, size.y, size.c, size.t, image.pixels.pixelType.byteCount].reduce(
            (sections.count, false)
        ) { product, factor in
            let (bytes, overflows) = product.0.multipliedReportingOverflow(by: factor)
            return (bytes, product.1 || overflows)
        }
        guard !bytes.1, bytes.0 <= Self.readBytesMax else {
            throw Refusal(.badRequest, "More than \(Self.readBytesMax) bytes to project")
        }
        self.context = context
        self.image = image
        self.projection = SectionProjection(
            projection,
            sectionCount: size.z,
            bytesMax: context.settings.projectionBytes
        )
    }

    /// Writes it beside the server's other copies, and answers its number in the catalogue.
    func imported(into dataset: Int?, _ ownership: Ownership) throws -> Int {
        let path = path(ownership)
        try Directory.create(Directory.parent(of: path), mode: 0o700)
        try context.gateway.reading(image) { try write($0, to: path) }
        var options = ImportOptions()
        options.ownership = ownership
        options.target = dataset.map { .dataset(id: $0) }
        let report = try Importer(context.catalogue).run([path], options: options)
        guard let id = report.imageIDs.first else {
            try Directory.removeFileIfPresent(path)
            throw RepositoryError.broken(
                imageID: image.id,
                reason: report.failures.first.map { "\($0.reason)" } ?? "nothing was imported"
            )
        }
        return id
    }

    /// A name of its own each time; the name that people read is in the file.
    private func path(_ ownership: Ownership) -> String {
        let state = "\(image.version) \(ownership.ownerID) \(WallClock.nowNanoseconds())"
        let name = Digest.hexadecimal(of: state.utf8)
        return "\(context.managedFolder)/projections/\(image.id)/\(name).ome.tif"
    }

    private func write(_ source: any PixelSource, to path: String) throws {
        let size = image.dimensions
        let projected = try projection.applied(to: source, pixels: size.x * size.y)
        let layout = OMETIFFLayout(text, levels: image.levels, tileSize: image.pixels.tileSize)
        guard projected.dimensions == text.dimensions, projected.levels == image.levels else {
            throw RepositoryError.changed(imageID: image.id, path: image.path)
        }
        let file = OMETIFFExport(projected, layout)
        var offset = 0
        try NewFile.write(to: path, mode: 0o600) {
            guard offset < file.byteCount else { return nil }
            let piece = try file.bytes(from: offset)
            offset += piece.count
            return piece
        }
    }

    /// What the new image says of itself, and of the one it was made from.
    private var text: OMEImageText {
        var text = OMEImageText(image)
        let size = image.dimensions
        let (stem, end) = Self.parts(image.name)
        let sections = projection.sections
        text.name = stem + "_proj" + end
        text.dimensions.z = 1
        text.description = [
            "Image's name: \(image.name)", "Image: \(image.id)",
            "Projection type: \(projection.algorithm.rawValue)",
            "z-sections: \(sections.lowerBound + 1)-\(sections.upperBound + 1)",
            size.t == 1 ? "timepoint: 1" : "timepoints: 1-\(size.t)",
        ].joined(separator: "\n")
        return text
    }

    /// A file's name and its last extension, with the point.
    private static func parts(_ name: String) -> (stem: String, end: String) {
        guard let point = name.lastIndex(of: "."), point != name.startIndex else {
            return (name, "")
        }
        return (String(name[..<point]), String(name[point...]))
    }
}
