import Foundation
import HTTP
import Repository
import TestSupport
import Testing
import WebAccess

@testable import WebGateway

@Suite struct `Original files` {
    private let test: GatewayUnderTest
    private let stack: Int
    private var endpoint: ArchivedFilesEndpoint {
        ArchivedFilesEndpoint(test.gateway, test.catalogue)
    }
    private static let one = "/d/<id:int>/"

    init() throws {
        test = try GatewayUnderTest()
        stack = try test.addStack()
    }

    private func ask(_ fields: (name: String, value: String)...) throws -> Response {
        try endpoint.answer(Self.one, "/d/\(stack)/", fields)
    }

    @Test func `the file an image came from is sent whole by the kernel`() throws {
        let response = try ask()
        let expected = try test.folder.read("stack.ome.tif").count
        #expect(response["Content-Type"] == "application/force-download")
        #expect(response["Accept-Ranges"] == "bytes")
        guard case .file(let file, let range) = response.body else {
            Issue.record("not a file: \(response.body)")
            return
        }
        #expect(range == 0..<expected)
        #expect(file.sizeBytes == expected)
    }

    @Test func `a part is sent to whoever has the rest`() throws {
        let tag = try #require(try ask()["ETag"])
        let count = try test.folder.read("stack.ome.tif").count
        let part = try ask(("Range", "bytes=10-19"), ("If-Range", tag))
        #expect(part.status == .partialContent)
        #expect(part["Content-Range"] == "bytes 10-19/\(count)")
        guard case .file(_, 10..<20) = part.body else {
            Issue.record("another part: \(part.body)")
            return
        }
        let changed = try ask(("Range", "bytes=10-19"), ("If-Range", "\"other\""))
        #expect(changed.status == .ok)
        #expect(changed.body.byteCount == count)
        let beyond = try ask(("Range", "bytes=\(count)-"))
        #expect(beyond.status == .rangeNotSatisfiable)
        #expect(beyond["Content-Range"] == "bytes */\(count)")
        #expect(try ask(("If-None-Match", tag)).status == .notModified)
        #expect(try ask(("If-Match", "\"other\"")).status == .preconditionFailed)
    }

    @Test func `the tag changes with the file`() throws {
        let before = try ask()["ETag"]
        try test.folder.write("shorter", to: "stack.ome.tif")
        #expect(try ask()["ETag"] != before)
    }

    @Test func `what is not there is told in OMERO's words`() {
        func refusal(_ pattern: String, _ target: String) -> Refusal? {
            do {
                _ = try endpoint.answer(pattern, target)
                return nil
            } catch {
                return error as? Refusal
            }
        }
        let nothing = "No images or wells specified in request. Use ?image=123 or ?well=123"
        #expect(refusal("/d/", "/d/") == Refusal(.badRequest, nothing))
        let missing = "Cannot download archived file because Images not found (ids: 7, 8)"
        #expect(refusal("/d/", "/d/?image=7&image=8") == Refusal(.notFound, missing))
        #expect(refusal(Self.one, "/d/99/")?.status == .notFound)
    }

    @Test func `several files are a zip file, with the length told before`() throws {
        let other = try test.addPyramid()
        let target = "/d/?image=\(stack)&image=\(other)&image=\(stack)&zipname=my%20files"
        let response = try endpoint.answer("/d/", target)
        let bytes = try response.producedBytes()
        #expect(response.body.byteCount == bytes.count)
        #expect(response["Content-Disposition"]?.contains("\"my_files.zip\"") == true)
        let names = ["stack.ome.tif", "pyramid.tif"]
        let sizes = try names.map { try test.folder.read($0).count }.reduce(0, +)
        #expect(bytes.count > sizes && bytes.count < sizes + 400)
        let fields = [(name: "Range", value: "bytes=100-\(bytes.count - 50)")]
        let part = try endpoint.answer("/d/", target, fields)
        #expect(part.status == .partialContent)
        #expect(try part.producedBytes() == Array(bytes[100...(bytes.count - 50)]))
        #expect(part["ETag"] == response["ETag"])
    }

    @Test func `a folder of Zarr is a zip file of its tree`() throws {
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
        // A link that leads elsewhere, put there after the import.
        try FileManager.default.createSymbolicLink(
            atPath: test.folder.path("a.zarr/secret"),
            withDestinationPath: test.folder.path("stack.ome.tif")
        )
        let text = String(
            decoding: try endpoint.answer(Self.one, "/d/\(id)/").producedBytes(),
            as: UTF8.self
        )
        #expect(text.contains("a.zarr/.zattrs"))
        #expect(text.contains("a.zarr/0/.zarray" + array))
        #expect(!text.contains("secret"))
    }

    @Test func `more bytes than the limit are refused in several files, not in one`() throws {
        let other = try test.addPyramid()
        var limited = test.gateway
        limited.limits.multifileBytes = 100
        let endpoint = ArchivedFilesEndpoint(limited, test.catalogue)
        #expect(try endpoint.answer(Self.one, "/d/\(stack)/").status == .ok)
        let sizes = try ["stack.ome.tif", "pyramid.tif"].map { try test.folder.read($0).count }
        let text =
            "Total size of files \(sizes.reduce(0, +)) is larger than 100."
            + " Try requesting fewer files."
        #expect(throws: Refusal(.forbidden, text)) {
            try endpoint.answer("/d/", "/d/?image=\(stack)&image=\(other)")
        }
    }

    @Test func `who may look but not download gets nothing, with no word`() throws {
        let visitor = Visitor(.root, downloads: BinaryAccess(BinaryAccessPolicy("-image")))
        let request = Request(method: .get, target: RequestTarget(path: "/d/", query: "image=1"))
        let response = try endpoint.respond(to: request, RouteParameters(), visitor)
        #expect(response.status == .notFound)
        #expect(response.body.byteCount == 0)
    }

    @Test func `a dataset and its project name all their images, of what the visitor sees`() throws
    {
        let catalogue = test.catalogue
        let dataset = try catalogue.createDataset(named: "d", description: "", ownedBy: .root)
        let project = try catalogue.createProject(NewContainer(name: "p", ownership: .root))
        try catalogue.link(.projectDataset, parent: project, child: dataset, by: 0)
        let other = try test.addPyramid()
        for id in [stack, other] {
            try catalogue.link(.datasetImage, parent: dataset, child: id, by: 0)
        }
        for query in ["dataset=\(dataset)", "project=\(project)"] {
            let response = try endpoint.answer("/d/", "/d/?\(query)")
            let text = String(decoding: try response.producedBytes(), as: UTF8.self)
            #expect(text.contains("stack.ome.tif") && text.contains("pyramid.tif"))
            let stranger = Actor(userID: 9, role: .user)
            #expect(throws: Refusal.self) {
                try endpoint.answer("/d/", "/d/?\(query)", as: stranger)
            }
        }
    }
}

extension Response {
    /// All bytes of a body that is made while it is sent.
    func producedBytes() throws -> [UInt8] {
        guard case .chunks(let producer, _) = body else { return bytes }
        var bytes: [UInt8] = []
        while let chunk = try producer.next() { bytes += chunk }
        return bytes
    }
}
