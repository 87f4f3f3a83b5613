import Codecs
import Foundation
import Pixels

@testable import ImageFormats

/// A small hierarchy in memory: one image of one array, whose documents a test alters as it likes.
struct ZarrFixture {
    /// The metadata of the group, as the members of `multiscales[0]` but for its datasets.
    var axes = "yx"
    var version = 2
    /// Members of `.zarray` or `zarr.json`, as texts of JSON.
    var array: [String: String]
    var values: [String: [UInt8]] = [:]

    /// 16-bit samples in a single chunk, as `CompressedSamples` has them.
    static func version2(compressor: String = "null", dtype: String = "<u2") -> ZarrFixture {
        ZarrFixture(array: [
            "zarr_format": "2", "shape": "[8,16]", "chunks": "[8,16]", "dtype": "\"\(dtype)\"",
            "compressor": compressor, "fill_value": "0", "order": "\"C\"", "filters": "null",
        ])
    }

    static let bytesCodec = #"{"name":"bytes","configuration":{"endian":"little"}}"#

    static func version3(codecs: String = bytesCodec, type: String = "uint16") -> ZarrFixture {
        let grid = #"{"name":"regular","configuration":{"chunk_shape":[8,16]}}"#
        return ZarrFixture(
            version: 3,
            array: [
                "zarr_format": "3", "node_type": "\"array\"", "shape": "[8,16]",
                "data_type": "\"\(type)\"", "chunk_grid": grid,
                "chunk_key_encoding": #"{"name":"default"}"#, "fill_value": "0",
                "codecs": "[\(codecs)]",
            ]
        )
    }

    static func chunkGrid(_ shape: [Int]) -> String {
        #"{"name":"regular","configuration":{"chunk_shape":\#(shape)}}"#
    }

    var store: MemoryStore {
        let names = axes.map { #"{"name":"\#($0)","type":"\#(Self.types[$0] ?? "")"}"# }
        let scale = axes.map { _ in "1" }.joined(separator: ",")
        let multiscales = """
            "multiscales":[{"axes":[\(names.joined(separator: ","))],"datasets":[{"path":"0",\
            "coordinateTransformations":[{"type":"scale","scale":[\(scale)]}]}]}]
            """
        var texts: [String: String] = [:]
        if version == 2 {
            texts[".zattrs"] = "{\(multiscales)}"
            texts["0/.zarray"] = arrayText
        } else {
            let attributes = #"{"ome":{"version":"0.5",\#(multiscales)}}"#
            texts["zarr.json"] =
                #"{"zarr_format":3,"node_type":"group","attributes":\#(attributes)}"#
            texts["0/zarr.json"] = arrayText
        }
        var store = MemoryStore(texts)
        store.values.merge(values) { $1 }
        return store
    }

    private var arrayText: String {
        "{"
            + array.sorted { $0.key < $1.key }.map { "\"\($0.key)\":\($0.value)" }
            .joined(separator: ",") + "}"
    }

    private static let types: [Character: String] = [
        "x": "space", "y": "space", "z": "space", "c": "channel", "t": "time",
    ]

    func source(_ limits: ReadLimits = ReadLimits()) throws -> any PixelSource {
        try ZarrFormat.images(store, limits)[0].source
    }

    /// The samples of the first plane.
    func samples(_ limits: ReadLimits = ReadLimits()) throws -> [Double] {
        try source(limits).whole(PlaneIndex(z: 0, c: 0, t: 0)).doubles
    }
}

/// A shard as a writer puts it together: chunks behind each other, and where they lie.
enum ShardBytes {
    /// Places of chunks that are nil are those of chunks that are not there.
    static func index(_ places: [(offset: Int, count: Int)?], checksum: Bool = true) -> [UInt8] {
        let numbers = places.flatMap { place -> [UInt64] in
            guard let place else { return [.max, .max] }
            return [UInt64(place.offset), UInt64(place.count)]
        }
        let bytes = SampleBytes.bytes(numbers.map(\.littleEndian))
        return checksum ? sealed(bytes) : bytes
    }

    /// Bytes with their checksum behind them.
    static func sealed(_ bytes: [UInt8]) -> [UInt8] {
        bytes + SampleBytes.bytes([CRC32C.checksum(bytes, count: bytes.count).littleEndian])
    }
}
