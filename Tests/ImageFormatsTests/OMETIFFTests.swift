import Codecs
import Foundation
import Pixels
import TestSupport
import Testing

@testable import ImageFormats

@Suite struct `OME-TIFF` {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// A document of one image with the given content of Pixels.
    func document(
        _ pixels: String,
        order: String = "XYZCT",
        sizes: String = "SizeZ='2' SizeC='3' SizeT='2'",
        before: String = "",
        root: String = ""
    ) -> String {
        """
        <?xml version="1.0"?>\
        <OME xmlns="http://www.openmicroscopy.org/Schemas/OME/2016-06" \(root)>\
        \(before)<Image ID="Image:0" Name="A &amp; B"><Pixels ID="Pixels:0" Type="uint8" \
        DimensionOrder="\(order)" SizeX="20" SizeY="10" \(sizes)>\(pixels)</Pixels></Image></OME>
        """
    }

    func pages(_ count: Int, _ description: String, samples: Int = 1) -> [TIFFPage] {
        (0..<count).map { plane in
            SyntheticPages.page(
                20,
                10,
                samples: samples,
                plane: plane,
                description: plane == 0 ? description : nil
            )
        }
    }

    func open(_ pages: [TIFFPage], as name: String = "image.ome.tif") throws -> ImageFile {
        try ImageFile.open(folder.write(TIFFWriter.file(of: pages), as: name))
    }

    /// Which of the written pages a plane reads as; nil for one of zeros.
    func page(_ source: any PixelSource, z: Int = 0, c: Int = 0, t: Int = 0) throws -> Int? {
        let whole = Region(x: 0, y: 0, width: 20, height: 10)
        let values = try source.whole(PlaneIndex(z: z, c: c, t: t)).doubles
        if values.allSatisfy({ $0 == 0 }) { return nil }
        return (0..<40).first { values == SyntheticPages.expected(whole, .uint8, plane: $0) } ?? -1
    }

    @Test(arguments: ["XYZCT", "XYZTC", "XYCZT", "XYCTZ", "XYTZC", "XYTCZ"])
    func `planes follow in the order of dimensions`(order: String) throws {
        let file = try open(pages(12, document("<TiffData/>", order: order)))
        #expect(file.format == "OME-TIFF")
        #expect(file.images[0].name == "A & B")
        let source = file.images[0].source
        #expect(source.dimensions == Dimensions(x: 20, y: 10, z: 2, c: 3, t: 2))
        let sizes: [Character: Int] = ["Z": 2, "C": 3, "T": 2]
        for z in 0..<2 {
            for c in 0..<3 {
                for t in 0..<2 {
                    let places: [Character: Int] = ["Z": z, "C": c, "T": t]
                    var (number, step) = (0, 1)
                    for dimension in order.dropFirst(2) {
                        number += (places[dimension] ?? 0) * step
                        step *= sizes[dimension] ?? 1
                    }
                    #expect(try page(source, z: z, c: c, t: t) == number)
                }
            }
        }
    }

    @Test func `a document without TiffData takes the directories as they come`() throws {
        let source = try open(pages(12, document(""))).images[0].source
        #expect(try page(source, z: 1, c: 2, t: 1) == 11)
    }

    @Test func `TiffData places single planes and runs of them in any order`() throws {
        let data = """
            <TiffData IFD="4" FirstC="1"/><TiffData IFD="0" FirstT="1" FirstC="2" FirstZ="1"/>\
            <TiffData IFD="1" FirstT="0" PlaneCount="2"/>
            """
        let source = try open(pages(5, document(data))).images[0].source
        #expect(try page(source, z: 0, c: 1) == 4)
        #expect(try page(source, z: 1, c: 2, t: 1) == 0)
        #expect(try page(source, z: 0, c: 0) == 1)
        #expect(try page(source, z: 1, c: 0) == 2)
        #expect(try page(source, z: 1, c: 1) == nil)
    }

