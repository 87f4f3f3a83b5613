import Foundation
import Pixels
import TestSupport
import Testing

@testable import ImageFormats

/// The seeds of the Zarr fuzzer, and what it found: hierarchies `seed-…` are sound, others need not be.
@Suite struct `Fuzz corpus of Zarr` {
    static let folder = PackageFolder.path + "/fuzz/corpus/FuzzZarr"

    @Test func `every hierarchy is read or refused, and the seeds are read`() throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: Self.folder)
        #expect(names.count >= ZarrSeeds.all.count)
        for name in names {
            let bytes = [UInt8](try Data(contentsOf: URL(filePath: Self.folder + "/" + name)))
            let store = KeyArchive.store(bytes)
            let isTable = name.hasPrefix("seed-table")
            do {
                for image in try ZarrFormat.images(store).prefix(4) { try readAll(image.source) }
            } catch let error as ImageFormatError {
                #expect(isTable || !name.hasPrefix("seed-"), "\(name): \(error)")
            }
            do {
                try readTables(store)
            } catch let error as ImageFormatError {
                #expect(!isTable, "\(name): \(error)")
            }
        }
    }

    /// No more rows than the fuzzer reads.
    private static let limits: ReadLimits = {
        var limits = ReadLimits()
        limits.tableRows = 1 << 12
        return limits
    }()

    /// With `OMERO_WRITE_SEEDS` set, writes the seeds anew.
    @Test func `the seeds are what the fixtures are`() throws {
        let writes = ProcessInfo.processInfo.environment["OMERO_WRITE_SEEDS"] != nil
        for (name, store) in try ZarrSeeds.all.map({ ($0.name, try $0.store()) }) {
            let url = URL(filePath: Self.folder + "/" + name)
            let bytes = KeyArchive.bytes(store)
            if writes { try Data(bytes).write(to: url) }
            #expect(try [UInt8](Data(contentsOf: url)) == bytes, "\(name)")
        }
    }

    private func readTables(_ store: MemoryStore) throws {
        for table in try AnnDataTables.tables(store, Self.limits) {
            let rows = 0..<min(table.rowCount, 64)
            let cells = try table.cells(rows)
            #expect(cells.allSatisfy { $0.count == rows.count })
        }
    }

    private func readAll(_ source: any PixelSource) throws {
        for (level, size) in source.levels.enumerated() {
            let region = Region(
                x: 0,
                y: 0,
                width: min(size.width, 256),
                height: min(size.height, 256)
            )
            for c in 0..<min(source.dimensions.c, 4) {
                _ = try source.read(PlaneIndex(z: 0, c: c, t: 0), region, level: level)
            }
        }
    }
}

/// A hierarchy as the fuzzer takes it, which says how.
enum KeyArchive {
    static func bytes(_ store: MemoryStore) -> [UInt8] {
        var bytes: [UInt8] = []
        for (key, value) in store.values.sorted(by: { $0.key < $1.key }) {
            bytes.append(UInt8(key.utf8.count))
            bytes += key.utf8
            bytes += [UInt8(value.count & 0xFF), UInt8(value.count >> 8)]
            bytes += value
        }
        return bytes
    }

    static func store(_ bytes: [UInt8]) -> MemoryStore {
        var store = MemoryStore([String: [UInt8]]())
        var rest = bytes[...]
        while let keyCount = rest.popFirst() {
            let key = String(decoding: rest.prefix(Int(keyCount)), as: UTF8.self)
            rest = rest.dropFirst(Int(keyCount))
            guard let low = rest.popFirst(), let high = rest.popFirst() else { break }
            let count = Int(high) << 8 | Int(low)
            store.values[key] = Array(rest.prefix(count))
            rest = rest.dropFirst(count)
        }
        return store
    }
}

/// One small hierarchy for each way through the reader.
enum ZarrSeeds {
    struct Seed: Sendable {
        let name: String
        let store: @Sendable () throws -> MemoryStore
    }

