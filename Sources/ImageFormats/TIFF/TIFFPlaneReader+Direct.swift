import Kernel
import Pixels

/// Reading samples that lie in the file just as they are wanted: one call, and no copy.
extension TIFFPlaneReader {
    /// Nil when the samples have to be decoded, turned or put together.
    func readDirectly(_ region: Region, sample: Int) throws(ImageFormatError) -> PixelBuffer? {
        let size = layout.chunkSize
        guard layout.compression == .none, layout.photometric != .minIsWhite,
            layout.samplesPerChunkPixel == 1, region.width == size.width,
            region.x.isMultiple(of: size.width), isInMachineOrder,
            let offset = try offset(ofRowsIn: region, sample)
        else { return nil }
        let samples: PixelBuffer.Samples? =
            switch layout.pixelType {
            case .bit: nil
            case .uint8: .uint8(try numbers(at: offset, region))
            case .int8: .int8(try numbers(at: offset, region))
            case .uint16: .uint16(try numbers(at: offset, region))
            case .int16: .int16(try numbers(at: offset, region))
            case .uint32: .uint32(try numbers(at: offset, region))
            case .int32: .int32(try numbers(at: offset, region))
            case .float: .float(try numbers(at: offset, region))
            case .double: .double(try numbers(at: offset, region))
            }
        let bufferSize = PixelSize(width: region.width, height: region.height)
        return samples.map { PixelBuffer(size: bufferSize, samples: $0) }
    }

    /// The picture of one whole tile as a stream of its own; nil when the region is something else.
    func jpeg(_ region: Region) throws(ImageFormatError) -> [UInt8]? {
        let size = layout.chunkSize
        guard layout.compression == .jpeg, layout.isTiled, layout.samplesPerChunkPixel == 3,
            layout.pixelType == .uint8, region.width == size.width, region.height == size.height,
            region.x.isMultiple(of: size.width), region.y.isMultiple(of: size.height)
        else { return nil }
        let row = region.y / size.height
        return try chunks.jpeg(ofChunk: row * layout.chunksAcross + region.x / size.width)
    }

    private var isInMachineOrder: Bool {
        layout.pixelType.byteCount == 1 || input.isBigEndian == (1.bigEndian == 1)
    }

    /// Where the region's first row lies, when all its rows follow each other in the file.
    private func offset(
        ofRowsIn region: Region,
        _ sample: Int
    ) throws(ImageFormatError) -> Int? {
        let height = layout.chunkSize.height
        let plane = layout.isPlanar ? sample * layout.chunksAcross * layout.chunksDown : 0
        let column = region.x / layout.chunkSize.width
        let first = region.y / height
        let last = (region.y + region.height - 1) / height
        let start = try chunks.place(ofChunk: plane + first * layout.chunksAcross + column).offset
        var row = first
        while row < last {
            row += 1
            let next = try chunks.place(ofChunk: plane + row * layout.chunksAcross + column).offset
            guard next == start + (row - first) * height * chunks.rowBytes else { return nil }
        }
        return start + (region.y - first * height) * chunks.rowBytes
    }

    private func numbers<Number: BitwiseCopyable>(
        at offset: Int,
        _ region: Region
    ) throws(ImageFormatError) -> [Number] {
        let count = region.width * region.height
        let expected = "\(region.height) rows of samples"
        let byteCount = count * MemoryLayout<Number>.stride
        guard offset >= 0, offset <= input.sizeBytes - byteCount else {
            throw input.malformed(at: offset, expected)
        }
        let numbers: [Number]
        do throws(SystemError) {
            numbers = try input.file.readSamples(at: offset, count: count, as: Number.self)
        } catch {
            throw .unreadable(file: input.path, reason: error.description)
        }
        guard numbers.count == count else { throw input.malformed(at: offset, expected) }
        return numbers
    }
}
