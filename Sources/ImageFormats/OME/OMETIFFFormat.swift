import Kernel
import Pixels

/// OME-TIFF: images as the OME-XML in the first directory's description lays them out.
struct OMETIFFFormat {
    private let container: TIFFContainer
    private let limits: ReadLimits
    private let document: OMEDocument

    /// Whether a description is OME-XML: an element OME near its beginning.
    static func isDescription(_ bytes: [UInt8]) -> Bool {
        let head = bytes.prefix(4096).drop { $0 <= 0x20 || $0 == 0xEF || $0 == 0xBB || $0 == 0xBF }
        guard head.first == UInt8(ascii: "<") else { return false }
        let text = String(decoding: head, as: UTF8.self)
        return text.contains("<OME") || text.contains(":OME ")
    }

    static func open(
        _ container: TIFFContainer,
        _ description: [UInt8],
        _ limits: ReadLimits
    ) throws(ImageFormatError) -> ImageFile {
        let path = container.input.path
        var document = try OMEDocumentReader.read(description, from: path, limits)
        var members = [path]
        if let name = document.metadataFile {
            let uuid = document.uuid
            let companion = try OMEFiles(path, uuid: uuid, limits).path(name)
            document = try OMEDocumentReader.read(
                wholeFile(companion, limits),
                from: companion,
                limits
            )
            document.uuid = uuid
            members.append(companion)
        }
        let format = OMETIFFFormat(container: container, limits: limits, document: document)
        let (images, companions) = try format.images()
        return ImageFile(
            path: path,
            format: "OME-TIFF",
            images: images,
            members: members + companions.sorted(),
            marks: document.marks
        )
    }

    private static func wholeFile(
        _ path: String,
        _ limits: ReadLimits
    ) throws(ImageFormatError) -> [UInt8] {
        let file = try File.openOrFail(path)
        guard file.sizeBytes <= limits.xmlBytes else {
            throw .beyondLimit(file: path, limit: "\(limits.xmlBytes) bytes")
        }
        return try file.readOrFail(at: 0, count: file.sizeBytes)
    }

    private func images() throws(ImageFormatError) -> ([FormatImage], Set<String>) {
        guard !document.images.isEmpty else {
            throw .malformed(file: container.input.path, offset: 0, expected: "an Image in OME-XML")
        }
        var images: [FormatImage] = []
        var companions: Set<String> = []
        for image in document.images {
            let (formatImage, named) = try self.image(image)
            images.append(formatImage)
            companions.formUnion(named)
        }
        return (images, companions)
    }

    private func image(
        _ image: OMEImage
    ) throws(ImageFormatError) -> (FormatImage, companions: [String]) {
        let pixels = try requirePixels(image)
        var files = try OMEFiles(container.input.path, uuid: document.uuid, limits)
        let (firstContainer, layout) = try firstPlane(pixels, &files)
        let mapping = try OMEPlaneMap(
            pixels,
            samplesPerPlane: layout.samplesPerPixel,
            file: container.input.path,
            limits
        )
        let map = try mapping.map(&files) { path throws(ImageFormatError) in
            try opened(path).directoryOffsets.count
        }
        let source = TIFFSource(
            files: TIFFFileSet(main: container, companions: files.companions, limits: limits),
            map: map,
            levels: try TIFFLevels.below(layout, in: firstContainer),
            levelPlaces: .subdirectories,
            metadata: metadata(pixels)
        )
        let formatImage = FormatImage(
            name: image.name,
            description: image.description,
            acquisitionSeconds: image.acquisitionSeconds,
            timesSeconds: pixels.times.seconds(count: source.dimensions.t),
            nominalMagnification: image.objectiveID.flatMap { document.magnifications[$0] },
            place: image.id.flatMap { document.plates.places[$0] },
            source: source
        )
        return (formatImage, files.companions)
    }

    private func requirePixels(_ image: OMEImage) throws(ImageFormatError) -> OMEPixels {
        let file = container.input.path
        guard let pixels = image.pixels else {
            throw .unsupported(file: file, feature: "an Image without Pixels")
        }
        if pixels.isMetadataOnly {
            throw .unsupported(file: file, feature: "Pixels with MetadataOnly")
        }
        if pixels.hasBinData && pixels.tiffData.isEmpty {
            throw .unsupported(file: file, feature: "Pixels with BinData")
        }
        return pixels
    }

    /// The directory that the first TiffData element names tells the sample type of the image.
    private func firstPlane(
        _ pixels: OMEPixels,
        _ files: inout OMEFiles
    ) throws(ImageFormatError) -> (TIFFContainer, TIFFLayout) {
        let data = pixels.tiffData.first ?? OMETiffData(firstZ: 0, firstC: 0, firstT: 0)
        let index = try files.index(data)
        let container = try opened(files.path(of: index))
        let directory = data.directory ?? 0
        guard container.directoryOffsets.indices.contains(directory) else {
            throw container.input.malformed(at: 0, "a directory with number \(directory)")
        }
        return (container, try container.layout(at: container.directoryOffsets[directory]))
    }

    /// A companion; nil is the opened file itself.
    private func opened(_ path: String?) throws(ImageFormatError) -> TIFFContainer {
        guard let path else { return container }
        return try TIFFContainer(File.openOrFail(path), limits)
    }

    /// Channels as the document lists them, one entry a channel or one a group of samples.
    private func metadata(_ pixels: OMEPixels) -> TIFFImageMetadata {
        TIFFImageMetadata(
            significantBits: pixels.significantBits,
            channels: pixels.channels.map(\.metadata),
            physicalSize: pixels.physicalSize
        )
    }
}