    static let all: [Seed] =
        [
            ("Blosc lz4, shuffle", #"{"id":"blosc"}"#),
            ("Blosc zstd, bit shuffle", #"{"id":"blosc"}"#),
            ("Blosc blosclz, no shuffle", #"{"id":"blosc"}"#),
            ("Blosc zlib, shuffle", #"{"id":"blosc"}"#),
            ("zlib", #"{"id":"zlib"}"#), ("gzip", #"{"id":"gzip"}"#),
            ("Zstandard", #"{"id":"zstd"}"#),
            ("LZ4", #"{"id":"lz4"}"#), ("bzip2", #"{"id":"bz2"}"#),
        ].map { name, compressor in
            seed(name) {
                var fixture = ZarrFixture.version2(compressor: compressor)
                fixture.values["0/0.0"] = try CompressedSamples.compressed(name)
                return fixture.store
            }
        } + [
            seed("big-endian-columns") {
                var fixture = ZarrFixture.version2(dtype: ">u2")
                fixture.array["order"] = "\"F\""
                fixture.values["0/0.0"] = CompressedSamples.bytes
                return fixture.store
            },
            seed("transpose-checksum") {
                let transpose = #"{"name":"transpose","configuration":{"order":[1,0]}}"#
                let codecs = [transpose, ZarrFixture.bytesCodec, #""zstd""#, #""crc32c""#]
                var fixture = ZarrFixture.version3(codecs: codecs.joined(separator: ","))
                fixture.values["0/c/0/0"] =
                    ShardBytes.sealed(try CompressedSamples.compressed("Zstandard"))
                return fixture.store
            },
            seed("shards") { shards(isIndexAtStart: false) },
            seed("shards-start") { shards(isIndexAtStart: true) },
            seed("plate") { try plate },
            seed("series") {
                var store = try image(under: "0")
                store.values[".zattrs"] = Array(#"{"bioformats2raw.layout":3}"#.utf8)
                store.values["OME/.zattrs"] = Array(#"{"series":["0"]}"#.utf8)
                store.values["OME/METADATA.ome.xml"] = Array(
                    #"<OME><Image Name="n"><Pixels SizeX="2"/></Image></OME>"#.utf8
                )
                return store
            },
            seed("levels-five-dimensions") { levels },
            seed("table-version-2") { AnnDataFixture(version: 2).store(under: "tables/a/") },
            seed("table-version-3") { AnnDataFixture(version: 3).store() },
            seed("table-sparse-columns") { AnnDataFixture.sparseColumns(version: 3).store() },
            seed("table-sparse-rows") { AnnDataFixture.sparse(version: 2).store() },
        ]

    private static func seed(
        _ name: String,
        _ store: @escaping @Sendable () throws -> MemoryStore
    ) -> Seed {
        let word = name.lowercased().replacing(", ", with: "-").replacing(" ", with: "-")
        return Seed(name: "seed-\(word)", store: store)
    }

    private static func shards(isIndexAtStart: Bool) -> MemoryStore {
        let location = isIndexAtStart ? "start" : "end"
        let index = "\(ZarrFixture.bytesCodec)\(isIndexAtStart ? "" : ",\"crc32c\"")"
        let sharding = """
            {"name":"sharding_indexed","configuration":{"chunk_shape":[4,8],"codecs":["bytes"],\
            "index_codecs":[\(index)],"index_location":"\(location)"}}
            """
        var fixture = ZarrFixture.version3(codecs: sharding, type: "uint8")
        let chunk = [UInt8](0..<32)
        let start = isIndexAtStart ? 64 : 0
        let places: [(offset: Int, count: Int)?] = [(start, 32), nil, (start + 32, 32), nil]
        let indexBytes = ShardBytes.index(places, checksum: !isIndexAtStart)
        fixture.values["0/c/0/0"] =
            isIndexAtStart ? indexBytes + chunk + chunk : chunk + chunk + indexBytes
        return fixture.store
    }

    /// A plain image in a group below the root.
    private static func image(under group: String) throws -> MemoryStore {
        var fixture = ZarrFixture.version2()
        fixture.values["0/0.0"] = CompressedSamples.bytes
        let values = fixture.store.values.map { (group + "/" + $0.key, $0.value) }
        return MemoryStore(Dictionary(uniqueKeysWithValues: values))
    }

    private static var plate: MemoryStore {
        get throws {
            var store = try image(under: "A/1/0")
            store.values[".zattrs"] = Array(
                """
                {"plate":{"name":"P","rows":[{"name":"A"}],"columns":[{"name":"1"}],"wells":\
                [{"path":"A/1","rowIndex":0,"columnIndex":0}]}}
                """.utf8
            )
            store.values["A/1/.zattrs"] = Array(#"{"well":{"images":[{"path":"0"}]}}"#.utf8)
            return store
        }
    }

    private static var levels: MemoryStore {
        func array(_ shape: String) -> String {
            """
            {"zarr_format":2,"shape":\(shape),"chunks":[1,2,2,3,3],"dtype":"<f4",\
            "compressor":null,"fill_value":"NaN","order":"C","filters":null}
            """
        }
        let scale = #"[{"type":"scale","scale":[1,1,2,0.5,0.5]}]"#
        return MemoryStore([
            ".zattrs": """
            {"multiscales":[{"version":"0.4","name":"n","axes":[{"name":"t","type":"time"},\
            {"name":"c","type":"channel"},{"name":"z","type":"space"},{"name":"y","type":"space"},\
            {"name":"x","type":"space","unit":"micrometer"}],"datasets":[{"path":"0",\
            "coordinateTransformations":\(scale)},{"path":1,"coordinateTransformations":\(scale)}]\
            }],"omero":{"channels":[{"label":"a","color":"FF0000","window":{"start":0}}]}}
            """,
            "0/.zarray": array("[2,2,4,9,7]"), "1/.zarray": array("[2,2,2,4,3]"),
            "0/1.0.1.1.0": String(repeating: "abcd", count: 36),
            "labels/.zattrs": #"{"labels":["l"]}"#,
        ])
    }
}
