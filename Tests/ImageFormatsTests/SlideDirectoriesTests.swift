import Kernel
import Pixels
import TestSupport
import Testing

@testable import ImageFormats

/// The library of slides ends the process when it gets no memory, so it may not be asked for much.
@Suite struct `Directories of slides` {
    private let folder: TemporaryFolder
    private let slide: [UInt8]

    init() throws {
        folder = try TemporaryFolder()
        var encoding = TIFFEncoding()
        encoding.tile = PixelSize(width: 64, height: 64)
        slide = try TIFFWriter.file(of: [SyntheticPages.page(200, 150)], encoding)
    }

    private func check(_ bytes: [UInt8]) throws {
        try SlideDirectories.check(File.open(folder.write(bytes)), ReadLimits())
    }

    @Test func `sound ones pass`() throws { try check(slide) }

    @Test func `values that the file has no bytes for are refused, of whatever type and tag`() {
        for type in [2, 4, 99] {
            var bytes = slide
            bytes.patch(tag: TIFFTag.tileOffsets, to: 8, type: type, count: 0x7FFF_FFFF)
            #expect(throws: ImageFormatError.self, "type \(type)") { try check(bytes) }
        }
    }

    @Test func `tiles that would take all memory are refused`() {
        var bytes = slide
        bytes.patch(tag: TIFFTag.tileWidth, to: 1 << 20, type: 4)
        bytes.patch(tag: TIFFTag.tileLength, to: 1 << 20, type: 4)
        #expect(throws: ImageFormatError.self) { try check(bytes) }
    }

    @Test func `a chain that goes in a circle is refused`() {
        var bytes = slide
        bytes.set(slide.firstLink - 2 - 12 * slide.entryCount, at: slide.firstLink, width: 4)
        #expect(throws: ImageFormatError.self) { try check(bytes) }
    }
}

extension [UInt8] {
    /// Fields of the first directory.
    fileprivate var entryCount: Int {
        let numbers = TIFFNumbers(bytes: self, isBigEndian: false)
        return Int(numbers.unsigned(at: Int(numbers.unsigned(at: 4, width: 4)), width: 2))
    }
}
