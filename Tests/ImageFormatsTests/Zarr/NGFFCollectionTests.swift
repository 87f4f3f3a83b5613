import Foundation
import Pixels
import TestSupport
import Testing

@testable import ImageFormats

/// Hierarchies of several images: plates, wells, series and labels.
@Suite struct `OME-NGFF collections` {
    private static let image = #"{"multiscales":[{"axes":["y","x"],"datasets":[{"path":"0"}]}]}"#
    private static let array = """
        {"zarr_format":2,"shape":[3,4],"chunks":[3,4],"dtype":"|u1","compressor":null,\
        "fill_value":5,"order":"C","filters":null}
        """
    private static let plate = """
        {"plate":{"name":"P","rows":[{"name":"A"},{"name":"B"}],"columns":[{"name":"1"}],"wells":[\
        {"path":"A/1","rowIndex":0,"columnIndex":0},{"path":"B/1","rowIndex":1,"columnIndex":0}]}}
        """

    private func store(
        _ attributes: String,
        images: [String],
        _ more: [String: String] = [:]
    )
        -> MemoryStore
    {
        var texts = more
        texts[".zattrs"] = attributes
        for key in images {
            texts[key + "/.zattrs"] = Self.image
            texts[key + "/0/.zarray"] = Self.array
        }
        return MemoryStore(texts)
    }

