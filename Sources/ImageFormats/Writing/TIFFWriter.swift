package import Codecs
import Pixels

/// Writes TIFF 6 and BigTIFF files into memory, lower resolutions as SubIFDs.
package struct TIFFWriter {
    private let encoding: TIFFEncoding
    private var output: [UInt8]
    /// Where the offset of the next directory of the chain is to be filled in.
    private var link: Int
    /// Samples that lie behind those of the first page.
    private var trailing: [UInt8] = []

    /// The file that holds the pages as a chain of directories.
    package static func file(
        of pages: [TIFFPage],
        _ encoding: TIFFEncoding = TIFFEncoding()
    ) throws(CodecError) -> [UInt8] {
        var writer = TIFFWriter(encoding)
        for page in pages {
            let directory = try writer.append(page, isReduced: false)
            writer.setOffset(directory.offset, at: writer.link)
            writer.link = directory.link
        }
        return writer.output
    }

    /// A file whose first page is followed by more samples without directories, as ImageJ does it.
    package static func file(
        of page: TIFFPage,
        followedBy samples: [UInt8],
        _ encoding: TIFFEncoding
    ) throws(CodecError) -> [UInt8] {
        var writer = TIFFWriter(encoding)
        writer.trailing = samples
        if encoding.isBigEndian {
            SampleBytes.reverse(&writer.trailing, width: page.pixelType.byteCount)
        }
        let directory = try writer.append(page, isReduced: false)
        writer.setOffset(directory.offset, at: writer.link)
        return writer.output
    }

    private init(_ encoding: TIFFEncoding) {
        self.encoding = encoding
        let order: UInt8 = encoding.isBigEndian ? 0x4D : 0x49
        output = [order, order]
        link = 0
        append(encoding.isBigTIFF ? 43 : 42, width: 2)
        if encoding.isBigTIFF {
            append(8, width: 2)
            append(0, width: 2)
        }
        link = output.count
        append(0, width: offsetWidth)
    }

    private var offsetWidth: Int { encoding.isBigTIFF ? 8 : 4 }

    private mutating func append(_ number: Int, width: Int) {
        output += bytes(number, width: width)
    }

    private func bytes(_ number: Int, width: Int) -> [UInt8] {
        let bytes = (0..<width).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
        return encoding.isBigEndian ? bytes.reversed() : bytes
    }

    private mutating func setOffset(_ offset: Int, at position: Int) {
        let bytes = bytes(offset, width: offsetWidth)
        output.replaceSubrange(position..<(position + bytes.count), with: bytes)
    }

    /// Writes samples, lower resolutions, and then the directory that points to them.
    private mutating func append(
        _ page: TIFFPage,
        isReduced: Bool
    ) throws(CodecError) -> (offset: Int, link: Int) {
        let chunks = try appendChunks(page)
        output += trailing
        trailing = []
        var levels: [Int] = []
        for level in page.levels { levels.append(try append(level, isReduced: true).offset) }
        let fields = fields(page, chunks, levels, isReduced)
        return appendDirectory(fields.sorted { $0.tag < $1.tag })
    }

    private mutating func appendChunks(
        _ page: TIFFPage
    ) throws(CodecError) -> [(offset: Int, count: Int)] {
        var places: [(offset: Int, count: Int)] = []
        for chunk in TIFFChunkEncoder.chunks(page, encoding) {
            let bytes = try TIFFChunkEncoder.encode(chunk, page, encoding)
            places.append((output.count, bytes.count))
            output += bytes
            if output.count % 2 == 1 { output.append(0) }
        }
        return places
    }

    private struct Field {
        let tag: UInt16
        let type: Int
        let numbers: [Int]
        var text: [UInt8]?
    }

    private func fields(
        _ page: TIFFPage,
        _ chunks: [(offset: Int, count: Int)],
        _ levels: [Int],
        _ isReduced: Bool
    ) -> [Field] {
        let samples = page.samplesPerPixel
        let isJPEGColor = encoding.compression == .jpeg && samples == 3
        let photometric = isJPEGColor ? 6 : samples >= 3 ? 2 : 1
        let format = page.pixelType.isFloatingPoint ? 3 : page.pixelType.isSigned ? 2 : 1
        let bits = page.pixelType == .bit ? 1 : page.pixelType.byteCount * 8
        func shorts(_ tag: UInt16, _ number: Int, count: Int = 1) -> Field {
            Field(tag: tag, type: 3, numbers: [Int](repeating: number, count: count))
        }
        func longs(_ tag: UInt16, _ numbers: [Int]) -> Field {
            Field(tag: tag, type: encoding.isBigTIFF ? 16 : 4, numbers: numbers)
        }
        var fields = [
            longs(TIFFTag.newSubfileType, [isReduced ? 1 : 0]),
            longs(TIFFTag.imageWidth, [page.size.width]),
            longs(TIFFTag.imageLength, [page.size.height]),
            shorts(TIFFTag.bitsPerSample, bits, count: samples),
            shorts(TIFFTag.compression, encoding.compression.rawValue),
            shorts(TIFFTag.photometricInterpretation, photometric),
            shorts(TIFFTag.samplesPerPixel, samples),
            shorts(TIFFTag.planarConfiguration, encoding.isPlanar ? 2 : 1),
            shorts(TIFFTag.sampleFormat, format, count: samples),
        ]
        if encoding.hasPredictor { fields.append(shorts(TIFFTag.predictor, 2)) }
        if isJPEGColor { fields.append(shorts(TIFFTag.yCbCrSubSampling, 2, count: 2)) }
        if !levels.isEmpty { fields.append(longs(TIFFTag.subDirectories, levels)) }
        if let description = page.description {
            let text = Array(description.utf8) + [0]
            fields.append(
                Field(tag: TIFFTag.imageDescription, type: 2, numbers: [], text: text)
            )
        }
        if let tile = encoding.tile {
            fields += [
                longs(TIFFTag.tileWidth, [tile.width]),
                longs(TIFFTag.tileLength, [tile.height]),
                longs(TIFFTag.tileOffsets, chunks.map(\.offset)),
                longs(TIFFTag.tileByteCounts, chunks.map(\.count)),
            ]
        } else {
            fields += [
                longs(TIFFTag.rowsPerStrip, [encoding.rowsPerStrip]),
                longs(TIFFTag.stripOffsets, chunks.map(\.offset)),
                longs(TIFFTag.stripByteCounts, chunks.map(\.count)),
            ]
        }
        return fields
    }

    /// Writes values that do not fit into their entries first, then the entries.
    private mutating func appendDirectory(_ fields: [Field]) -> (offset: Int, link: Int) {
        var entries: [[UInt8]] = []
        for field in fields {
            let width = TIFFFieldType.byteCount(field.type) ?? 1
            let values = field.text ?? field.numbers.flatMap { bytes($0, width: width) }
            let count = field.text?.count ?? field.numbers.count
            var value = values + [UInt8](repeating: 0, count: max(0, offsetWidth - values.count))
            if values.count > offsetWidth {
                value = bytes(output.count, width: offsetWidth)
                output += values
                if output.count % 2 == 1 { output.append(0) }
            }
            let head = bytes(Int(field.tag), width: 2) + bytes(field.type, width: 2)
            entries.append(head + bytes(count, width: offsetWidth) + value)
        }
        let offset = output.count
        append(entries.count, width: encoding.isBigTIFF ? 8 : 2)
        for entry in entries { output += entry }
        let link = output.count
        append(0, width: offsetWidth)
        return (offset, link)
    }
}
