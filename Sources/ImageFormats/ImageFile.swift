import Codecs
import Kernel

/// One file, or one folder that is an image, opened: the format it was recognised as and the images in it.
package struct ImageFile: Sendable {
    package let path: String
    /// "OME-TIFF", "TIFF", "PNG", "JPEG", "OME-Zarr" or that of a maker of slides.
    package let format: String
    /// The images in the order of the file; at least one.
    package let images: [FormatImage]
    /// Every file the images draw from, this one first: the members of an OME-TIFF set or a slide.
    package let members: [String]
    /// Regions of interest and annotations that the file has.
    package let marks: FileMarks

    init(
        path: String,
        format: String,
        images: [FormatImage],
        members: [String]? = nil,
        marks: FileMarks = FileMarks()
    ) {
        self.path = path
        self.format = format
        self.images = images
        self.members = members ?? [path]
        self.marks = marks
    }

    private static let suffixes =
        [".tif", ".tiff", ".png", ".jpg", ".jpeg"] + SlideSignature.tiffSuffixes
        + SlideSignature.indexSuffixes

    /// Whether a file of that name may be an image, `.ome.tif` being a `.tif`, or a folder is one.
    package static func isCandidate(_ path: String) -> Bool {
        let name = path.lowercased()
        return suffixes.contains { name.hasSuffix($0) } || ZarrFormat.isCandidate(path)
    }

    /// Opens a file as what its first bytes say it is, whatever its name.
    package static func open(
        _ path: String,
        limits: ReadLimits = ReadLimits()
    ) throws(ImageFormatError) -> ImageFile {
        if try isFolder(path) { return try ZarrFormat.open(path, limits) }
        let file = try File.openOrFail(path)
        let signature = try file.readOrFail(at: 0, count: 8)
        if let slide = try SlideFormat.open(file, signature, limits) { return slide }
        if TIFFInput.isSignature(signature) { return try TIFFFormat.open(file, limits) }
        if let codec = PictureCodec(signature: signature) {
            return try PictureFormat.open(file, codec, limits)
        }
        if JPEG2000.isSignature(signature) {
            throw .unsupported(file: path, feature: "a file of JPEG 2000")
        }
        throw .unsupported(file: path, feature: "a file that is not TIFF, PNG, JPEG or a slide")
    }

    private static func isFolder(_ path: String) throws(ImageFormatError) -> Bool {
        do throws(SystemError) {
            return try FileIdentity.of(path: path).isDirectory
        } catch {
            throw .unreadable(file: path, reason: error.description)
        }
    }
}

extension File {
    /// Opens a file as `open` does, with the error of this module.
    static func openOrFail(_ path: String) throws(ImageFormatError) -> File {
        do throws(SystemError) {
            return try open(path)
        } catch {
            throw .unreadable(file: path, reason: error.description)
        }
    }

    /// Reads bytes as `read` does, with the error of this module.
    func readOrFail(at offset: Int, count: Int) throws(ImageFormatError) -> [UInt8] {
        do throws(SystemError) {
            return try read(at: offset, count: count)
        } catch {
            throw .unreadable(file: path, reason: error.description)
        }
    }
}
