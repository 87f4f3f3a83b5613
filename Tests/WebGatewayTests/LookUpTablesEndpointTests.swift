import Codecs
import HTTP
import JSON
import Kernel
import Rendering
import Repository
import TestSupport
import Testing

@testable import WebGateway

@Suite struct `Look-up tables of the gateway` {
    private let test: GatewayUnderTest

    init() throws { test = try GatewayUnderTest() }

    private func document(_ query: String = "", _ gateway: Gateway? = nil) throws -> JSONValue {
        let endpoint = LookUpTablesEndpoint(gateway ?? test.gateway)
        let response = try endpoint.answer("/l/", "/l/" + query)
        #expect(response["Content-Type"] == "application/json")
        return try #require(JSONReader.document(response.text))
    }

    @Test func `the list has OMERO's members`() throws {
        let list = try document()
        let luts = try #require(list["luts"]?.elements)
        let old = try #require(list["png_luts"]?.elements)
        let new = try #require(list["png_luts_new"]?.elements)
        #expect(old.count == 40 && old.last == "gradient.png")
        #expect(new.count == luts.count + 1 && new.last == "gradient.png")
        for (index, table) in luts.enumerated() {
            #expect(
                table.members?.map(\.name) == [
                    "id", "path", "name", "size", "png_index", "png_index_new",
                ]
            )
            let path = try #require(table["path"]?.string) + #require(table["name"]?.string)
            #expect(table["png_index_new"]?.integer == index)
            #expect(new[index] == .string(path))
            let place = try #require(table["png_index"]?.integer)
            #expect(old[place] == .string(path))
        }
        #expect(luts.first?["name"] == "16_colors.lut")
    }

    @Test func `with rgb=true each has its 256 colours`() throws {
        let luts = try #require(try document("?rgb=true")["luts"]?.elements)
        let grays = try #require(luts.first { $0["name"] == "grays.lut" }?["rgb"]?.elements)
        #expect(grays.count == 256)
        #expect(grays[200] == [200, 200, 200])
    }

    @Test func `the picture has ten rows for each, and a shadow at the end`() throws {
        let tables = LookUpTables.generated
        let response = try LookUpTablesPictureEndpoint(test.gateway).answer(
            "/l/",
            "/l/?cached=false"
        )
        #expect(response["Content-Type"] == "image/png")
        let size = try PNG.size(of: response.bytes)
        #expect(size.width == 256 && size.height == 10 * (tables.all.count + 1))
        let picture = try PNG.decode(response.bytes, pixelsMax: 1 << 20)
        for (index, table) in tables.all.enumerated() {
            for row in [10 * index, 10 * index + 9] {
                let start = (row * 256 + 100) * 3
                #expect(
                    Array(picture.bytes[start..<(start + 3)]) == [
                        table.red[100], table.green[100], table.blue[100],
                    ]
                )
            }
        }
    }

    @Test func `the operator's folder is read with the folders in it, and bad files are named`()
        throws
    {
        let raw = [UInt8](repeating: 1, count: 768)
        try Directory.create(test.folder.path("luts/deep/down"))
        try test.folder.write(raw, to: "luts/mine.lut")
        try test.folder.write(raw, to: "luts/deep/down/below.lut")
        try test.folder.write(raw, to: "luts/readme.txt")
        try test.folder.write([1, 2, 3], to: "luts/bad.lut")
        let found = LookUpTableFolder(test.folder.path("luts"))
        #expect(found.tables.map(\.path) == ["/luts/deep/down/below.lut", "/luts/mine.lut"])
        #expect(found.skipped.count == 1)
        #expect(found.skipped.first?.contains("luts/bad.lut: ") == true)
        #expect(LookUpTableFolder(test.folder.path("none")).tables.isEmpty)
        let gateway = Gateway(
            records: test.gateway.records,
            images: test.gateway.images,
            pictures: test.gateway.pictures,
            metrics: test.gateway.metrics,
            tables: LookUpTables(adding: found.tables)
        )
        let luts = try #require(try document("", gateway)["luts"]?.elements)
        let mine = try #require(luts.first { $0["name"] == "mine.lut" })
        #expect(mine["png_index"]?.integer == -1)
        #expect(mine["size"]?.integer == 768)
    }

    @Test func `a picture asked for with a table has a tag of its own`() throws {
        let stack = try test.addStack()
        let plane = PlaneEndpoint(test.gateway)
        let tags = try ["?c=1", "?c=1$fire.lut", "?c=1$ice.lut", "?c=1$none.lut"].map { query in
            try #require(try plane.answer("/p/<id:int>/", "/p/\(stack)/" + query)["ETag"])
        }
        #expect(Set(tags).count == 3)
        #expect(tags[3] == tags[0])
    }
}
