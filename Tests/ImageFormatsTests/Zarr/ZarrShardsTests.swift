import Codecs
import Dispatch
import Pixels
import Synchronization
import TestSupport
import Testing

@testable import ImageFormats

@Suite struct `Zarr shards` {
    /// Shards of 2×2 chunks of 2×3 bytes; the array has 3×5 samples.
    private func fixture(
        _ configuration: String = "",
        index: String = #""bytes","crc32c""#
    )
        -> ZarrFixture
    {
        let endian = index.replacing(#""bytes""#, with: ZarrFixture.bytesCodec)
        let sharding = """
            {"name":"sharding_indexed","configuration":{"chunk_shape":[2,3],"codecs":["bytes"],\
            "index_codecs":[\(endian)]\(configuration)}}
            """
        var fixture = ZarrFixture.version3(codecs: sharding, type: "uint8")
        fixture.array["shape"] = "[3,5]"
        fixture.array["chunk_grid"] = ZarrFixture.chunkGrid([4, 6])
        fixture.array["fill_value"] = "9"
        return fixture
    }

    private let first: [UInt8] = [0, 1, 2, 10, 11, 12]
    private let last: [UInt8] = [23, 24, 0, 0, 0, 0]
    private let wanted: [Double] = [0, 1, 2, 9, 9, 10, 11, 12, 9, 9, 9, 9, 9, 23, 24]

    @Test func `chunks are found by the index at the end`() throws {
        var fixture = fixture()
        let index = ShardBytes.index([(6, 6), nil, nil, (0, 6)])
        fixture.values["0/c/0/0"] = last + first + index
        #expect(try fixture.samples() == wanted)
    }

    @Test func `chunks are found by the index at the start`() throws {
        var fixture = fixture(#","index_location":"start""#, index: #""bytes""#)
        let index = ShardBytes.index([(64, 6), nil, nil, (71, 6)], checksum: false)
        fixture.values["0/c/0/0"] = index + first + [0] + last
        #expect(try fixture.samples() == wanted)
    }

    @Test func `a shard that was never written is the fill value`() throws {
        #expect(try fixture().samples() == [Double](repeating: 9, count: 15))
    }

    @Test func `only the bytes of the wanted chunk and the index are fetched`() throws {
        var fixture = fixture()
        fixture.values["0/c/0/0"] =
            last + first + ShardBytes.index([(6, 6), nil, nil, (0, 6)])
        let store = CountingStore(fixture.store)
        let source = try ZarrFormat.images(store)[0].source
        let plane = PlaneIndex(z: 0, c: 0, t: 0)
        let corner = Region(x: 0, y: 0, width: 3, height: 2)
        let before = store.fetchedBytes
        _ = try source.read(plane, corner, level: 0)
        #expect(store.fetchedBytes - before == 4 * 16 + 4 + 6)
        _ = try source.read(plane, corner, level: 0)
        _ = try source.read(plane, Region(x: 3, y: 0, width: 1, height: 1), level: 0)
        #expect(store.fetchedBytes - before == 4 * 16 + 4 + 6)
    }

    @Test func `threads that read one image at a time see the same`() throws {
        var fixture = fixture()
        fixture.values["0/c/0/0"] = last + first + ShardBytes.index([(6, 6), nil, nil, (0, 6)])
        let source = try fixture.source()
        let reads = Mutex<[[Double]]>([])
        DispatchQueue.concurrentPerform(iterations: 200) { _ in
            do {
                let values = try source.whole(PlaneIndex(z: 0, c: 0, t: 0)).doubles
                reads.withLock { $0.append(values) }
            } catch {
                Issue.record(error)
            }
        }
        #expect(reads.withLock { $0 } == [[Double]](repeating: wanted, count: 200))
    }

    static let damages: [(name: String, places: [(offset: Int, count: Int)?])] = [
        ("behind the end", [(100_000, 6), nil, nil, nil]),
        ("across the end", [(6, 1000), nil, nil, nil]),
        ("too short", [(6, 5), nil, nil, nil]), ("too long", [(5, 7), nil, nil, nil]),
        ("empty", [(6, 0), nil, nil, nil]), ("huge", [(6, .max), nil, nil, nil]),
        ("overflowing", [(.max, .max), nil, nil, nil]),
        ("at the last number", [(.max, 0), nil, nil, nil]),
        ("behind the end, of the right length", [(.max - 6, 6), nil, nil, nil]),
    ]

    @Test(arguments: damages) func `a place that cannot be is refused`(
        name: String,
        places: [(offset: Int, count: Int)?]
    ) throws {
        var fixture = fixture()
        fixture.values["0/c/0/0"] = last + first + ShardBytes.index(places)
        // Chunks that are kept are read whole, larger ones in part.
        for wholeChunkBytes in [100, 5] {
            var limits = ReadLimits()
            limits.wholeChunkBytes = wholeChunkBytes
            let error = #expect(throws: ImageFormatError.self) { try fixture.samples(limits) }
            #expect(error?.description.hasPrefix("memory/0/c/0/0") ?? false, "\(name)")
        }
    }

    @Test func `a damaged index is refused`() throws {
        var fixture = fixture()
        var shard = last + first + ShardBytes.index([(6, 6), nil, nil, (0, 6)])
        shard[15] ^= 1
        fixture.values["0/c/0/0"] = shard
        #expect(throws: ImageFormatError.self) { try fixture.samples() }
        fixture.values["0/c/0/0"] = Array(shard.prefix(30))
        #expect(throws: ImageFormatError.self) { try fixture.samples() }
        fixture.values["0/c/0/0"] = []
        #expect(throws: ImageFormatError.self) { try fixture.samples() }
    }

    @Test func `shards with more chunks than the limit are refused`() throws {
        var limits = ReadLimits()
        limits.zarrShardIndexEntries = 3
        #expect(
            throws: ImageFormatError.beyondLimit(
                file: "memory/0/zarr.json",
                limit: "3 chunks of a shard"
            )
        ) {
            try fixture().source(limits)
        }
    }
}
