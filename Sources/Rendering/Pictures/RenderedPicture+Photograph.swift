package import Codecs
import Pixels

extension RenderedPicture {
    /// Pixels of a photograph that is read, which a small file may hold many of.
    package static let photographPixelsMax = 40_000_000

    /// A JPEG or PNG file at a size with no longer side than that; smaller ones stay as they are.
    ///
    /// - Throws: `CodecError` for all other files.
    package init(photograph file: [UInt8], longestSide: Int) throws(CodecError) {
        let picture = try Self.decoded(file)
        let size = PixelSize(width: picture.width, height: picture.height)
        let whole = RenderedPicture(size: size, pixels: Self.words(picture))
        let longest = max(size.width, size.height)
        self =
            longest <= longestSide
            ? whole : whole.reduced(to: ThumbnailSize.longestSide(longestSide).size(of: size))
    }

    private static func decoded(_ file: [UInt8]) throws(CodecError) -> DecodedPicture {
        if JPEG.isSignature(file) {
            return try JPEG.decode(file, pixelsMax: photographPixelsMax)
        }
        guard PNG.isSignature(file) else {
            throw .unsupported(codec: "Photograph", feature: "what is neither JPEG nor PNG")
        }
        return try PNG.decode(file, pixelsMax: photographPixelsMax)
    }

    /// Of samples of 16 bits the upper eight count.
    private static func words(_ picture: DecodedPicture) -> [UInt32] {
        let sampleBytes = picture.bitsPerSample / 8
        let isGrey = picture.samplesPerPixel == 1
        let pixelBytes = picture.samplesPerPixel * sampleBytes
        // The machine's order puts the lower byte first.
        let upper = sampleBytes - 1
        return (0..<picture.width * picture.height).map { index in
            let start = index * pixelBytes + upper
            let red = UInt32(picture.bytes[start])
            guard !isGrey else { return red * 0x01_0101 }
            let green = UInt32(picture.bytes[start + sampleBytes])
            let blue = UInt32(picture.bytes[start + 2 * sampleBytes])
            return red | green << 8 | blue << 16
        }
    }
}
