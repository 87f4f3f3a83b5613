import Kernel
import OpenSlide
import Pixels

/// Whole slides in the formats of the makers of scanners, by OpenSlide.
enum SlideFormat {
    /// Pictures beside a slide, in the order they are listed.
    private static let associatedOrder = ["label", "macro", "thumbnail"]
    private static let associatedMax = 16

    /// Nil when the file is no slide, or one that the reader of TIFF understands wholly.
    static func open(
        _ file: File,
        _ first: [UInt8],
        _ limits: ReadLimits
    ) throws(ImageFormatError) -> ImageFile? {
        guard let signature = SlideSignature(file, first, limits) else { return nil }
        if signature == .tiff { try SlideDirectories.check(file, limits) }
        let members = try SlideMembers.paths(of: file.path, limits)
        let name = Slide.vendor(ofFileAt: file.path)
        guard let vendor = name.flatMap({ SlideVendor(rawValue: $0) }) else {
            if signature == .tiff { return nil }
            throw .malformed(file: file.path, offset: 0, expected: "a slide with all its files")
        }
        let slide: Slide?
        do throws(SlideError) {
            slide = try Slide(path: file.path)
        } catch {
            throw ImageFormatError(error)
        }
        guard let slide else { return nil }
        let format = vendor.formatName
        let images = try images(of: slide, limits)
        return ImageFile(path: file.path, format: format, images: images, members: members)
    }

    /// The slide itself, then the pictures beside it, named as Bio-Formats names them.
    private static func images(
        of slide: Slide,
        _ limits: ReadLimits
    ) throws(ImageFormatError) -> [FormatImage] {
        let power = slide.property("openslide.objective-power").flatMap { Double($0) }
        let handle = SlideHandle(slide)
        let source = try SlideSource(slide, handle, limits)
        let whole = FormatImage(nominalMagnification: power, source: source)
        let names = slide.associatedNames
        let known = associatedOrder.filter(names.contains)
        let others = names.filter { !associatedOrder.contains($0) }.sorted()
        let associated = (known + others).prefix(associatedMax).compactMap { name in
            slide.associatedSize(name).map { size in
                let size = PixelSize(width: size.width, height: size.height)
                let source = AssociatedSource(handle, name, size, limits)
                return FormatImage(name: name + " image", source: source)
            }
        }
        return [whole] + associated
    }
}

extension ImageFormatError {
    /// What OpenSlide found; it tells no place in the file.
    init(_ error: SlideError) {
        let expected = "a slide that OpenSlide reads, not: \(error.reason)"
        self = .malformed(file: error.path, offset: 0, expected: expected)
    }
}
