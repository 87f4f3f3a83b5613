import Codecs
import Pixels
import TestSupport
import Testing

@testable import ImageFormats

@Suite struct `Zarr arrays` {
    private let samples: [Double] = (0..<8).flatMap { y in
        (0..<16).map { x in Double(7 * x + 13 * y) }
    }

    static let compressors: [(document: String, stream: String)] =
        CompressedSamples.blosc.map { (#"{"id":"blosc"}"#, $0) } + [
            (#"{"id":"zlib","level":9}"#, "zlib"), (#"{"id":"gzip","level":9}"#, "gzip"),
            (#"{"id":"zstd"}"#, "Zstandard"), (#"{"id":"lz4"}"#, "LZ4"),
            (#"{"id":"bz2"}"#, "bzip2"),
        ]

    @Test(arguments: compressors) func `a chunk of version 2 is decompressed`(
        document: String,
        stream: String
    ) throws {
        var fixture = ZarrFixture.version2(compressor: document)
        fixture.values["0/0.0"] = try CompressedSamples.compressed(stream)
        #expect(try fixture.samples() == samples)
        fixture.values["0/0.0"] = try CompressedSamples.compressed(stream).dropLast(9)
        let error = #expect(throws: ImageFormatError.self) { try fixture.samples() }
        #expect(error?.description.hasPrefix("memory/0/0.0 is damaged") ?? false)
    }

    static let codecs: [(codec: String, stream: String)] = [
        (#"{"name":"gzip","configuration":{"level":5}}"#, "gzip"), (#""zstd""#, "Zstandard"),
        (#"{"name":"blosc"}"#, "Blosc zstd, bit shuffle"),
    ]

    @Test(arguments: codecs) func `a chunk of version 3 is decompressed`(
        codec: String,
        stream: String
    ) throws {
        var fixture = ZarrFixture.version3(codecs: ZarrFixture.bytesCodec + "," + codec)
        fixture.values["0/c/0/0"] = try CompressedSamples.compressed(stream)
        #expect(try fixture.samples() == samples)
    }

    @Test func `a checksum behind a chunk is looked at`() throws {
        let codecs = ZarrFixture.bytesCodec + #","zstd",{"name":"crc32c"}"#
        var fixture = ZarrFixture.version3(codecs: codecs)
        let stream = try CompressedSamples.compressed("Zstandard")
        fixture.values["0/c/0/0"] = ShardBytes.sealed(stream)
        #expect(try fixture.samples() == samples)
        fixture.values["0/c/0/0"]?[3] ^= 1
        let error = #expect(throws: ImageFormatError.self) { try fixture.samples() }
        #expect(error?.description.contains("a checksum of other bytes") ?? false)
    }

    @Test func `a checksum of a checksum is taken off as well`() throws {
        let codecs = ZarrFixture.bytesCodec + #","crc32c","crc32c""#
        var fixture = ZarrFixture.version3(codecs: codecs)
        fixture.values["0/c/0/0"] = ShardBytes.sealed(ShardBytes.sealed(CompressedSamples.bytes))
        #expect(try fixture.samples() == samples)
    }

    @Test func `orders of bytes and of dimensions are undone`() throws {
        var big = ZarrFixture.version2(dtype: ">u2")
        var swapped = CompressedSamples.bytes
        SampleBytes.reverse(&swapped, width: 2)
        big.values["0/0.0"] = swapped
        #expect(try big.samples() == samples)

        let columns = (0..<16).flatMap { x in (0..<8).map { UInt16(7 * x + 13 * $0) } }
        var fortran = ZarrFixture.version2()
        fortran.array["order"] = "\"F\""
        fortran.array["dimension_separator"] = "\"/\""
        fortran.values["0/0/0"] = SampleBytes.bytes(columns)
        #expect(try fortran.samples() == samples)

        let transpose = #"{"name":"transpose","configuration":{"order":[1,0]}}"#
        var transposed = ZarrFixture.version3(codecs: transpose + "," + ZarrFixture.bytesCodec)
        transposed.array["chunk_key_encoding"] = #"{"name":"v2"}"#
        transposed.values["0/0.0"] = SampleBytes.bytes(columns)
        #expect(try transposed.samples() == samples)
    }

    @Test func `a permutation of three dimensions is undone the right way round`() throws {
        let transpose = #"{"name":"transpose","configuration":{"order":[2,0,1]}}"#
        var fixture = ZarrFixture.version3(codecs: transpose + ",\"bytes\"", type: "uint8")
        fixture.axes = "zyx"
        fixture.array["shape"] = "[2,3,4]"
        fixture.array["chunk_grid"] = ZarrFixture.chunkGrid([2, 3, 4])
        // Dimension 0 of what is stored is dimension 2 of the array: x is the slowest.
        var stored: [UInt8] = []
        for x in 0..<4 {
            for z in 0..<2 {
                for y in 0..<3 { stored.append(UInt8(100 * z + 10 * y + x)) }
            }
        }
        fixture.values["0/c/0/0/0"] = stored
        let plane = try fixture.source().whole(PlaneIndex(z: 1, c: 0, t: 0))
        #expect(plane.doubles == [100, 101, 102, 103, 110, 111, 112, 113, 120, 121, 122, 123])
    }

    @Test func `chunks at the edges go beyond the array, and missing ones are the fill value`()
        throws
    {
        var fixture = ZarrFixture.version2(dtype: "|u1")
        fixture.array["shape"] = "[3,5]"
        fixture.array["chunks"] = "[2,4]"
        fixture.array["fill_value"] = "9"
        fixture.values["0/0.0"] = [0, 1, 2, 3, 10, 11, 12, 13]
        fixture.values["0/1.1"] = [24, 99, 99, 99, 99, 99, 99, 99]
        #expect(
            try fixture.samples() == [0, 1, 2, 3, 9, 10, 11, 12, 13, 9, 9, 9, 9, 9, 24]
        )
        let part = Region(x: 3, y: 1, width: 2, height: 2)
        let plane = PlaneIndex(z: 0, c: 0, t: 0)
        #expect(try fixture.source().read(plane, part, level: 0).doubles == [13, 9, 9, 24])
    }

    @Test func `a chunk larger than the array is read as far as that goes`() throws {
        var fixture = ZarrFixture.version2()
        fixture.array["shape"] = "[2,3]"
        fixture.values["0/0.0"] = CompressedSamples.bytes
        #expect(try fixture.samples() == [0, 7, 14, 13, 20, 27])
    }

    @Test(arguments: ["<u2", ">u2"]) func `of a chunk too large to keep only the rows are read`(
        dtype: String
    ) throws {
        var fixture = ZarrFixture.version2(dtype: dtype)
        var stored = CompressedSamples.bytes
        if dtype == ">u2" { SampleBytes.reverse(&stored, width: 2) }
        fixture.values["0/0.0"] = stored
        var limits = ReadLimits()
        limits.wholeChunkBytes = 255
        let store = CountingStore(fixture.store)
        let source = try ZarrFormat.images(store, limits)[0].source
        let before = store.fetchedBytes
        let part = Region(x: 5, y: 2, width: 3, height: 2)
        let plane = PlaneIndex(z: 0, c: 0, t: 0)
        #expect(try source.read(plane, part, level: 0).doubles == [61, 68, 75, 74, 81, 88])
        #expect(store.fetchedBytes - before == (16 + 3) * 2)
        #expect(try fixture.samples(limits) == samples)
        fixture.values["0/0.0"] = stored.dropLast(1)
        #expect(throws: ImageFormatError.self) { try fixture.samples(limits) }
        fixture.values["0/0.0"] = nil
        #expect(try fixture.samples(limits).allSatisfy { $0 == 0 })
    }

    static let fills: [(type: String, fill: String, value: Double)] = [
        ("uint8", "7", 7), ("int8", "-7", -7), ("uint32", "4294967295", 4_294_967_295),
        ("int32", "-2147483648", -2_147_483_648), ("bool", "true", 1),
        ("float32", "\"NaN\"", .nan), ("float32", "\"-Infinity\"", -.infinity),
        ("float64", "\"Infinity\"", .infinity), ("float64", "0.25", 0.25),
        ("float32", "\"0x3fc00000\"", 1.5), ("float64", "\"0xbff0000000000000\"", -1),
    ]

    @Test(arguments: fills) func `a fill value is read in its spellings`(
        type: String,
        fill: String,
        value: Double
    ) throws {
        let codec = #"{"name":"bytes","configuration":{"endian":"big"}}"#
        var fixture = ZarrFixture.version3(codecs: codec, type: type)
        fixture.array["fill_value"] = fill
        let read = try fixture.samples()
        #expect(read.count == 128)
        #expect(read.allSatisfy { value.isNaN ? $0.isNaN : $0 == value })
    }

    @Test(arguments: ["null", "0", "0.0"]) func `version 2 leaves the fill value open, too`(
        fill: String
    ) throws {
        var fixture = ZarrFixture.version2()
        fixture.array["fill_value"] = fill
        #expect(try fixture.samples().allSatisfy { $0 == 0 })
    }

    @Test func `booleans are bits, whatever number stands for true`() throws {
        var fixture = ZarrFixture.version2(dtype: "|b1")
        fixture.array["shape"] = "[1,3]"
        fixture.array["chunks"] = "[1,3]"
        fixture.array["fill_value"] = "false"
        fixture.values["0/0.0"] = [0, 1, 255]
        #expect(try fixture.source().pixelType == .bit)
        #expect(try fixture.samples() == [0, 1, 1])
    }
}
