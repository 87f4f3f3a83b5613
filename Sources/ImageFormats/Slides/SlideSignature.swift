import Kernel

/// Whether OpenSlide is asked about a file: only about what bears the marks of a slide.
///
/// So arbitrary files never reach the library, and OME-TIFF is left to the reader that knows it.
enum SlideSignature: Sendable {
    /// A TIFF file, of which the library may say that it is no slide.
    case tiff
    /// A text or picture with other files beside it, which is nothing without them.
    case index

    /// Names of TIFF files that are slides even when their first directory is out of reach, as it is
    /// in NDPI files beyond 4 GiB.
    static let tiffSuffixes = [".svs", ".ndpi", ".scn", ".bif"]
    static let indexSuffixes = [".mrxs", ".vms", ".vmu"]

    /// Takes the first eight bytes of the file.
    init?(_ file: File, _ first: [UInt8], _ limits: ReadLimits) {
        let name = file.path.lowercased()
        if TIFFInput.isSignature(first) {
            let isNamed = Self.tiffSuffixes.contains { name.hasSuffix($0) }
            guard Self.hasMarks(file, limits) ?? isNamed else { return nil }
            self = .tiff
        } else if Self.indexSuffixes.contains(where: { name.hasSuffix($0) }) {
            self = .index
        } else {
            return nil
        }
    }

    /// What the first directory says; nil when it says nothing about slides.
    private static func hasMarks(_ file: File, _ limits: ReadLimits) -> Bool? {
        do throws(ImageFormatError) {
            let input = try TIFFInput(file, limits)
            let first = try TIFFDirectory(input, at: input.firstDirectory)
            func text(_ tag: UInt16) throws(ImageFormatError) -> [UInt8] {
                try first.bytes(tag, countMax: limits.xmlBytes) ?? []
            }
            let description = try text(TIFFTag.imageDescription)
            if OMETIFFFormat.isDescription(description) { return false }
            let software = try text(TIFFTag.software)
            let packet = try text(TIFFTag.xmp)
            let isSlide =
                first.contains(TIFFTag.hamamatsu) || description.starts(with: "Aperio".utf8)
                || software.starts(with: "Philips".utf8) || software.starts(with: "MedScan".utf8)
                || contains(description, "http://www.leica-microsystems.com/scn")
                || contains(packet, "iScan")
            return isSlide ? true : nil
        } catch {
            // The reader of TIFF tells what is wrong with it.
            return nil
        }
    }

    private static let markBytesMax = 1 << 16

    private static func contains(_ text: [UInt8], _ mark: String) -> Bool {
        String(decoding: text.prefix(markBytesMax), as: UTF8.self).contains(mark)
    }
}
