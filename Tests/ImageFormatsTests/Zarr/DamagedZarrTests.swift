import Pixels
import TestSupport
import Testing

@testable import ImageFormats

@Suite struct `Damaged and unusual Zarr` {
    struct Alteration: Sendable, CustomTestStringConvertible {
        let version: Int
        let member: String
        let value: String
        /// Part of what is said about it.
        let reason: String

        init(_ version: Int, _ member: String, _ value: String, _ reason: String) {
            self.version = version
            self.member = member
            self.value = value
            self.reason = reason
        }

        var testDescription: String { "\(member) \(value)" }
    }

    static let alterations = [
        Alteration(2, "shape", "[-8,16]", "shape[0]"),
        Alteration(2, "shape", "[0,16]", "at least one sample"),
        Alteration(2, "shape", "[8]", "as many chunks as shape"),
        Alteration(2, "shape", "[8.5,16]", "shape[0]"),
        Alteration(2, "shape", "[99999999999999999999,16]", "shape[0]"),
        Alteration(2, "shape", "[9223372036854775807,9223372036854775807]", "chunks and bytes"),
        Alteration(2, "shape", "[4611686018427387904,1]", "chunks and bytes"),
        Alteration(2, "shape", "[1,8388608]", "edges of"),
        Alteration(2, "shape", "\"8,16\"", "a list as shape"),
        Alteration(2, "shape", "null", "a member shape"),
        Alteration(2, "chunks", "[0,16]", "chunks[0]"),
        Alteration(2, "chunks", "[9223372036854775807,9223372036854775807]", "of one chunk"),
        Alteration(2, "chunks", "[1048576,1048576]", "of one chunk"),
        Alteration(2, "dtype", "\"<i8\"", "an image of int64 is not supported"),
        Alteration(2, "dtype", "\"<u8\"", "an image of uint64 is not supported"),
        Alteration(2, "dtype", "\"<f2\"", "the dtype <f2 is not supported"),
        Alteration(2, "dtype", "\"|S4\"", "the dtype |S4 is not supported"),
        Alteration(2, "dtype", "[[\"r\",\"<u2\"]]", "a structured dtype"),
        Alteration(2, "dtype", "\"|u2\"", "a byte order"),
        Alteration(2, "dtype", "\"\"", "dtype"),
        Alteration(2, "compressor", #"{"id":"lzma"}"#, "the compressor lzma is not supported"),
        Alteration(2, "compressor", "{}", "a member id"),
        Alteration(2, "filters", #"[{"id":"delta","dtype":"<u2"}]"#, "the filter delta"),
        Alteration(2, "fill_value", "65536", "a value of type uint16"),
        Alteration(2, "fill_value", "-1", "a value of type uint16"),
        Alteration(2, "fill_value", "0.5", "a value of type uint16"),
        Alteration(2, "order", "\"K\"", "order C or F"),
        Alteration(2, "dimension_separator", "\"_\"", "/ or ."),
        Alteration(2, "zarr_format", "3", "zarr_format 2"),
        Alteration(3, "data_type", "\"int64\"", "an image of int64 is not supported"),
        Alteration(3, "data_type", "\"uint64\"", "an image of uint64 is not supported"),
        Alteration(3, "data_type", "\"float16\"", "the data type float16 is not supported"),
        Alteration(3, "data_type", "\"r16\"", "the data type r16 is not supported"),
        Alteration(3, "fill_value", "null", "a member fill_value"),
        Alteration(3, "fill_value", "\"0xZZ\"", "a value of type uint16"),
        Alteration(3, "chunk_grid", #"{"name":"rectilinear"}"#, "the chunk grid rectilinear"),
        Alteration(3, "chunk_grid", ZarrFixture.chunkGrid([8]), "as many dimensions"),
        Alteration(3, "chunk_key_encoding", #"{"name":"hashed"}"#, "key encoding hashed"),
        Alteration(3, "storage_transformers", #"[{"name":"mirror"}]"#, "transformer mirror"),
        Alteration(3, "future", #"{"must_understand":true}"#, "the extension future"),
        Alteration(3, "future", "1", "the extension future"),
        Alteration(3, "codecs", "[]", "the codec bytes"),
        Alteration(3, "codecs", #"["bytes"]"#, "endian"),
        Alteration(3, "codecs", #"["zstd"]"#, "bytes before zstd"),
        Alteration(3, "codecs", "[\(ZarrFixture.bytesCodec),\"vlen-utf8\"]", "only one codec"),
        Alteration(3, "codecs", "[\(ZarrFixture.bytesCodec),\"transpose\"]", "transpose before"),
        Alteration(
            3,
            "codecs",
            #"[{"name":"transpose","configuration":{"order":[0,0]}},"bytes"]"#,
            "each of 2 dimensions once"
        ),
        Alteration(
            3,
            "codecs",
            #"[{"name":"transpose","configuration":{"order":[0,2]}},"bytes"]"#,
            "order[1]"
        ),
        Alteration(3, "codecs", sharding("[3,16]", "[]"), "whole multiples"),
        Alteration(3, "codecs", sharding("[8]", "[]"), "2 dimensions"),
        Alteration(3, "codecs", sharding("[8,16]", #","index_location":"middle""#), "start or end"),
        Alteration(3, "codecs", sharding("[8,16]", "", index: "\"zstd\""), "index of shards"),
        Alteration(3, "codecs", sharding("[8,16]", "", after: ",\"zstd\""), "around sharding"),
        Alteration(
            3,
            "codecs",
            sharding("[8,16]", "", inner: String(sharding("[8,16]", "").dropFirst().dropLast())),
            "inside of sharding_indexed"
        ),
    ]

    private static func sharding(
        _ chunk: String,
        _ more: String,
        index: String = "\"crc32c\"",
        after: String = "",
        inner: String = ZarrFixture.bytesCodec
    ) -> String {
        let bytes = ZarrFixture.bytesCodec
        let more = more == "[]" ? "" : more
        return """
            [{"name":"sharding_indexed","configuration":{"chunk_shape":\(chunk),\
            "codecs":[\(inner)],"index_codecs":[\(bytes),\(index)]\(more)}}\(after)]
            """
    }

    @Test(arguments: alterations)
    func `metadata that cannot be followed are refused with the place`(
        alteration: Alteration
    ) throws {
        var fixture = alteration.version == 2 ? ZarrFixture.version2() : .version3()
        fixture.array[alteration.member] = alteration.value
        let error = #expect(throws: ImageFormatError.self) { try fixture.source() }
        let text = error?.description ?? ""
        #expect(text.contains(alteration.reason), "\(text)")
        #expect(text.hasPrefix("memory/0/"), "\(text)")
    }

    @Test func `an extension that need not be understood is passed over`() throws {
        var fixture = ZarrFixture.version3()
        fixture.array["future"] = #"{"must_understand":false,"a":1}"#
        #expect(try fixture.samples().count == 128)
    }

    @Test func `an extension of a group is refused by its name, too`() throws {
        var store = ZarrFixture.version3().store
        let text = String(decoding: try #require(store.values["zarr.json"]), as: UTF8.self)
        let known = text.dropLast() + #","consolidated_metadata":{"must_understand":false}}"#
        store.values["zarr.json"] = Array(known.utf8)
        #expect(try ZarrFormat.images(store).count == 1)
        store.values["zarr.json"] = Array((text.dropLast() + #","future":{}}"#).utf8)
        let error = #expect(throws: ImageFormatError.self) { try ZarrFormat.images(store) }
        #expect(error?.description == "memory/zarr.json: the extension future is not supported")
    }

    @Test(arguments: [0, 1, 255, 257, 4096]) func `a chunk of another length is refused`(
        count: Int
    ) throws {
        var fixture = ZarrFixture.version2()
        fixture.values["0/0.0"] = [UInt8](repeating: 1, count: count)
        let error = #expect(throws: ImageFormatError.self) { try fixture.samples() }
        #expect(error?.description.hasPrefix("memory/0/0.0 is damaged") ?? false)
    }

    @Test func `a chunk that decompresses to more than its extent is refused`() throws {
        var fixture = ZarrFixture.version2(compressor: #"{"id":"zlib"}"#)
        fixture.array["chunks"] = "[4,16]"
        fixture.values["0/0.0"] = try CompressedSamples.compressed("zlib")
        let error = #expect(throws: ImageFormatError.self) { try fixture.samples() }
        #expect(error?.description.contains("more than 128 bytes") ?? false)
    }

    @Test func `limits of chunks, reads and documents hold`() throws {
        var fixture = ZarrFixture.version2()
        fixture.values["0/0.0"] = CompressedSamples.bytes
        var limits = ReadLimits()
        limits.encodedChunkBytes = 255
        #expect(throws: ImageFormatError.self) { try fixture.samples(limits) }
        limits = ReadLimits()
        limits.decodedBytesPerRead = 255
        #expect(throws: ImageFormatError.self) { try fixture.samples(limits) }
        limits = ReadLimits()
        limits.decodedChunkBytes = 255
        #expect(throws: ImageFormatError.self) { try fixture.samples(limits) }
        limits = ReadLimits()
        limits.zarrMetadataBytes = 20
        #expect(throws: ImageFormatError.self) { try fixture.samples(limits) }
        #expect(try fixture.samples().count == 128)
    }

    @Test func `a read of more chunks than the limit is refused before the first`() throws {
        var fixture = ZarrFixture.version2()
        fixture.array["shape"] = "[100000,100000]"
        fixture.array["chunks"] = "[1,1]"
        let source = try fixture.source()
        let region = Region(x: 0, y: 0, width: 20_000, height: 10)
        let error = #expect(throws: ImageFormatError.self) {
            try source.read(PlaneIndex(z: 0, c: 0, t: 0), region, level: 0)
        }
        #expect(error?.description.contains("131072 chunks a read") ?? false)
    }

    @Test(arguments: [
        "../0", "0/../../x", "/etc", "", ".", "0//1", "a/./b", "0/", "a\\u0000b",
    ])
    func `no path leads out of the hierarchy`(path: String) throws {
        var store = ZarrFixture.version2().store
        let text = String(decoding: try #require(store.values[".zattrs"]), as: UTF8.self)
        store.values[".zattrs"] = Array(
            text.replacing(#""path":"0""#, with: #""path":"\#(path)""#).utf8
        )
        let error = #expect(throws: ImageFormatError.self) { try ZarrFormat.images(store) }
        #expect(error?.description.contains("a path inside the Zarr hierarchy") ?? false)
    }
}
