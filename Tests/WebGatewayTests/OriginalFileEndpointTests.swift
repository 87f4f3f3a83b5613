import Foundation
import HTTP
import Repository
import TestSupport
import Testing

@testable import WebGateway

@Suite struct `Original files` {
    @Test func `the file an image came from is sent whole by the kernel`() throws {
        let test = try GatewayUnderTest()
        let id = try test.addStack()
        let endpoint = OriginalFileEndpoint(test.gateway, test.catalogue)
        let response = try endpoint.answer("/d/<id:int>/", "/d/\(id)/")
        let expected = try test.folder.read("stack.ome.tif").count
        #expect(response["Content-Type"] == "application/force-download")
        guard case .file(let file, let range) = response.body else {
            Issue.record("not a file: \(response.body)")
            return
        }
        #expect(range == 0..<expected)
        #expect(file.sizeBytes == expected)
    }

    @Test func `an image that is none has no file`() throws {
        let test = try GatewayUnderTest()
        let endpoint = OriginalFileEndpoint(test.gateway, test.catalogue)
        #expect(throws: Refusal(.notFound, "Image:5 not found")) {
            try endpoint.answer("/d/<id:int>/", "/d/5/")
        }
    }

    @Test func `an image that came from a folder has no single file`() throws {
        let test = try GatewayUnderTest()
        let array = """
            {"zarr_format":2,"shape":[2,2],"chunks":[2,2],"dtype":"|u1","compressor":null,\
            "fill_value":3,"order":"C","filters":null}
            """
        try FileManager.default.createDirectory(
            atPath: test.folder.path("a.zarr/0"),
            withIntermediateDirectories: true
        )
        try test.folder.write(
            #"{"multiscales":[{"axes":["y","x"],"datasets":[{"path":"0"}]}]}"#,
            to: "a.zarr/.zattrs"
        )
        try test.folder.write(array, to: "a.zarr/0/.zarray")
        let report = try Importer(test.catalogue).run([test.folder.path("a.zarr")])
        let id = try #require(report.imageIDs.first)
        let endpoint = OriginalFileEndpoint(test.gateway, test.catalogue)
        let text = "Image:\(id) was imported from a folder; only single files are sent"
        #expect(throws: Refusal(.notFound, text)) {
            try endpoint.answer("/d/<id:int>/", "/d/\(id)/")
        }
    }

    @Test(arguments: [
        ("/a/plain.tif", "plain.tif", "plain.tif"),
        (#"/a/a "b" \c;d,e.tif"#, "a__b___c_d_e.tif", "a%20%22b%22%20%5Cc%3Bd%2Ce.tif"),
        ("/a/Zürich 细胞.tif", "Z_rich___.tif", "Z%C3%BCrich%20%E7%BB%86%E8%83%9E.tif"),
        ("/a/x\r\nSet-Cookie: y\u{7F}", "x__Set-Cookie:_y_", "x%0D%0ASet-Cookie%3A%20y%7F"),
    ])
    func `a name passes whole, and as plain text that breaks no field`(
        path: String,
        plain: String,
        encoded: String
    ) {
        let expected = "attachment; filename=\"\(plain)\"; filename*=UTF-8''\(encoded)"
        #expect(OriginalFileEndpoint.disposition(path) == expected)
    }
}
