import Foundation
import Pixels
import TestSupport
import Testing

@testable import ImageFormats

@Suite struct `Regions and annotations of OME-XML` {
    private func marks(
        seed name: String,
        _ limits: ReadLimits = ReadLimits()
    ) throws -> FileMarks {
        let path = PackageFolder.path + "/fuzz/corpus/FuzzOMEXML/" + name
        let bytes = Array(try Data(contentsOf: URL(filePath: path)))
        return try OMEDocumentReader.read(bytes, from: path, limits).marks
    }

    /// A document of one image with what is given behind it.
    private func marks(_ rest: String, _ limits: ReadLimits = ReadLimits()) throws -> FileMarks {
        let region = rest.contains("<ROI ") ? #"<ROIRef ID="r"/>"# : ""
        let annotation = rest.contains("Annotation ID=\"a\"") ? #"<AnnotationRef ID="a"/>"# : ""
        let text = "<OME><Image ID='i'>\(region)\(annotation)</Image>\(rest)</OME>"
        return try OMEDocumentReader.read(Array(text.utf8), from: "a", limits).marks
    }

    private func shape(_ element: String) throws -> Shape? {
        let marks = try marks("<ROI ID='r'><Union>\(element)</Union></ROI>")
        return marks.images[0].regions.first?.shapes.first?.shape
    }

