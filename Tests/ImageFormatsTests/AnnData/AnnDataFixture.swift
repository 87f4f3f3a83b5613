import Codecs

@testable import ImageFormats

/// A small table of annotated observations in memory, whose documents a test alters as it likes.
///
/// Five rows in chunks of two: the last chunk is padded.
struct AnnDataFixture {
    let version: Int
    private(set) var values: [String: [UInt8]] = [:]

    init(version: Int) {
        self.version = version
        group("", #"{"encoding-type":"anndata","region":"r","region_key":null}"#)
        group(
            "obs",
            """
            {"encoding-type":"dataframe","_index":"_index",\
            "column-order":["area","count","kind","whole","good"]}
            """
        )
        array("obs/_index", "|O", [5], [2], Self.texts(["c0", "c1", "<b>", "", "é"]))
        array("obs/area", "<f8", [5], [2], Self.numbers([1.5, .nan, 3, 4, 5, 0]))
        array("obs/count", "<i8", [5], [2], Self.numbers([1, -2, .max, 4, 5, 0] as [Int64]))
        array("obs/good", "|b1", [5], [2], [1, 0, 1, 1, 0, 0])
        group("obs/kind", #"{"encoding-type":"categorical","ordered":false}"#)
        array("obs/kind/codes", "|i1", [5], [2], [0, 1, 0xFF, 1, 0, 0])
        array("obs/kind/categories", "|O", [2], [2], Self.texts(["one", "two"]))
        group("obs/whole", #"{"encoding-type":"nullable-integer"}"#)
        array("obs/whole/values", "<i4", [5], [2], Self.numbers([7, 8, 9, 10, 11, 0] as [Int32]))
        array("obs/whole/mask", "|b1", [5], [2], [0, 0, 1, 0, 0, 0])
        group("var", #"{"encoding-type":"dataframe","_index":"gene","column-order":[]}"#)
        array("var/gene", "|O", [2], [2], Self.texts(["g0", "g1"]))
        let columns = (0..<2).flatMap { column in (0..<6).map { Float($0 * 10 + column) } }
        array("X", "<f4", [5, 2], [2, 1], Self.numbers(columns))
    }

    /// The same with a matrix of sparse rows, of which the third and the last are empty.
    static func sparse(version: Int) -> AnnDataFixture {
        var fixture = AnnDataFixture(version: version)
        for key in fixture.values.keys where key.hasPrefix("X/") { fixture.values[key] = nil }
        fixture.group("X", #"{"encoding-type":"csr_matrix","shape":[5,2]}"#)
        let ends: [Int32] = [0, 1, 3, 3, 4, 4]
        fixture.array("X/indptr", "<i4", [6], [2], numbers(ends))
        fixture.array("X/indices", "<i4", [4], [2], numbers([1, 0, 1, 0] as [Int32]))
        fixture.array("X/data", "<f4", [4], [2], numbers([1.5, 2, 3, 4] as [Float]))
        return fixture
    }

    /// The same numbers by columns, the rows of the second in no order.
    static func sparseColumns(version: Int) -> AnnDataFixture {
        var fixture = sparse(version: version)
        fixture.group("X", #"{"encoding-type":"csc_matrix","shape":[5,2]}"#)
        fixture.array("X/indptr", "<i4", [3], [2], numbers([0, 2, 4, 0] as [Int32]))
        fixture.array("X/indices", "<i4", [4], [2], numbers([1, 3, 1, 0] as [Int32]))
        fixture.array("X/data", "<f4", [4], [2], numbers([2, 4, 3, 1.5] as [Float]))
        return fixture
    }

    mutating func group(_ key: String, _ attributes: String) {
        set(
            key,
            "{\"zarr_format\":3,\"node_type\":\"group\",\"attributes\":\(attributes)}",
            (".zattrs", attributes)
        )
    }

    /// Takes the bytes of all chunks, those of texts already apart.
    mutating func array(
        _ key: String,
        _ type: String,
        _ shape: [Int],
        _ chunk: [Int],
        _ bytes: [UInt8]
    ) {
        let counts = zip(shape, chunk).map { ($0 + $1 - 1) / $1 }
        let all = type == "|O" ? Self.parted(bytes) : nil
        let chunkBytes = bytes.count / counts.reduce(1, *)
        for number in 0..<counts.reduce(1, *) {
            // The last dimension is fastest in the grid, and the first in the bytes of the fixture.
            let place = counts.count == 1 ? [number] : [number % counts[0], number / counts[0]]
            let name = place.map { "\($0)" }
            let path =
                version == 2
                ? name.joined(separator: ".") : "c/" + name.joined(separator: "/")
            let part = bytes[(number * chunkBytes)..<((number + 1) * chunkBytes)]
            values[key + "/" + path] = all?[number] ?? Array(part)
        }
        set(key, document3(type, shape, chunk), (".zarray", document2(type, shape, chunk)))
    }

    private mutating func set(
        _ key: String,
        _ version3: String,
        _ version2: (name: String, text: String)
    ) {
        let name = version == 2 ? version2.name : "zarr.json"
        values[ZarrKey.below(key, name)] = Array((version == 2 ? version2.text : version3).utf8)
    }

    private func document2(_ type: String, _ shape: [Int], _ chunk: [Int]) -> String {
        let isText = type == "|O"
        return """
            {"zarr_format":2,"shape":\(shape),"chunks":\(chunk),"dtype":"\(type)","compressor":null,\
            "filters":\(isText ? #"[{"id":"vlen-utf8"}]"# : "null"),\
            "fill_value":\(isText ? "\"\"" : "0"),"order":"C"}
            """
    }

    private func document3(_ type: String, _ shape: [Int], _ chunk: [Int]) -> String {
        let isText = type == "|O"
        let codec = isText ? #"{"name":"vlen-utf8"}"# : ZarrFixture.bytesCodec
        return """
            {"zarr_format":3,"node_type":"array","shape":\(shape),"data_type":"\(Self.names[type] ?? "")",\
            "chunk_grid":\(ZarrFixture.chunkGrid(chunk)),"chunk_key_encoding":{"name":"default"},\
            "fill_value":\(isText ? "\"\"" : type == "|b1" ? "false" : "0"),"codecs":[\(codec)]}
            """
    }

    private static let names = [
        "|O": "string", "<f8": "float64", "<f4": "float32", "<i8": "int64", "<i4": "int32",
        "|i1": "int8", "|b1": "bool",
    ]

    static func numbers<Number: BitwiseCopyable>(_ numbers: [Number]) -> [UInt8] {
        SampleBytes.bytes(numbers)
    }

    /// Texts in chunks of two, as `vlen-utf8` has them, the last chunk padded.
    static func texts(_ texts: [String]) -> [UInt8] {
        stride(from: 0, to: texts.count, by: 2).flatMap { start in
            chunk(Array(texts[start..<min(start + 2, texts.count)]))
        }
    }

    private static func chunk(_ texts: [String]) -> [UInt8] {
        let padded = texts + [String](repeating: "", count: 2 - texts.count)
        return SampleBytes.bytes([UInt32(2)])
            + padded.flatMap { SampleBytes.bytes([UInt32($0.utf8.count)]) + Array($0.utf8) }
    }

    /// The chunks of two texts that stand behind one another.
    private static func parted(_ bytes: [UInt8]) -> [[UInt8]] {
        var (parts, start) = ([[UInt8]](), 0)
        while start < bytes.count {
            var end = start + 4
            for _ in 0..<2 { end += 4 + Int(bytes[end]) }
            parts.append(Array(bytes[start..<end]))
            start = end
        }
        return parts
    }

    mutating func replace(_ old: String, _ new: String, in key: String) {
        let text = String(decoding: values[key] ?? [], as: UTF8.self)
        values[key] = Array(text.replacing(old, with: new).utf8)
    }

    mutating func set(_ bytes: [UInt8]?, at key: String) { values[key] = bytes }

    /// At the root, or as one of the tables of an OME-Zarr.
    func store(under folder: String = "") -> MemoryStore {
        let pairs = values.map { (folder + $0.key, $0.value) }
        return MemoryStore(Dictionary(uniqueKeysWithValues: pairs))
    }
}
