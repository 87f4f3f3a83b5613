import Kernel

/// Decides how the directories of a TIFF file make images: OME-XML, ImageJ's text, or their sizes.
enum TIFFFormat {
    static func open(_ file: File, _ limits: ReadLimits) throws(ImageFormatError) -> ImageFile {
        let container = try TIFFContainer(file, limits)
        let first = try container.directory(at: container.directoryOffsets[0])
        let description = try first.bytes(TIFFTag.imageDescription, countMax: limits.xmlBytes) ?? []
        try refuseOtherFormats(first, description, file.path)
        if OMETIFFFormat.isDescription(description) {
            return try OMETIFFFormat.open(container, description, limits)
        }
        if let stack = try ImageJStack(container, description) {
            let image = try stack.image(container, limits)
            return ImageFile(path: file.path, format: "TIFF", images: [image])
        }
        let images = try PlainTIFF(container, limits).images()
        return ImageFile(path: file.path, format: "TIFF", images: images)
    }

    /// Formats that look like TIFF but mean something else by it.
    private static func refuseOtherFormats(
        _ first: TIFFDirectory,
        _ description: [UInt8],
        _ path: String
    ) throws(ImageFormatError) {
        let vendors: [(tag: UInt16, name: String)] = [
            (TIFFTag.hamamatsu, "Hamamatsu NDPI"),
            (TIFFTag.zeissLSM, "Zeiss LSM"),
            (TIFFTag.metaMorphPlanes, "a MetaMorph stack"),
        ]
        for vendor in vendors where first.contains(vendor.tag) {
            throw .unsupported(file: path, feature: vendor.name)
        }
        if description.starts(with: "Aperio".utf8) {
            throw .unsupported(file: path, feature: "Aperio SVS")
        }
    }
}
