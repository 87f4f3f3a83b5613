import Foundation
import Pixels
import TestSupport
import Testing

@testable import ImageFormats

/// OME-XML as the project itself, its writers and OMERO servers wrote it, from 2008 to 2016.
@Suite(.enabled(if: TestData.isPresent, "\(TestData.absent)"))
struct `OME-XML documents` {
    /// Names and numbers of images, from the list beside the documents.
    private static func manifest() throws -> [(name: String, images: Int)] {
        let lines = try TestData.text("omexml/MANIFEST.tsv").split(separator: "\n").dropFirst()
        return try lines.map { line in
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
            return (String(fields[0]), try #require(Int(fields[4])))
        }
    }

    private func read(_ name: String) throws -> OMEDocument {
        let path = TestData.path("omexml/" + name)
        return try OMEDocumentReader.read(TestData.read("omexml/" + name), from: path, ReadLimits())
    }

    @Test func `every document is read, with all its images`() throws {
        let documents = try Self.manifest()
        #expect(documents.count == 133)
        for (name, images) in documents {
            let document = try read(name)
            #expect(document.images.count == images, "\(name)")
            for image in document.images {
                let pixels = try #require(image.pixels, "\(name)")
                #expect(pixels.sizeC >= max(1, pixels.channels.count), "\(name)")
            }
        }
    }

    @Test func `microscopes say when they took each time point`() throws {
        let stack = try read("ome-types/MMStack.ome.xml").images.map { $0.pixels?.times }
        #expect(stack.map { $0?.seconds(count: 2).count } == [2, 2])
        let series = try read("ometiff.jl/issue38.ome.xml").images.first?.pixels?.times
        let times = try #require(series?.seconds(count: 65))
        #expect(times == times.sorted() && Set(times).count == 65)
    }

    @Test(arguments: [
        "ome-model-2009-09", "ome-model-2010-06", "ome-model-2011-06", "ome-model-2012-06",
        "ome-model-2013-06", "ome-model-2015-01", "ome-model-2016-06",
    ])
    func `images of plates know their wells, in every version`(_ folder: String) throws {
        let two = try read(folder + "/two-screens-two-plates-four-wells.ome.xml")
        let places = two.images.compactMap { $0.id.flatMap { two.plates.places[$0] } }
        #expect(places.count == 22)
        #expect(Set(places.map(\.plate.index)).count == 2)
        #expect(Set(places.map { [$0.plate.index, $0.row, $0.column] }).count == 8)
        let keys = places.map { [$0.plate.index, $0.row, $0.column, $0.field] }
        #expect(Set(keys).count == 22)
    }

    @Test func `rows and columns are those of the wells, however sparse the plate`() throws {
        let sparse = try read("bioformats2raw/C12-H2-only.ome.xml")
        let places = sparse.images.compactMap { $0.id.flatMap { sparse.plates.places[$0] } }
        #expect(places.map { [$0.row, $0.column] } == [[2, 11], [7, 1]])
        let row = try read("bioformats2raw/row-F-only.ome.xml").plates.places.values
        #expect(row.count == 12 && row.allSatisfy { $0.row == 5 })
        #expect(try read("bioformats2raw/empty-plate.ome.xml").plates.places.isEmpty)
        let screen = try read("omero-cli-transfer/simple_screen_transfer.xml").plates.places
        #expect(screen.count == 81)
    }

    @Test func `a run over a plate knows its fields`() throws {
        let document = try read("ome-model-2016-06/one-screen-one-plate-four-wells.ome.xml")
        let runs = document.plates.places.values.compactMap(\.run)
        #expect(!runs.isEmpty)
        #expect(runs.allSatisfy { $0.startSeconds != nil })
    }

    @Test func `sizes and wavelengths with units of their own become micrometres and nanometres`()
        throws
    {
        let image = try read("ome-model-2016-06/instrument-units-alternate.ome.xml").images[0]
        let pixels = try #require(image.pixels)
        #expect(pixels.physicalSize.xMicrometres == 10_000)
        let channel = pixels.channels[0].metadata
        #expect(abs((channel.emissionWavelengthNanometres ?? 0) - 488.6) < 1e-6)
        #expect(abs((channel.excitationWavelengthNanometres ?? 0) - 610.5) < 1e-6)
        #expect(channel.color == RGBAColor(red: 128, green: 0, blue: 0, alpha: 0))
    }

    @Test func `channels have names, colours and wavelengths`() throws {
        let pixels = try read("bioformats2raw/multichannel-colors.ome.xml").images[0].pixels
        let channels = try #require(pixels).channels.map(\.metadata)
        #expect(channels.map(\.name) == ["orange", "green", "blue", "red"])
        #expect(channels[0].color == RGBAColor(red: 255, green: 127, blue: 0))
        #expect(channels[1].color == nil)
        #expect(channels[1].emissionWavelengthNanometres == 520)
        #expect(channels[1].excitationWavelengthNanometres == 600)
    }

    @Test(arguments: ["2013-06", "2015-01", "2016-06"])
    func `an image has the magnification of the objective it was taken with`(
        schema: String
    ) throws {
        let document = try read("ome-model-\(schema)/spim.ome.xml")
        let powers = document.images.map { $0.objectiveID.flatMap { document.magnifications[$0] } }
        #expect(powers == [20, 20, 20, 20])
    }

    @Test(arguments: ["2008-09", "2009-09", "2010-06", "2012-06", "2016-06"])
    func `the date of acquisition is found in every schema`(schema: String) throws {
        let document = try read("ome-model-\(schema)/single-image.ome.xml")
        // 2010-02-23T12:51:30
        #expect(document.images[0].acquisitionSeconds == 1_266_929_490)
    }

    @Test func `channels before the pixels belong to them`() throws {
        let image = try read("bioformats/xml_2008-09.ome").images[0]
        let channel = try #require(image.pixels?.channels.first).metadata
        #expect(channel.name == "Ch 1")
        #expect(channel.emissionWavelengthNanometres == 528)
        #expect(channel.excitationWavelengthNanometres == 490)
    }
}

@Suite struct `OME-XML of old schemas` {
    private let text = """
        <OME xmlns="http://www.openmicroscopy.org/XMLschemas/OME/FC/ome.xsd">
          <Instrument ID="Instrument:1"><Objective ID="Objective:1">
            <LensNA>1.4</LensNA><Magnification>63</Magnification>
          </Objective></Instrument>
          <Image Name="old" PixelSizeX="0.2" PixelSizeY="0.3" PixelSizeZ="1.5">
            <CreationDate>2004-03-02T01:02:03</CreationDate>
            <ObjectiveRef ID="Objective:1"/>
            <ChannelInfo Name="first" EmWave="510" ExWave="480">
              <ChannelComponent Index="0" ColorDomain="Green"/>
            </ChannelInfo>
            <ChannelInfo Name="second"><ChannelComponent ColorDomain="other"/></ChannelInfo>
            <Pixels DimensionOrder="XYZCT" PixelType="uint8" SizeX="4" SizeY="3" SizeZ="1"
              SizeC="2" SizeT="1"/>
          </Image>
          <ROI><Union><Shape><Channel Name="not of the image"/></Shape></Union></ROI>
        </OME>
        """

    @Test func `a document of 2003 tells sizes, channels, date and objective`() throws {
        let document = try OMEDocumentReader.read(Array(text.utf8), from: "old", ReadLimits())
        let image = document.images[0]
        let pixels = try #require(image.pixels)
        let size = PhysicalSize(xMicrometres: 0.2, yMicrometres: 0.3, zMicrometres: 1.5)
        #expect(pixels.physicalSize == size)
        #expect(pixels.channels.map(\.metadata.name) == ["first", "second"])
        let green = RGBAColor(red: 0, green: 255, blue: 0)
        #expect(pixels.channels.map(\.metadata.color) == [green, nil])
        #expect(pixels.channels[0].metadata.excitationWavelengthNanometres == 480)
        #expect(image.objectiveID.flatMap { document.magnifications[$0] } == 63)
        // 2004-03-02T01:02:03
        #expect(image.acquisitionSeconds == 1_078_189_323)
    }

    @Test func `more channels than planes may be are refused`() {
        var limits = ReadLimits()
        limits.planes = 1
        #expect(throws: ImageFormatError.beyondLimit(file: "old", limit: "1 channels")) {
            try OMEDocumentReader.read(Array(text.utf8), from: "old", limits)
        }
    }
}
