import Codecs

/// The codecs of files that are one picture.
enum PictureCodec: String, Sendable {
    case png = "PNG"
    case jpeg = "JPEG"

    /// What the first bytes of a file say.
    init?(signature: [UInt8]) {
        if PNG.isSignature(signature) {
            self = .png
        } else if JPEG.isSignature(signature) {
            self = .jpeg
        } else {
            return nil
        }
    }

    /// What a picture will be when decoded.
    struct Layout: Equatable, Sendable {
        let width: Int
        let height: Int
        let samplesPerPixel: Int
        let bitsPerSample: Int
    }

    func layout(of bytes: [UInt8]) throws(CodecError) -> Layout {
        switch self {
        case .png:
            let size = try PNG.size(of: bytes)
            return Layout(
                width: size.width,
                height: size.height,
                samplesPerPixel: size.samplesPerPixel,
                bitsPerSample: size.bitsPerSample
            )
        case .jpeg:
            let size = try JPEG.size(of: bytes)
            return Layout(
                width: size.width,
                height: size.height,
                samplesPerPixel: size.samplesPerPixel,
                bitsPerSample: 8
            )
        }
    }

    func decode(_ bytes: [UInt8], pixelsMax: Int) throws(CodecError) -> DecodedPicture {
        switch self {
        case .png: try PNG.decode(bytes, pixelsMax: pixelsMax)
        case .jpeg: try JPEG.decode(bytes, pixelsMax: pixelsMax)
        }
    }
}
