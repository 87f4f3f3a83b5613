import Archives
import Codecs
package import Pixels

/// A rectangle of one plane as bytes, lowest first, filled up to the edges of a tile or chunk with 0.
struct PixelChunk {
    let plane: PlaneIndex
    let level: Int
    /// The part that lies inside of the level.
    let region: Region
    let size: PixelSize

    /// The chunk at a place of the grid that covers a level.
    init(
        _ plane: PlaneIndex,
        level: Int,
        of extent: PixelSize,
        column: Int,
        row: Int,
        size: PixelSize
    ) {
        self.plane = plane
        self.level = level
        self.size = size
        let (x, y) = (column * size.width, row * size.height)
        region = Region(
            x: x,
            y: y,
            width: min(size.width, extent.width - x),
            height: min(size.height, extent.height - y)
        )
    }

    func bytes(of source: any PixelSource) throws -> [UInt8] {
        let bytes = try source.read(plane, region, level: level).sampleBytes
        let sampleBytes = source.pixelType.byteCount
        guard bytes.count == region.width * region.height * sampleBytes else {
            throw ContentChanged(path: "a plane of another size")
        }
        if region.width == size.width && region.height == size.height { return bytes }
        var filled = [UInt8](repeating: 0, count: size.width * size.height * sampleBytes)
        let source = rows(region.width, sampleBytes)
        source.copy(
            from: bytes,
            to: &filled,
            as: rows(size.width, sampleBytes),
            width: region.width,
            height: region.height
        )
        return filled
    }

    private func rows(_ width: Int, _ sampleBytes: Int) -> SampleRows {
        SampleRows(
            rowBytes: width * sampleBytes,
            pixelBytes: sampleBytes,
            sampleBytes: sampleBytes,
            firstByte: 0
        )
    }
}

extension PixelBuffer {
    /// The samples in the machine's byte order, which has the lowest byte first wherever this runs.
    package var sampleBytes: [UInt8] {
        switch samples {
        case .uint8(let samples): samples
        case .int8(let samples): SampleBytes.bytes(samples)
        case .uint16(let samples): SampleBytes.bytes(samples)
        case .int16(let samples): SampleBytes.bytes(samples)
        case .uint32(let samples): SampleBytes.bytes(samples)
        case .int32(let samples): SampleBytes.bytes(samples)
        case .float(let samples): SampleBytes.bytes(samples)
        case .double(let samples): SampleBytes.bytes(samples)
        }
    }
}

extension PixelType {
    /// What a bit is written as: a byte of 0 or 1.
    var written: PixelType { self == .bit ? .uint8 : self }
}
