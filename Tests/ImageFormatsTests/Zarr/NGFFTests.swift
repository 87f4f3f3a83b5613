import Pixels
import TestSupport
import Testing

@testable import ImageFormats

@Suite struct `OME-NGFF metadata` {
    /// An array of 8-bit samples in one chunk, whose values count up.
    private static func array(_ shape: [Int], at key: String) -> [String: [UInt8]] {
        let count = shape.reduce(1, *)
        let document = """
            {"zarr_format":2,"shape":\(shape),"chunks":\(shape),"dtype":"|u1","compressor":null,\
            "fill_value":0,"order":"C","filters":null}
            """
        let chunk = key + "/" + shape.map { _ in "0" }.joined(separator: ".")
        return [
            key + "/.zarray": Array(document.utf8),
            chunk: (0..<count).map { UInt8(truncatingIfNeeded: $0) },
        ]
    }

    private func store(_ attributes: String, _ arrays: [(key: String, shape: [Int])]) -> MemoryStore
    {
        var store = MemoryStore([".zattrs": attributes])
        for array in arrays {
            store.values.merge(Self.array(array.shape, at: array.key)) { $1 }
        }
        return store
    }

    private func multiscale(_ axes: String, _ more: String = "") -> String {
        #"{"multiscales":[{"axes":[\#(axes)],"datasets":[{"path":"a"}]\#(more)}]}"#
    }

    private func names(_ names: String) -> String {
        names.map { "\"\($0)\"" }.joined(separator: ",")
    }

    @Test(arguments: [
        ("yx", [3, 4], Dimensions(x: 4, y: 3)),
        ("xy", [4, 3], Dimensions(x: 4, y: 3)),
        ("cyx", [2, 3, 4], Dimensions(x: 4, y: 3, c: 2)),
        ("zyx", [2, 3, 4], Dimensions(x: 4, y: 3, z: 2)),
        ("tzyx", [5, 2, 3, 4], Dimensions(x: 4, y: 3, z: 2, t: 5)),
        ("tczyx", [5, 6, 2, 3, 4], Dimensions(x: 4, y: 3, z: 2, c: 6, t: 5)),
        ("xyzct", [4, 3, 2, 6, 5], Dimensions(x: 4, y: 3, z: 2, c: 6, t: 5)),
    ])
    func `axes say which dimension is which`(
        axes: String,
        shape: [Int],
        dimensions: Dimensions
    ) throws {
        let store = store(multiscale(names(axes)), [("a", shape)])
        let source = try ZarrFormat.images(store)[0].source
        #expect(source.dimensions == dimensions)
        #expect(source.levels == [PixelSize(width: 4, height: 3)])
        // The sample at the end of every dimension is the last one that is stored.
        let last = PlaneIndex(z: dimensions.z - 1, c: dimensions.c - 1, t: dimensions.t - 1)
        let corner = Region(x: 3, y: 2, width: 1, height: 1)
        let count = shape.reduce(1, *)
        let value = Double(UInt8(truncatingIfNeeded: count - 1))
        #expect(try source.read(last, corner, level: 0).doubles == [value])
    }

    @Test func `axes without known names are taken in the order of the specification`() throws {
        let axes =
            #"{"name":"lambda","type":"custom"},{"name":"d","type":"space"},"#
            + #"{"name":"h","type":"space"},{"name":"w","type":"space"}"#
        let store = store(multiscale(axes), [("a", [5, 2, 3, 4])])
        let dimensions = try ZarrFormat.images(store)[0].source.dimensions
        #expect(dimensions == Dimensions(x: 4, y: 3, z: 2, c: 5))
    }

    static let refusedAxes = [
        "\"x\",\"x\"", "\"y\"", "\"t\",\"c\"", "\"c\",\"x\"", "\"q\",\"x\"",
        "{\"type\":\"space\"},\"x\"",
        #"{"name":"a","type":"time"},{"name":"t","type":"time"},"y","x""#,
        #"{"name":"a","type":"odd"},"c","y","x""#, "\"t\",\"c\",\"z\",\"y\",\"x\",\"w\"", "1,2", "",
    ]

    @Test(arguments: refusedAxes) func `axes that make no image are refused`(axes: String) {
        let store = store(multiscale(axes), [("a", [3, 4])])
        let error = #expect(throws: ImageFormatError.self) { try ZarrFormat.images(store) }
        #expect(error?.description.contains("axes") ?? false, "\(error?.description ?? "")")
    }

    @Test func `images of the first versions have five dimensions without names`() throws {
        let attributes = #"{"multiscales":[{"version":"0.1","datasets":[{"path":0}]}]}"#
        let source = try ZarrFormat.images(store(attributes, [("0", [5, 6, 2, 3, 4])]))[0].source
        #expect(source.dimensions == Dimensions(x: 4, y: 3, z: 2, c: 6, t: 5))
        let later = store(attributes.replacing("0.1", with: "0.4"), [("0", [5, 6, 2, 3, 4])])
        #expect(throws: ImageFormatError.self) { try ZarrFormat.images(later) }
    }

    private func scaled(_ transformations: String, version: String = "0.4") -> MemoryStore {
        let axes =
            #"{"name":"y","type":"space","unit":"nanometer"},"#
            + #"{"name":"x","type":"space","unit":"micrometer"}"#
        let attributes = """
            {"multiscales":[{"version":"\(version)","axes":[\(axes)],"datasets":[{"path":"a",\
            "coordinateTransformations":\(transformations)}],"coordinateTransformations":\
            [{"type":"scale","scale":[10,2]}]}]}
            """
        return store(attributes, [("a", [3, 4])])
    }

