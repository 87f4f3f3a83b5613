import Codecs
import Kernel

/// PNG and JPEG files: one image of one plane and one resolution.
enum PictureFormat {
    static func open(
        _ file: File,
        _ codec: PictureCodec,
        _ limits: ReadLimits
    ) throws(ImageFormatError) -> ImageFile {
        let bytes = try contents(file, limits)
        let layout: PictureCodec.Layout
        do throws(CodecError) {
            layout = try codec.layout(of: bytes)
        } catch {
            throw ImageFormatError(error, file.path, at: 0)
        }
        guard layout.width * layout.height <= limits.picturePixels else {
            let limit = "\(limits.picturePixels) pixels of a \(codec.rawValue) picture"
            throw .beyondLimit(file: file.path, limit: limit)
        }
        let source = PictureSource(file, codec, layout, limits)
        return ImageFile(
            path: file.path,
            format: codec.rawValue,
            images: [FormatImage(source: source)]
        )
    }

    static func contents(_ file: File, _ limits: ReadLimits) throws(ImageFormatError) -> [UInt8] {
        guard file.sizeBytes <= limits.pictureFileBytes else {
            let limit = "\(limits.pictureFileBytes) bytes of a picture file"
            throw .beyondLimit(file: file.path, limit: limit)
        }
        return try file.readOrFail(at: 0, count: file.sizeBytes)
    }
}