    @Test func `every kind of shape is read, in the order of the image's references`() throws {
        let regions = try marks(seed: "seed-regions-2016").images[0].regions
        #expect(regions.map(\.name) == ["cell", nil])
        #expect(regions[0].description == "round")
        #expect(
            regions[0].shapes.map(\.shape.geometry) == [
                .rectangle(x: 0.5, y: 1, width: 2, height: 1.5),
                .ellipse(x: 2, y: 1, radiusX: 1, radiusY: 0.5), .point(x: 1, y: 1),
            ]
        )
        #expect(
            regions[1].shapes.map(\.shape.geometry) == [
                .line(x1: 0, y1: 0, x2: 3, y2: 2, .init(end: "Arrow")),
                .polyline(points: "0,0 1,1 2,0", .init()), .polygon(points: "0,0 1,1, 2,0"),
                .label(x: 1, y: 2), .mask(x: 0, y: 0, width: 4, height: 2, bits: [0xA5]),
            ]
        )
    }

    @Test func `a shape has its planes, its style and its transform`() throws {
        let regions = try marks(seed: "seed-regions-2016").images[0].regions
        let shape = regions[0].shapes[0].shape
        #expect([shape.z, shape.c, shape.t] == [0, 1, 0])
        #expect(shape.style.fillColor == -256 && shape.style.strokeColor == 16_711_935)
        #expect(shape.style.strokeWidth == .init(2, unit: "PIXEL"))
        #expect(shape.style.fontSize == .init(12, unit: "POINT"))
        #expect(shape.style.text == "one" && shape.style.isLocked == true)
        #expect(shape.style.fontFamily == "serif" && shape.style.fontStyle == "Bold")
        let moved = AffineTransform(a00: 1, a10: 0, a01: 0, a11: 1, a02: 2, a12: -3)
        #expect(shape.transform == moved)
    }

    @Test func `annotations have their values, and what bears them their places`() throws {
        let marks = try marks(seed: "seed-regions-2016")
        #expect(
            marks.annotations.map(\.value) == [
                .tag("mitosis"), .comment("seen twice"),
                .map([("stain", "DAPI"), ("stain", "GFP")]), .long(5), .double(0.25),
                .boolean(true), .timestamp(1_319_123_234),
                .xml(#"<a x="1">text &amp; more<b/></a>"#), .term("GO:0005634"),
            ]
        )
        #expect(marks.annotations[0].namespace == "ours")
        #expect(marks.annotations[0].description == "a tag")
        #expect(marks.images[0].annotations == [0, 2])
        #expect(marks.images[0].regions[0].annotations == [1])
        #expect(marks.images[0].regions[0].shapes.map(\.annotations) == [[3], [], []])
    }

    @Test func `what is not taken over is told by its name and value`() throws {
        #expect(
            try marks(seed: "seed-regions-2016").omissions == [
                "Point Shape:8: X is no number: far",
                "Hexagon Shape:9: shapes of this kind are not read",
                "FileAnnotation Annotation:9: annotations of this kind are not read",
            ]
        )
    }

    @Test func `until 2012 the style stands around the geometry`() throws {
        let marks = try marks(seed: "seed-regions-2011")
        let shapes = marks.images[0].regions[0].shapes
        let first = try #require(shapes.first?.shape)
        #expect(first.geometry == .rectangle(x: 1, y: 2, width: 3, height: 4))
        #expect(first.style.fillColor == 1 && first.style.strokeColor == 255)
        #expect(first.style.text == "Hello" && first.c == 1)
        let numbers = AffineTransform(a00: 10, a10: 20, a01: 30, a11: 40, a02: 50, a12: 60)
        #expect(first.transform == numbers)
        #expect(shapes[1].shape.geometry == .polygon(points: "1,1 10,20 20,20"))
        #expect(shapes[2].shape.geometry == .label(x: 1, y: 1))
        #expect(shapes[2].shape.style.text == "words")
        #expect(marks.omissions == ["Path Shape:3: shapes of this kind are not read"])
        #expect(marks.annotations.map(\.value) == [.xml("<Note/>")])
        #expect(shapes.map(\.annotations) == [[0], [], []])
    }

    @Test func `in 2008 regions lie in their image, with other names`() throws {
        let marks = try marks(seed: "seed-regions-2008")
        let shapes = marks.images[0].regions[0].shapes.map(\.shape)
        #expect(
            shapes.map(\.geometry) == [
                .rectangle(x: 1, y: 2, width: 3, height: 4),
                .ellipse(x: 1, y: 2, radiusX: 3, radiusY: 3),
            ]
        )
        #expect(shapes.map(\.z) == [0, nil] && shapes.map(\.t) == [0, 0])
        #expect(marks.annotations.map(\.value) == [.comment("old words")])
        #expect(marks.images[0].annotations == [0])
    }

    @Test(arguments: [
        (#"<Point ID="s" X="nan" Y="1"/>"#, "Point s: X is no number: nan"),
        (#"<Point ID="s" Y="1"/>"#, "Point s: there is no X"),
        (#"<Point ID="s" X="1" Y="1" TheZ="1.5"/>"#, "Point s: TheZ is no number of a plane: 1.5"),
        (#"<Point ID="s" X="1" Y="1" FillColor="red"/>"#, "Point s: FillColor is no color: red"),
        (
            #"<Point ID="s" X="1" Y="1" StrokeWidth="1" StrokeWidthUnit="ell"/>"#,
            "Point s: StrokeWidthUnit is no known unit: ell"
        ),
        (
            #"<Polygon ID="s" Points="1,2 3"/>"#,
            "Polygon s: Points are not 1 to 65536 pairs of numbers: 1,2 3"
        ),
        (
            #"<Point ID="s" X="1" Y="1"><Transform A00="1"/></Point>"#,
            #"Point s: Transform has not six numbers: ["1", "", "", "", "", ""]"#
        ),
        (
            #"<Mask ID="s" X="0" Y="0" Width="8" Height="1"><BinData>?</BinData></Mask>"#,
            "Mask s: BinData is not in base 64: ?"
        ),
        (
            #"<Mask ID="s" X="0" Y="0" Width="8" Height="1"/>"#,
            "Mask s: there is no BinData"
        ),
        (
            #"<Mask ID="s" X="0" Y="0" Width="1e9" Height="1e9"/>"#,
            "Mask s: a mask of 1000000000.0×1000000000.0, more than 8388608 bytes"
        ),
    ])
    func `a shape that is wrong is left out, and the rest is read`(
        _ element: String,
        _ omission: String
    ) throws {
        let sound = #"<Point X="1" Y="2"/>"#
        let marks = try marks("<ROI ID='r'><Union>\(element)\(sound)</Union></ROI>")
        #expect(marks.omissions == [omission])
        let shapes = marks.images[0].regions[0].shapes.map(\.shape)
        #expect(shapes == [Shape(.point(x: 1, y: 2))])
    }

    @Test func `what refers to nothing and what nothing refers to is told`() throws {
        let point = #"<Point X="1" Y="2"><AnnotationRef ID="gone"/></Point>"#
        let text = """
            <OME><Image><ROIRef ID="lost"/><AnnotationRef ID="away"/></Image>
            <ROI ID="alone"><Union>\(point)</Union></ROI></OME>
            """
        let marks = try OMEDocumentReader.read(Array(text.utf8), from: "a", ReadLimits()).marks
        #expect(
            marks.omissions == [
                "a reference to away, which is not there",
                "a reference to gone, which is not there",
                "a reference to lost, which is not there", "ROI alone, which no image refers to",
            ]
        )
    }

    @Test(arguments: ["INF", "NaN", "-inf", "1e999"])
    func `a number that is none is no value`(_ text: String) throws {
        let value = "<DoubleAnnotation ID='d'><Value>\(text)</Value></DoubleAnnotation>"
        let marks = try marks("<StructuredAnnotations>\(value)</StructuredAnnotations>")
        #expect(marks.annotations.isEmpty)
        #expect(marks.omissions == ["DoubleAnnotation d: Value is no DoubleAnnotation: \(text)"])
    }

    @Test func `display options of 2009 are told`() throws {
        let shape = "<Shape><Rect x='1' y='2' width='3' height='4'/><ShapeDisplayOptions/></Shape>"
        let marks = try marks("<ROI ID='r'><Union>\(shape)</Union></ROI>")
        #expect(marks.omissions == ["ShapeDisplayOptions of ROI r"])
        #expect(marks.images[0].regions[0].shapes.count == 1)
    }

    @Test func `a mask may be compressed`() throws {
        // zlib's stream of the bytes A5 0F.
        let text = #"<Mask X="0" Y="0" Width="8" Height="2"><BinData Compression="zlib">"#
        let found = try shape(text + "eJxbyg8AAVsAtQ==</BinData></Mask>")
        let mask = Shape.Geometry.mask(x: 0, y: 0, width: 8, height: 2, bits: [0xA5, 0x0F])
        #expect(found?.geometry == mask)
    }

    @Test func `regions and annotations beyond the limits are left out and told`() throws {
        var limits = ReadLimits()
        limits.regionShapes = 2
        limits.annotations = 1
        limits.markTextBytes = 3
        limits.annotationPairs = 1
        let point = #"<Point X="1" Y="2"/>"#
        let shapes = try marks(
            "<ROI ID='r'><Union>\(point)\(point)\(point)</Union></ROI>",
            limits
        )
        #expect(shapes.images[0].regions[0].shapes.count == 2)
        #expect(shapes.omissions == ["more than 2 shapes"])
        let annotations = try marks(
            """
            <StructuredAnnotations><TagAnnotation ID="a"><Value>long</Value></TagAnnotation>
            <MapAnnotation ID="m"><Value><M K="a">1</M><M K="b">2</M></Value></MapAnnotation>
            <TagAnnotation ID="b"><Value>one</Value></TagAnnotation>
            <TagAnnotation ID="c"><Value>two</Value></TagAnnotation></StructuredAnnotations>
            """,
            limits
        )
        #expect(annotations.annotations.map(\.value) == [.tag("one")])
        #expect(
            annotations.omissions == [
                "TagAnnotation a: a Value of more than 3 bytes",
                "MapAnnotation m: more than 1 key-value pairs", "more than 1 annotations",
            ]
        )
    }

    @Test func `one region of many images counts for each of them`() throws {
        var limits = ReadLimits()
        limits.regionShapes = 3
        let image = "<Image><ROIRef ID='r'/></Image>"
        let point = #"<Point X="1" Y="2"/>"#
        let region = "<ROI ID='r'><Union>\(point)\(point)</Union></ROI>"
        let text = "<OME>\(image)\(image)\(region)</OME>"
        let marks = try OMEDocumentReader.read(Array(text.utf8), from: "a", limits).marks
        #expect(marks.images.map(\.regions.count) == [1, 0])
        #expect(marks.omissions == ["more than 3 shapes"])
    }
}

/// Documents of the schema's authors, which hold the same regions in every version.
@Suite(.enabled(if: TestData.isPresent, "\(TestData.absent)"))
struct `Regions of the schema's own documents` {
    @Test(arguments: [
        ("ome-model-2010-06", 3), ("ome-model-2011-06", 3), ("ome-model-2012-06", 3),
        ("ome-model-2013-06", 3), ("ome-model-2015-01", 3),
    ])
    func `every version's regions are read`(_ folder: String, _ count: Int) throws {
        let name = "omexml/\(folder)/ROI.ome.xml"
        let bytes = try TestData.read(name)
        let document = try OMEDocumentReader.read(bytes, from: name, ReadLimits())
        #expect(document.marks.images.map(\.regions.count).reduce(0, +) == count)
        #expect(document.marks.omissions == [])
    }
}