    @Test func `scales of the dataset and the image make micrometres`() throws {
        let transformations = """
            [{"type":"scale","scale":[130,0.25]},{"type":"translation","translation":[1,2]}]
            """
        let source = try ZarrFormat.images(scaled(transformations))[0].source
        #expect(source.physicalSize.xMicrometres == 0.5)
        #expect(source.physicalSize.yMicrometres == 1.3)
        #expect(source.physicalSize.zMicrometres == nil)
    }

    @Test(arguments: [
        "[]", "null", #"[{"type":"scale","scale":[1]}]"#, #"[{"type":"scale","scale":[1,"2"]}]"#,
        #"[{"type":"scale","scale":[1,1]},{"type":"scale","scale":[1,1]}]"#,
        #"[{"type":"translation","translation":[1,1]}]"#,
        #"[{"type":"translation","scale":[1,1]}]"#,
        #"[{"type":"translation","translation":[1,1]},{"type":"scale","scale":[1,1]}]"#,
        #"[{"type":"scale","path":"s"}]"#, #"[{"type":"rotation","rotation":[0,1]}]"#, "{}",
        #"[{"type":"scale","scale":[1,1e999]}]"#,
    ])
    func `transformations against the rules are refused`(transformations: String) {
        #expect(throws: ImageFormatError.self) {
            try ZarrFormat.images(scaled(transformations))
        }
    }

    @Test func `a version to come is refused by its number`() {
        let error = #expect(throws: ImageFormatError.self) {
            try ZarrFormat.images(scaled("[]", version: "0.6"))
        }
        #expect(error?.description.contains("version 0.6 of OME-Zarr is not supported") ?? false)
    }

    @Test func `levels lie in the order of their size, and those of no use are left out`() throws {
        let attributes = """
            {"multiscales":[{"axes":["z","y","x"],"datasets":[{"path":"full"},{"path":"flat"},\
            {"path":"s/1"}]}]}
            """
        let arrays = [("full", [4, 6, 8]), ("flat", [2, 6, 8]), ("s/1", [2, 3, 4])]
        let source = try ZarrFormat.images(store(attributes, arrays))[0].source
        #expect(
            source.levels == [PixelSize(width: 8, height: 6), PixelSize(width: 4, height: 3)]
        )
        // The third of four sections lies in the second of two.
        let pixel = Region(x: 0, y: 0, width: 1, height: 1)
        let plane = PlaneIndex(z: 2, c: 0, t: 0)
        #expect(try source.read(plane, pixel, level: 1).doubles == [12])
        #expect(try source.read(plane, pixel, level: 0).doubles == [96])
    }

    @Test(arguments: [[6, 8], [1, 9], [2, 3, 4], [3]]) func `a level that fits none is refused`(
        shape: [Int]
    ) {
        let attributes = """
            {"multiscales":[{"axes":["y","x"],"datasets":[{"path":"a"},{"path":"b"}]}]}
            """
        let store = store(attributes, [("a", [3, 4]), ("b", shape)])
        #expect(throws: ImageFormatError.self) { try ZarrFormat.images(store) }
    }

    @Test(arguments: [
        (#"{"label":1}"#, "label"), (#"{"color":255}"#, "color"), (#"{"color":"12345"}"#, "color"),
        (#"{"color":"red"}"#, "color"), (#"{"window":{"end":"wide"}}"#, "window.end"),
    ])
    func `channels against the rules are refused`(channel: String, place: String) {
        let attributes = """
            {"multiscales":[{"axes":["y","x"],"datasets":[{"path":"a"}]}],\
            "omero":{"channels":[\(channel)]}}
            """
        let store = store(attributes, [("a", [3, 4])])
        let error = #expect(throws: ImageFormatError.self) { try ZarrFormat.images(store) }
        #expect(error?.description.hasSuffix("as omero.channels[0].\(place)") ?? false)
    }

    @Test func `more channels than the document describes have no names`() throws {
        let attributes = """
            {"multiscales":[{"axes":["c","y","x"],"datasets":[{"path":"a"}]}],\
            "omero":{"channels":[{"label":"DAPI","color":"0000FF"}]}}
            """
        let source = try ZarrFormat.images(store(attributes, [("a", [2, 3, 4])]))[0].source
        #expect(source.channels.map(\.name) == ["DAPI", nil])
    }

    @Test func `a chunk across sections and channels is fetched once for all of them`() throws {
        let counting = CountingStore(store(multiscale(names("czyx")), [("a", [2, 3, 4, 5])]))
        let source = try ZarrFormat.images(counting)[0].source
        for c in 0..<2 {
            for z in 0..<3 {
                let first = try source.whole(PlaneIndex(z: z, c: c, t: 0)).doubles[0]
                #expect(first == Double((c * 3 + z) * 20))
            }
        }
        #expect(counting.fetchedKeys.filter { $0 == "a/0.0.0.0" }.count == 1)
    }

    @Test func `what lies outside of the image is an error, not the end`() throws {
        let source = try ZarrFormat.images(store(multiscale(names("yx")), [("a", [3, 4])]))[0]
            .source
        let plane = PlaneIndex(z: 0, c: 0, t: 0)
        let regions = [
            Region(x: 1, y: 0, width: 4, height: 1), Region(x: 0, y: -1, width: 1, height: 1),
            Region(x: 0, y: 0, width: 0, height: 1), Region(x: .max, y: 0, width: .max, height: 1),
        ]
        for region in regions {
            #expect(throws: ImageFormatError.self) {
                try source.read(plane, region, level: 0)
            }
        }
        let pixel = Region(x: 0, y: 0, width: 1, height: 1)
        #expect(throws: ImageFormatError.self) {
            try source.read(PlaneIndex(z: 1, c: 0, t: 0), pixel, level: 0)
        }
        #expect(throws: ImageFormatError.self) { try source.read(plane, pixel, level: 1) }
    }
}