    @Test func `samples of one directory are channels`() throws {
        let data = "<Channel ID='Channel:0' SamplesPerPixel='3'/><TiffData/>"
        let text = document(data, sizes: "SizeZ='2' SizeC='3' SizeT='1'")
        let source = try open(pages(2, text, samples: 3)).images[0].source
        #expect(source.dimensions == Dimensions(x: 20, y: 10, z: 2, c: 3))
        let whole = Region(x: 0, y: 0, width: 20, height: 10)
        let values = try source.whole(PlaneIndex(z: 1, c: 2, t: 0)).doubles
        #expect(values == SyntheticPages.expected(whole, .uint8, sample: 2, plane: 1))
        #expect(source.channels.map(\.color?.green) == [0, 255, 0])
    }

    @Test func `several images share the directories of a file`() throws {
        let images = ["1", "2"].enumerated().map { index, size in
            var text = OMEImageText(
                name: "Image \(index)",
                dimensions: Dimensions(x: 20, y: 10, z: 1 + index),
                pixelType: .uint8
            )
            text.description = "of \(size)"
            return text
        }
        let file = try open(pages(3, OMEXMLText.document(images)))
        #expect(file.images.map(\.name) == ["Image 0", "Image 1"])
        #expect(file.images.map(\.description) == ["of 1", "of 2"])
        #expect(try page(file.images[0].source) == 0)
        #expect(try page(file.images[1].source, z: 1) == 2)
    }

    @Test func `what the document says is kept`() throws {
        var text = OMEImageText(
            name: "<µ>",
            dimensions: Dimensions(x: 20, y: 10, c: 2),
            pixelType: .uint8
        )
        text.acquisitionDate = "2024-03-11T09:30:00"
        text.nominalMagnification = 63
        text.significantBits = 7
        text.physicalSize = PhysicalSize(xMicrometres: 0.1, yMicrometres: 0.2, zMicrometres: 1.5)
        text.channels = [
            ChannelMetadata(
                name: "DAPI",
                emissionWavelengthNanometres: 461,
                excitationWavelengthNanometres: 358.5,
                color: RGBAColor(red: 255, green: 1, blue: 2, alpha: 3)
            ),
            ChannelMetadata(name: "\"GFP\""),
        ]
        let image = try open(pages(2, OMEXMLText.document([text]))).images[0]
        #expect(image.name == "<µ>")
        #expect(image.acquisitionSeconds == 1_710_149_400)
        #expect(image.nominalMagnification == 63)
        #expect(image.source.significantBits == 7)
        #expect(image.source.physicalSize == text.physicalSize)
        #expect(image.source.channels == text.channels)
    }

    @Test func `lengths come in micrometres whatever their unit`() throws {
        let sizes = """
            SizeZ='1' SizeC='1' SizeT='1' PhysicalSizeX='250' PhysicalSizeXUnit='nm' \
            PhysicalSizeY='2' PhysicalSizeYUnit='mm' PhysicalSizeZ='3' PhysicalSizeZUnit='pixel'
            """
        let source = try open(pages(1, document("<TiffData/>", sizes: sizes))).images[0].source
        #expect(source.physicalSize == PhysicalSize(xMicrometres: 0.25, yMicrometres: 2000))
    }

    @Test func `documents of 2003 to 2009 are understood`() throws {
        let text = """
            <?xml version="1.0"?><o:OME xmlns:o="http://www.openmicroscopy.org/XMLschemas/OME/FC">\
            <o:Image ID="i" Name="old"><o:CreationDate>2005-01-02T03:04:05</o:CreationDate>\
            <o:LogicalChannel ID="l" Name="c" EmWave="525" ExWave="488"/>\
            <o:Pixels ID="p" DimensionOrder="XYCZT" PixelType="Uint8" SizeX="20" SizeY="10" \
            SizeZ="3" SizeC="1" SizeT="1"><o:TiffData IFD="1" NumPlanes="2"/></o:Pixels>\
            </o:Image></o:OME>
            """
        let image = try open(pages(3, text)).images[0]
        #expect(image.name == "old")
        #expect(image.acquisitionSeconds == 1_104_635_045)
        #expect(try page(image.source, z: 1) == 2)
    }

