import Codecs
import Pixels
import TestSupport
import Testing

@testable import ImageFormats

@Suite struct `Damaged TIFF files` {
    let folder: TemporaryFolder
    let good: [UInt8]

    init() throws {
        folder = try TemporaryFolder()
        var encoding = TIFFEncoding()
        encoding.compression = .lzw
        encoding.rowsPerStrip = 5
        let pages = (0..<2).map { plane in
            var page = SyntheticPages.page(24, 20, plane: plane, description: "a picture")
            page.levels = [SyntheticPages.page(12, 10)]
            return page
        }
        good = try TIFFWriter.file(of: pages, encoding)
    }

    /// Opens a file and reads all of it.
    func readAll(_ bytes: [UInt8], _ limits: ReadLimits = ReadLimits()) throws {
        for image in try ImageFile.open(folder.write(bytes), limits: limits).images {
            for t in 0..<image.source.dimensions.t {
                for (level, size) in image.source.levels.enumerated() {
                    let whole = Region(x: 0, y: 0, width: size.width, height: size.height)
                    let plane = PlaneIndex(z: 0, c: 0, t: t)
                    _ = try image.source.read(plane, whole, level: level)
                }
            }
        }
    }

    @Test func `every truncation is refused`() {
        for count in 0..<good.count {
            #expect(throws: ImageFormatError.self, "\(count) bytes") {
                try readAll(Array(good[..<count]))
            }
        }
    }

    @Test func `any changed byte is read or refused`() throws {
        var limits = ReadLimits()
        limits.decodedBytesPerRead = 1 << 24
        limits.decodedChunkBytes = 1 << 24
        for index in good.indices {
            for mask in [0x01, 0xFE] as [UInt8] {
                var bytes = good
                bytes[index] ^= mask
                do {
                    try readAll(bytes, limits)
                } catch let error as ImageFormatError {
                    #expect(!error.description.isEmpty)
                }
            }
        }
    }

    @Test func `a cycle of directories is refused`() throws {
        var bytes = good
        let first = Int(TIFFNumbers(bytes: good, isBigEndian: false).unsigned(at: 4, width: 4))
        bytes.set(first, at: bytes.firstLink, width: 4)
        let path = try folder.write(bytes)
        let expected = "a chain of directories without a cycle"
        #expect(
            throws: ImageFormatError.malformed(file: path, offset: first, expected: expected)
        ) { try ImageFile.open(path) }
    }

    @Test func `offsets and counts beyond the file are refused`() throws {
        for (tag, count) in [(TIFFTag.stripOffsets, 4), (TIFFTag.stripByteCounts, 4)] {
            var bytes = good
            bytes.patch(tag: tag, to: good.count - 2, count: count)
            #expect(throws: ImageFormatError.self) { try readAll(bytes) }
            bytes.patch(tag: tag, to: 0xFFFF_FFFF, count: count)
            #expect(throws: ImageFormatError.self) { try readAll(bytes) }
            // One place for four strips.
            bytes.patch(tag: tag, to: 8, count: 1)
            #expect(throws: ImageFormatError.self) { try readAll(bytes) }
        }
    }

    @Test func `edges of zero are refused`() throws {
        for tag in [TIFFTag.imageWidth, TIFFTag.imageLength, TIFFTag.rowsPerStrip] {
            var bytes = good
            bytes.patch(tag: tag, to: 0)
            #expect(throws: ImageFormatError.self) { try readAll(bytes) }
        }
    }

    @Test func `absurd sizes are refused before memory is taken`() throws {
        let fields: [(UInt16, Int)] = [
            (TIFFTag.imageWidth, 0xFFFF_FFFF), (TIFFTag.imageLength, 0xFFFF_FFFF),
            (TIFFTag.imageWidth, 4_000_000), (TIFFTag.samplesPerPixel, 65_535),
        ]
        for (tag, value) in fields {
            var bytes = good
            bytes.patch(tag: tag, to: value)
            #expect(throws: ImageFormatError.self) { try readAll(bytes) }
        }
    }

    @Test func `what is not supported is named`() throws {
        let fields: [(UInt16, Int, String)] = [
            (TIFFTag.compression, 50_001, "compression WebP"),
            (TIFFTag.compression, 6, "compression old-style JPEG"),
            (TIFFTag.compression, 4, "compression CCITT Group 4"),
            (TIFFTag.compression, 77, "compression 77"),
            (TIFFTag.photometricInterpretation, 5, "photometric interpretation CMYK"),
            (TIFFTag.photometricInterpretation, 8, "photometric interpretation CIE L*a*b*"),
            (TIFFTag.bitsPerSample, 12, "12 bits per sample in sample format 1"),
            (TIFFTag.sampleFormat, 3, "8 bits per sample in sample format 3"),
        ]
        for (tag, value, feature) in fields {
            var bytes = good
            bytes.patch(tag: tag, to: value)
            let path = try folder.write(bytes)
            #expect(throws: ImageFormatError.unsupported(file: path, feature: feature)) {
                try ImageFile.open(path)
            }
        }
    }

    @Test func `each limit is held`() throws {
        let changes: [(String, (inout ReadLimits) -> Void)] = [
            ("1 directories", { $0.directories = 1 }),
            ("5 entries of a directory", { $0.entriesPerDirectory = 5 }),
            ("23 pixels of ImageWidth", { $0.edgePixels = 23 }),
            ("10 bytes of one strip or tile", { $0.encodedChunkBytes = 10 }),
            ("100 decoded bytes of one strip or tile", { $0.decodedChunkBytes = 100 }),
            ("200 decoded bytes a read", { $0.decodedBytesPerRead = 200 }),
            ("5 bytes of tag 270", { $0.xmlBytes = 5 }),
        ]
        for (name, change) in changes {
            var limits = ReadLimits()
            change(&limits)
            let path = folder.path + "/image.tif"
            #expect(throws: ImageFormatError.beyondLimit(file: path, limit: name)) {
                try readAll(good, limits)
            }
        }
        try readAll(good)
    }

    @Test func `other files are refused with a reason`() throws {
        #expect(throws: ImageFormatError.self) { try ImageFile.open(folder.write([])) }
        #expect(throws: ImageFormatError.self) {
            try ImageFile.open(folder.write(Array("GIF89a and more".utf8)))
        }
        let absent = folder.path + "/absent.tif"
        #expect(throws: ImageFormatError.self) { try ImageFile.open(absent) }
        #expect(throws: ImageFormatError.self) { try ImageFile.open("/dev/zero") }
    }
}
