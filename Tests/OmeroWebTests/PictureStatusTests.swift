import Foundation
import HTTP
import ImageFormats
import Pixels
import Repository
import TestSupport
import Testing

@testable import OmeroWeb

/// What a client gets for requests for pictures, through the whole application of a worker.
@Suite struct `Statuses of pictures` {
    private let test: ApplicationUnderTest
    /// A pyramid of 600 × 400 pixels with two levels below.
    private let pyramid: Int
    /// 40 × 20 pixels, and its file is gone.
    private let lost: Int

    init() throws {
        test = try ApplicationUnderTest.open()
        let catalogue = try SQLiteCatalogue(path: test.folder.path("var/data/catalogue.sqlite"))
        var page = Self.page(600, 400)
        page.levels = [Self.page(300, 200), Self.page(150, 100)]
        pyramid = try Self.add(page, to: catalogue, test.folder, named: "pyramid.tif")
        lost = try Self.add(Self.page(40, 20), to: catalogue, test.folder, named: "lost.tif")
        try test.folder.write([0x49, 0x49], to: "lost.tif")
    }

    private static func add(
        _ page: TIFFPage,
        to catalogue: SQLiteCatalogue,
        _ folder: TemporaryFolder,
        named name: String
    ) throws -> Int {
        var encoding = TIFFEncoding()
        encoding.tile = PixelSize(width: 128, height: 64)
        let path = try folder.write(TIFFWriter.file(of: [page], encoding), to: name)
        return try #require(try Importer(catalogue).run([path]).imageIDs.first)
    }

    private static func page(_ width: Int, _ height: Int) -> TIFFPage {
        TIFFPage(
            size: PixelSize(width: width, height: height),
            pixelType: .uint8,
            bytes: (0..<(width * height)).map { UInt8($0 % 251) }
        )
    }

    struct Refused: Sendable, CustomTestStringConvertible {
        let target: String
        let status: Int
        let text: String

        init(_ target: String, _ status: Int, _ text: String) {
            self.target = target
            self.status = status
            self.text = text
        }

        var testDescription: String { target }
    }

    private static let part = "/webgateway/render_image_region/ID/0/0/"
    private static let whole = "/webgateway/render_image_rdef/ID/0/0/"

    @Test(arguments: [
        Refused(part, 400, "tile or region argument required"),
        Refused(part + "?tile=&region=", 400, "tile or region argument required"),
        Refused(part + "?tile=a,b,c", 400, "malformed tile argument, tile=a,b,c"),
        Refused(part + "?tile=1,2", 400, "malformed tile argument, tile=1,2"),
        Refused(part + "?region=1,2,3", 400, "malformed region argument, region=1,2,3"),
        Refused(part + "?tile=-1,0,0", 400, "Invalid resolution level -1 < 0"),
        Refused(
            part + "?tile=3,0,0",
            400,
            "Invalid resolution level,                     3 > number of available levels 2 "
        ),
        Refused(
            "/webgateway/render_image_region/LOST/0/0/?tile=1,0,0",
            400,
            "Invalid resolution level 1, non pyramid file"
        ),
        Refused(part + "?tile=0,99,0", 404, "the region is outside the image"),
        Refused(part + "?region=600,0,1,1", 404, "the region is outside the image"),
        Refused(
            "/webgateway/render_image_region/ID/1/0/?tile=0,0,0",
            404,
            "Image:ID has no plane z=1, t=0: it has 1 sections and 1 time points"
        ),
        Refused(part + "?tile=0,0,0&format=bmp", 400, "Unknown format: bmp"),
        Refused("/webgateway/render_image/999/", 404, "Image:999 not found"),
        Refused("/webgateway/render_thumbnail/999/", 404, "Image:999 not found"),
        Refused(
            "/webgateway/render_thumbnail/ID/0/",
            404,
            "A thumbnail has 1 to 2048 pixels a side"
        ),
        Refused("/webgateway/render_thumbnail/LOST/", 404, "The image cannot be read"),
        Refused("/webgateway/render_image/LOST/", 404, "The image cannot be read"),
        Refused(
            "/webgateway/render_image/ID/?c=1&maps="
                + "[{\"quantization\":{\"family\":\"polynomial\",\"coefficient\":0}}]",
            400,
            "the coefficient of channel 1 must be above 0, not 0.0"
        ),
        Refused(whole, 400, "Rendering settings must specify channels as c"),
        Refused(whole + "?c=1$FFF&m=c", 400, "Must specify window for each channel"),
        Refused(whole + "?c=1|0:9&m=c", 400, "Must specify color for each channel"),
        Refused(
            whole + "?c=1|0:9$FFF",
            400,
            "Query parameter \"m\" must be present with value either \"g\" or \"c\""
        ),
        Refused(whole + "?c=1|0:9$FFF&m=c&maps=x", 400, "Failed to parse maps JSON"),
        Refused(
            whole + "?c=1|0:9$FFF&m=c&maps=[]",
            400,
            "Number of \"maps\" must match number of channels"
        ),
        Refused(
            "/webgateway/render_image_region_rdef/ID/0/0/?tile=0,0,0",
            400,
            "Rendering settings must specify channels as c"
        ),
        Refused("/webgateway/luts/?callback=a.b", 400, "Invalid callback"),
        Refused("/webgateway/histogram_json/ID/channel/1/", 404, "Image:ID has no channel 1"),
    ])
    func `a refusal has its status and its words`(_ refused: Refused) {
        func filled(_ text: String) -> String {
            text.replacing("ID", with: "\(pyramid)").replacing("LOST", with: "\(lost)")
        }
        let response = test.ask(filled(refused.target))
        #expect(response.status.rawValue == refused.status)
        #expect(response.text == filled(refused.text) + "\n")
    }

