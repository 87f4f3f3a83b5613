import Codecs
import Pixels

/// Strips and tiles that are pictures of their own: JPEG and JPEG 2000.
extension TIFFChunkReader {
    func decompressJPEG(_ bytes: [UInt8], _ rowCount: Int) throws(CodecError) -> [UInt8] {
        let limit = layout.chunkSize.width * layout.chunkSize.height
        return try rows(JPEG.decode(completeJPEG(bytes), pixelsMax: limit), "JPEG", rowCount)
    }

    /// A chunk's picture as a stream of its own, held against the layout but not decoded.
    func jpeg(ofChunk index: Int) throws(ImageFormatError) -> [UInt8] {
        let place = try place(ofChunk: index)
        let encoded = try encodedChunk(place)
        do throws(CodecError) {
            let stream = try completeJPEG(encoded)
            let found = try JPEG.size(of: stream)
            let size = layout.chunkSize
            guard found == (size.width, size.height, layout.samplesPerChunkPixel) else {
                let reason = "a picture of \(found.width)×\(found.height)"
                throw .malformed(codec: "JPEG", reason: reason)
            }
            return stream
        } catch {
            throw ImageFormatError(error, input.path, at: place.offset)
        }
    }

    private func completeJPEG(_ bytes: [UInt8]) throws(CodecError) -> [UInt8] {
        let samples = layout.samplesPerChunkPixel
        let color: JPEGStream.Color? =
            samples < 3 ? nil : layout.photometric == .yCbCr ? .yCbCr : .rgb
        return try JPEGStream.complete(bytes, tables: jpegTables(), color: color)
    }

    func decompressJPEG2000(_ bytes: [UInt8], _ rowCount: Int) throws(CodecError) -> [UInt8] {
        let limit = layout.chunkSize.width * layout.chunkSize.height
        let picture = try JPEG2000.decode(bytes, pixelsMax: limit)
        var samples = try rows(picture, "JPEG 2000", rowCount)
        let isYCbCr = layout.compression == .jpeg2000YCbCr || layout.photometric == .yCbCr
        if isYCbCr && picture.samplesPerPixel == 3 && layout.pixelType == .uint8 {
            ColorConversion.rgb(fromYCbCr: &samples)
        }
        return samples
    }

    /// The rows of a picture that are those of the chunk; a last strip may be coded at full height.
    private func rows(
        _ picture: DecodedPicture,
        _ codec: String,
        _ rowCount: Int
    ) throws(CodecError) -> [UInt8] {
        guard picture.samplesPerPixel == layout.samplesPerChunkPixel,
            picture.width == layout.chunkSize.width, picture.height >= rowCount,
            picture.bitsPerSample == layout.pixelType.byteCount * 8, layout.pixelType != .bit
        else {
            let samples = "\(picture.samplesPerPixel)×\(picture.bitsPerSample) bits"
            let reason = "a picture of \(picture.width)×\(picture.height), \(samples) a pixel"
            throw .malformed(codec: codec, reason: reason)
        }
        return Array(picture.bytes.prefix(rowCount * rowBytes))
    }

    private func jpegTables() throws(CodecError) -> [UInt8] {
        do throws(ImageFormatError) {
            return try layout.directory.bytes(TIFFTag.jpegTables, countMax: 1 << 16) ?? []
        } catch {
            throw .malformed(codec: "JPEG", reason: "\(error)")
        }
    }
}