    @Test func `documents without pixels in the file are refused by name`() throws {
        let refused = [
            ("<BinData BigEndian='true' Length='0'/>", "Pixels with BinData"),
            ("<MetadataOnly/>", "Pixels with MetadataOnly"),
        ]
        for (content, feature) in refused {
            let path = folder.path + "/image.ome.tif"
            #expect(throws: ImageFormatError.unsupported(file: path, feature: feature)) {
                try open(pages(1, document(content)))
            }
        }
    }

    @Test func `documents that contradict themselves or the file are refused`() throws {
        let texts = [
            document("<TiffData IFD='-1'/>"), document("<TiffData IFD='99999999999'/>"),
            document("<TiffData IFD='7'/>"), document("<TiffData FirstZ='2'/>"),
            document("<TiffData FirstC='-1'/>"), document("<TiffData/>", order: "XYZZT"),
            document("<TiffData/>", order: "ZCTXY"), document("<TiffData/>", order: ""),
            document("<TiffData/>", sizes: "SizeZ='0' SizeC='1' SizeT='1'"),
            document("<TiffData/>", sizes: "SizeZ='-5' SizeC='1' SizeT='1'"),
            document("<TiffData/>", sizes: "SizeZ='99999999' SizeC='99999999' SizeT='99999999'"),
            "<OME></OME>", "<OME><Image/></OME>", "<OME><Image>", "<OME><Pixels/></OME>",
            "<OME><TiffData/><UUID/><Channel/><Objective/></OME>",
        ]
        for text in texts {
            #expect(throws: ImageFormatError.self, "\(text)") { try open(pages(2, text)) }
        }
    }

    @Test func `directories that TiffData counts but the file lacks fail when read`() throws {
        let source = try open(pages(2, document("<TiffData IFD='0' PlaneCount='12'/>")))
            .images[0].source
        #expect(try page(source, z: 1) == 1)
        #expect(throws: ImageFormatError.self) { try page(source, c: 2) }
    }

    // MARK: Several files

    func companion(_ name: String, uuid: String = "urn:uuid:2") -> String {
        let data = """
            <TiffData IFD="0" PlaneCount="1"/><TiffData FirstZ="1" IFD="1" PlaneCount="1">\
            <UUID FileName="\(name)">\(uuid)</UUID></TiffData>
            """
        let sizes = "SizeZ='2' SizeC='1' SizeT='1'"
        return document(data, sizes: sizes, root: "UUID='urn:uuid:1'")
    }

    @Test func `planes are read from the files the document names`() throws {
        let other = (0..<2).map { SyntheticPages.page(20, 10, plane: 20 + $0) }
        _ = try folder.write(TIFFWriter.file(of: other), as: "second.ome.tif")
        let file = try open(pages(1, companion("second.ome.tif")))
        #expect(file.members == [file.path, folder.path + "/second.ome.tif"])
        #expect(try page(file.images[0].source) == 0)
        #expect(try page(file.images[0].source, z: 1) == 21)
    }

    @Test func `a renamed file knows itself by its UUID`() throws {
        let file = try open(pages(2, companion("former-name.ome.tif", uuid: "urn:uuid:1")))
        #expect(try page(file.images[0].source, z: 1) == 1)
    }

    @Test func `a missing companion is an error with its name`() throws {
        do {
            _ = try open(pages(1, companion("missing.ome.tif")))
            Issue.record("the file was opened")
        } catch let error as ImageFormatError {
            #expect(error.description.contains("missing.ome.tif"))
        }
    }

    @Test(arguments: ["../x.tif", "/etc/passwd", "a/b.tif", "..", ".", "a\\b.tif", "link.tif"])
    func `companions outside the folder are refused`(name: String) throws {
        let outside = try TemporaryFolder()
        _ = try outside.write(TIFFWriter.file(of: pages(2, "")), as: "b.tif")
        try FileManager.default.createSymbolicLink(
            atPath: folder.path + "/link.tif",
            withDestinationPath: outside.path + "/b.tif"
        )
        try FileManager.default.createSymbolicLink(
            atPath: folder.path + "/a",
            withDestinationPath: outside.path
        )
        let path = folder.path + "/image.ome.tif"
        let feature = "a companion outside its folder, \"\(name)\""
        #expect(throws: ImageFormatError.unsupported(file: path, feature: feature)) {
            try open(pages(1, companion(name)))
        }
    }

    @Test func `a companion document stands for that of the file`() throws {
        let text = document("<TiffData IFD='1'/>", sizes: "SizeZ='1' SizeC='1' SizeT='1'")
        _ = try folder.write(Array(text.utf8), as: "set.companion.ome")
        let stub = "<OME UUID='u'><BinaryOnly MetadataFile='set.companion.ome' UUID='v'/></OME>"
        let image = try open(pages(2, stub)).images[0]
        #expect(image.name == "A & B")
        #expect(try page(image.source) == 1)
    }

    @Test func `more companions than stay open are read in any order`() throws {
        var data = "<TiffData IFD='0'/>"
        for z in 1..<30 {
            let page = SyntheticPages.page(20, 10, plane: z)
            _ = try folder.write(TIFFWriter.file(of: [page]), as: "\(z).tif")
            data += "<TiffData FirstZ='\(z)' IFD='0'><UUID FileName='\(z).tif'>x</UUID></TiffData>"
        }
        let text = document(data, sizes: "SizeZ='30' SizeC='1' SizeT='1'")
        let source = try open(pages(1, text)).images[0].source
        for step in 0..<60 {
            let z = step * 7 % 30
            #expect(try page(source, z: z) == z)
        }
    }
}