    @Test(arguments: [
        "/webgateway/render_image/ID/", "/webgateway/render_image/ID/0/",
        "/webclient/render_image/ID/0/0/?m=g", "/webgateway/render_image_region/ID/0/0/?tile=2,0,0",
        "/webclient/render_image_region/ID/0/0/?region=0,0,9,9",
        "/webgateway/render_split_channel/ID/0/0/", "/webclient/render_split_channel/ID/0/0/",
        "/webgateway/render_thumbnail/ID/", "/webgateway/render_thumbnail/ID/20/30/?z=0&t=0",
        "/webgateway/render_birds_eye_view/ID/", "/webclient/render_birds_eye_view/ID/50/",
        "/webclient/render_thumbnail/ID/", "/webclient/render_thumbnail/size/50/ID/",
        "/webgateway/render_image_rdef/ID/?c=1|0:9$FFF&m=c",
        "/webgateway/render_image_region_rdef/ID/0/0/?c=-1|0:9$fire.lut&m=g&tile=0,0,0",
        // Placeholders, as OMERO's pages have them.
        "/webclient/render_thumbnail/999/", "/webclient/render_thumbnail/LOST/",
        "/webclient/render_thumbnail/size/50/999/",
    ])
    func `pictures are JPEG`(_ target: String) {
        let response = ask(target)
        #expect(response.status == .ok)
        #expect(response["Content-Type"] == "image/jpeg")
    }

    private func ask(_ target: String) -> Response {
        test.ask(
            target.replacing("ID", with: "\(pyramid)").replacing("LOST", with: "\(lost)")
        )
    }

    @Test(arguments: [
        ("/webgateway/luts_png/", "image/png"), ("/webgateway/luts/", "application/json"),
        ("/webclient/luts/?rgb=true", "application/json"),
        ("/webgateway/luts/?callback=show", "application/javascript"),
        ("/webgateway/render_row_plot/ID/0/0/5/", "image/gif"),
        ("/webclient/render_col_plot/ID/0/0/5/2/", "image/gif"),
        ("/webgateway/get_thumbnail/ID/", "application/json"),
        ("/webclient/get_thumbnail/ID/", "application/json"),
        ("/webclient/get_thumbnail/999/", "application/json"),
        ("/webgateway/get_thumbnails/?id=ID", "application/json"),
        ("/webgateway/get_thumbnails/64/?id=LOST", "application/json"),
        ("/webclient/get_thumbnails/?id=ID", "application/json"),
        ("/webclient/get_thumbnails/3/?id=ID", "application/json"),
        ("/webgateway/get_image_rdefs_json/ID/", "application/json"),
        ("/webgateway/histogram_json/ID/channel/0/", "application/json"),
        ("/webclient/imgData/ID/", "application/json"),
    ])
    func `other views have their types`(_ target: String, _ type: String) {
        let response = ask(target)
        #expect(response.status == .ok)
        #expect(response["Content-Type"] == type)
    }

    @Test func `limits of settings reach the views`() throws {
        let strict = try ApplicationUnderTest.open([
            "omero.web.thumbnails_batch": "1", "omero.pixeldata.max_projection_bytes": "1000",
        ])
        let catalogue = try SQLiteCatalogue(path: strict.folder.path("var/data/catalogue.sqlite"))
        let small = Self.page(100, 11)
        let id = try Self.add(small, to: catalogue, strict.folder, named: "small.tif")
        let many = strict.ask("/webgateway/get_thumbnails/?id=1&id=2")
        #expect(many.status == .badRequest)
        #expect(many.text == "Max 1 thumbnails at a time.")
        let page = strict.ask("/webclient/render_thumbnail/\(id)/?p=intmax")
        #expect(page.status == .ok && page["Cache-Control"] == "no-store")
        let projected = strict.ask("/webgateway/render_image/\(id)/?p=intmax")
        #expect(projected.status == .notFound)
        #expect(projected.text == "1 sections of 1100 pixels are more than 1000 bytes to project\n")
        #expect(strict.ask("/webgateway/render_image/\(id)/?p=normal").status == .ok)
    }

    @Test func `tables of the operator's folder can be asked for, and bad files are logged`() throws
    {
        let folder = try TemporaryFolder()
        try folder.write([UInt8](repeating: 9, count: 768), to: "mine.lut")
        try folder.write([1], to: "bad.lut")
        let test = try ApplicationUnderTest.open(["omero.web.luts_dir": folder.path])
        #expect(test.ask("/webgateway/luts/").text.contains("\"mine.lut\""))
        let log = try String(
            contentsOfFile: test.folder.path("var/log/OMEROweb.log"),
            encoding: .utf8
        )
        #expect(log.contains("bad.lut: 0 rows of colours instead of 256"))
    }
}