    @Test func `fields are named by plate, well and number, and missing ones keep theirs`() throws {
        let well =
            #"{"well":{"images":[{"path":"f0"},{"path":"f1"},{"path":"f2","acquisition":1}]}}"#
        let store = store(Self.plate, images: ["A/1/f0", "A/1/f2"], ["A/1/.zattrs": well])
        let images = try ZarrFormat.images(store)
        #expect(images.map(\.name) == ["P [Well A1, Field 1]", "P [Well A1, Field 3]"])
        #expect(
            try images[1].source.whole(PlaneIndex(z: 0, c: 0, t: 0)).doubles.allSatisfy { $0 == 5 }
        )
    }

    @Test func `a well that says nothing has the images that lie in it, by number`() throws {
        let others = [
            "A/1/.zgroup": #"{"zarr_format":2}"#, "A/1/tables/.zattrs": "{}",
            "B/1/.zattrs": #"{"well":{"images":[{"path":"0"}]}}"#,
        ]
        let store = store(Self.plate, images: ["A/1/10", "A/1/2", "B/1/0"], others)
        let names = try ZarrFormat.images(store).map(\.name)
        #expect(
            names == ["P [Well A1, Field 1]", "P [Well A1, Field 2]", "P [Well B1, Field 1]"]
        )
    }

    @Test(arguments: [
        (#""path":"A/1""#, #""path":"A1""#), (#""path":"A/1""#, #""path":"x/A/1""#),
        (#""path":"A/1""#, #""path":"../1""#), (#""path":"A/1""#, #""path":"B/1""#),
        (#""rowIndex":1"#, #""rowIndex":2"#), (#""rowIndex":1"#, #""rowIndex":-1"#),
        (#"[{"name":"1"}]"#, "[]"), (#"{"name":"B"}"#, #"{"name":"A"}"#),
        (#"{"name":"B"}"#, "{}"), (#""name":"P""#, #""name":7"#),
        (#""name":"P""#, #""version":"0.9""#),
        (#","columnIndex":0},"#, "},"),
    ])
    func `a plate against the rules is refused`(part: String, other: String) throws {
        let text = Self.plate.replacing(part, with: other)
            .replacing(#""plate":{"#, with: #""plate":{"version":"0.4","#)
        try #require(text != Self.plate)
        let images = ["A/1/0", "B/1/0"]
        #expect(throws: ImageFormatError.self) {
            try ZarrFormat.images(store(text, images: images, ["A/1/.zgroup": "{}"]))
        }
    }

    @Test(arguments: [
        #"{"path":"0"},{"path":"0"}"#, #"{"path":"."}"#, #"{"path":"../../A/1/0"}"#, "{}",
        #"{"path":"0","acquisition":"0"}"#, #"{"path":"0","acquisition":-1}"#,
    ])
    func `a well against the rules is refused`(images: String) {
        let well = #"{"well":{"images":[\#(images)]}}"#
        let store = store(Self.plate, images: ["A/1/0"], ["A/1/.zattrs": well])
        #expect(throws: ImageFormatError.self) { try ZarrFormat.images(store) }
    }

    @Test func `an empty plate, a plain group, an array and an empty folder are refused`() {
        for store in [
            store(Self.plate, images: []), store("{}", images: ["0"]),
            MemoryStore([".zarray": Self.array]), MemoryStore(["x": "y"]),
            MemoryStore(["zarr.json": Self.array.replacing(":2,", with: ":3,")]),
            MemoryStore([".zgroup": "{"]), MemoryStore([".zattrs": "[]"]),
        ] {
            let error = #expect(throws: ImageFormatError.self) { try ZarrFormat.images(store) }
            #expect(error?.description.hasPrefix("memory") ?? false)
        }
    }

    @Test func `more wells, fields or images than the limits are refused`() {
        let well = #"{"well":{"images":[{"path":"0"},{"path":"1"}]}}"#
        let store = store(Self.plate, images: ["A/1/0", "A/1/1"], ["A/1/.zattrs": well])
        for path in [\ReadLimits.zarrWells, \.zarrFieldsPerWell, \.zarrImages] {
            var limits = ReadLimits()
            limits[keyPath: path] = 1
            #expect(throws: ImageFormatError.self) { try ZarrFormat.images(store, limits) }
            limits[keyPath: path] = 2
            #expect(throws: Never.self) { try ZarrFormat.images(store, limits) }
        }
    }

    @Test func `a well opens by itself`() throws {
        let well = #"{"well":{"images":[{"path":"0"},{"path":"1"}]}}"#
        let images = try ZarrFormat.images(store(well, images: ["0", "1"]))
        #expect(images.map(\.name) == ["Field 1", "Field 2"])
    }

    @Test func `a series counts its groups where it does not list them`() throws {
        let layout = #"{"bioformats2raw.layout":3}"#
        let counted = try ZarrFormat.images(store(layout, images: ["0", "1", "3"]))
        #expect(counted.map(\.name) == [nil, nil])
        let xml = """
            <OME xmlns="http://www.openmicroscopy.org/Schemas/OME/2016-06"><Instrument ID="I:0">\
            <Objective ID="O:0" NominalMagnification="40"/></Instrument>\
            <Image ID="Image:0" Name="first"><AcquisitionDate>2020-01-02T03:04:05</AcquisitionDate>\
            <Description>seen</Description><ObjectiveSettings ID="O:0"/></Image>\
            <Image ID="Image:1" Name="second"/></OME>
            """
        let more = ["OME/.zattrs": #"{"series":["a","gone","b"]}"#, "OME/METADATA.ome.xml": xml]
        let listed = try ZarrFormat.images(store(layout, images: ["a", "b"], more))
        #expect(listed.map(\.name) == ["first", nil])
        #expect(listed[0].description == "seen")
        #expect(listed[0].nominalMagnification == 40)
        #expect(listed[0].acquisitionSeconds == 1_577_934_245)
    }

    @Test func `labels are listed with their image, and open by themselves`() throws {
        let labels = #"{"labels":["cells","nuclei"]}"#
        var store = store(Self.image, images: ["labels/cells"], ["labels/.zattrs": labels])
        store.values["0/.zarray"] = Array(Self.array.utf8)
        let images = try ZarrFormat.images(store)
        #expect(images.map(\.labels) == [["cells", "nuclei"]])
        let opened = try ZarrFormat.images(self.store(labels, images: ["cells"]))
        #expect(opened.map(\.name) == ["cells"])
    }

    @Test func `links may lead to another place of the folder, not out of it`() throws {
        let folder = try TemporaryFolder()
        let files = FileManager.default
        for path in ["in.zarr/0", "out.zarr", "elsewhere/0"] {
            try files.createDirectory(
                atPath: folder.path(path),
                withIntermediateDirectories: true
            )
        }
        for path in ["in.zarr/.zattrs", "out.zarr/.zattrs"] {
            try folder.write(Self.image, to: path)
        }
        try folder.write(Self.array, to: "elsewhere/0/.zarray")
        try folder.write(Self.array, to: "in.zarr/0/real")
        try files.createSymbolicLink(
            atPath: folder.path("in.zarr/0/.zarray"),
            withDestinationPath: "real"
        )
        try files.createSymbolicLink(
            atPath: folder.path("out.zarr/0"),
            withDestinationPath: folder.path("elsewhere/0")
        )
        #expect(try ImageFile.open(folder.path("in.zarr")).images.count == 1)
        let error = #expect(throws: ImageFormatError.self) {
            try ImageFile.open(folder.path("out.zarr"))
        }
        #expect(error?.description.contains("a link that leads out of the folder") ?? false)
        try files.createSymbolicLink(
            atPath: folder.path("linked"),
            withDestinationPath: folder.path("in.zarr")
        )
        #expect(try ImageFile.open(folder.path("linked")).images.count == 1)
    }

    @Test func `folders are candidates by their name or by what they hold`() throws {
        let folder = try TemporaryFolder()
        for path in ["a.zarr", "image", "plain", "group"] {
            try FileManager.default.createDirectory(
                atPath: folder.path(path),
                withIntermediateDirectories: true
            )
        }
        try folder.write(Self.image, to: "image/.zattrs")
        try folder.write("{}", to: "group/.zattrs")
        try folder.write("text", to: "file.zarr")
        let candidates = ["a.zarr", "image", "plain", "group", "file.zarr", "none.zarr"].filter {
            ImageFile.isCandidate(folder.path($0))
        }
        #expect(candidates == ["a.zarr", "image"])
    }
}