@Suite struct `OME values` {
    @Test(arguments: [
        ("1970-01-01T00:00:00", 0), ("2010-03-02T15:08:59Z", 1_267_542_539),
        ("2000-02-29T12:00:00.25", 951_825_600.25), ("1969-12-31T23:59:59", -1),
        ("2010-03-02T15:08:59+01:00", 1_267_538_939), ("2010-03-02 15:08:59", 1_267_542_539),
        ("2010-03-02T15:08:59-00:30", 1_267_544_339),
    ])
    func `dates are seconds since 1970`(text: String, seconds: Double) {
        #expect(OMEDate.seconds(text) == seconds)
    }

    @Test(arguments: [
        "", "2010", "2010-13-02T15:08:59", "2010-03-02T15:08", "2010-03-02T15:08:59+1",
        "2010-03-02T15:08:59 o'clock", "äöü0-03-02T15:08:59", "2010-00-02T15:08:59",
    ])
    func `what is no date has no seconds`(text: String) {
        #expect(OMEDate.seconds(text) == nil)
    }

    @Test func `colours are red, green, blue and alpha from the highest byte`() {
        #expect(RGBAColor(omeColor: "-1") == RGBAColor(red: 255, green: 255, blue: 255))
        #expect(RGBAColor(omeColor: "65535") == RGBAColor(red: 0, green: 0, blue: 255))
        #expect(RGBAColor(omeColor: "4278190335") == RGBAColor(red: 255, green: 0, blue: 0))
        #expect(RGBAColor(omeColor: "red") == nil)
        #expect(RGBAColor(omeColor: "99999999999") == nil)
    }

    @Test func `units are told from what is none`() {
        #expect(LengthUnit.micrometres("µm") == 1)
        #expect(LengthUnit.micrometres("\u{3BC}m") == 1)
        #expect(LengthUnit.micrometres("nm") == 0.001)
        #expect(LengthUnit.micrometres("\u{212B}") == 0.0001)
        #expect(LengthUnit.micrometres("pixel") == nil)
    }
}
