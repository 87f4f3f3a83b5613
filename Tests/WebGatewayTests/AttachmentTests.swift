import HTTP
import Kernel
import Repository
import TestSupport
import Testing
import WebAccess

@testable import WebGateway

@Suite struct `Attached files` {
    private let test: GatewayUnderTest

    init() throws { test = try GatewayUnderTest() }

    /// The numbers of the file and of its annotation.
    private func attach(_ name: String, _ type: String?) throws -> (file: Int, annotation: Int) {
        let path = try test.folder.write("<b>data</b>", to: "stored")
        let file = try test.catalogue.createAttachment(
            NewAttachment(
                name: name,
                mediaType: type,
                path: path,
                state: FileState(try FileIdentity.of(path: path)),
                ownership: .root
            )
        )
        let annotation = NewAnnotation(.file(file), ownership: .root)
        return (file, try test.catalogue.createAnnotation(annotation))
    }

    private func ask(
        _ form: AttachmentEndpoint.Form,
        _ id: Int,
        as actor: Actor = .root
    ) throws -> Response {
        try AttachmentEndpoint(test.catalogue, form).answer("/a/<id:int>/", "/a/\(id)/", as: actor)
    }

    @Test(arguments: [
        ("text/html", nil), ("application/xhtml+xml", nil), ("image/svg+xml", nil),
        ("TEXT/HTML; charset=utf-8", nil), (nil, nil), ("application/javascript", nil),
        ("text/x-python", "text/plain; charset=utf-8"), ("text/csv", "text/plain; charset=utf-8"),
        ("image/png", "image/png"), ("text/xml", nil),
    ])
    func `what could run in a browser is only ever kept`(type: String?, shown: String?) throws {
        let response = try ask(.shown, attach("a", type).file)
        #expect(response["Content-Type"] == shown ?? "application/force-download")
        #expect((response["Content-Disposition"] == nil) == (shown != nil))
        #expect(response["X-Content-Type-Options"] == "nosniff")
        #expect(response["Content-Security-Policy"] == "default-src 'none'; sandbox")
    }

    @Test func `it comes by the number of its annotation or its own, under its name`() throws {
        let (file, annotation) = try attach("my table, final.csv", "text/csv")
        for response in [try ask(.annotation, annotation), try ask(.kept, file)] {
            #expect(response["Content-Disposition"]?.contains("\"my_table._final.csv\"") == true)
            #expect(response.body.byteCount == 11)
            #expect(response["Accept-Ranges"] == "bytes")
        }
    }

    @Test func `strangers learn of no file, and no number of something else is one`() throws {
        let (file, annotation) = try attach("a.csv", "text/csv")
        let stranger = Actor(userID: 9, role: .user)
        #expect(throws: Refusal(.notFound, "OriginalFile:\(file) not found")) {
            try ask(.shown, file, as: stranger)
        }
        #expect(throws: Refusal(.notFound, "FileAnnotation:\(annotation) not found")) {
            try ask(.annotation, annotation, as: stranger)
        }
        let tag = try test.catalogue.createAnnotation(NewAnnotation(.tag("t"), ownership: .root))
        #expect(throws: Refusal.self) { try ask(.annotation, tag) }
        // A file of a fileset goes by its image.
        _ = try test.addStack()
        #expect(throws: Refusal.self) { try ask(.kept, file + 1) }
    }

    @Test func `key-value pairs are rows that no spreadsheet computes`() throws {
        let image = try test.addStack()
        let pairs = [
            KeyValuePair("stain", "DAPI, \"blue\""), KeyValuePair("=cmd()", "@a"),
            KeyValuePair("depth", "-1.5"), KeyValuePair("shift", "-1+2"),
        ]
        let annotation = try test.catalogue.createAnnotation(
            NewAnnotation(.map(pairs), namespace: "n", ownership: .root)
        )
        let object = ObjectReference(.image, image)
        _ = try test.catalogue.annotate(object, with: annotation, by: 0)
        let endpoint = KeyValuesEndpoint(test.catalogue)
        let rows = try endpoint.answer("/k/", "/k/?image=\(image)").text
            .split(separator: "\r\n").map(String.init)
        let start = "\(image),stack.ome.tif,n,"
        #expect(
            rows == [
                "image_id,image_name,namespace,key,value",
                start + "stain,\"DAPI, \"\"blue\"\"\"", start + "'=cmd(),'@a",
                start + "depth,-1.5", start + "shift,'-1+2",
            ]
        )
        let hidden = try endpoint.answer(
            "/k/",
            "/k/?image=\(image)",
            as: Actor(userID: 9, role: .user)
        )
        #expect(hidden.text == "image_id,image_name,namespace,key,value\r\n")
    }

    @Test func `what was read of a file is a text of two sections`() throws {
        let image = try test.addStack()
        let response = try MetadataTextEndpoint(test.gateway).answer("/m/<id:int>/", "/m/\(image)/")
        #expect(response.text.hasPrefix("[Global Metadata]\nFormat=OME-TIFF\nName=stack.ome.tif\n"))
        #expect(response.text.contains("[Series Metadata]\nSeries=0\nPixelType=uint16\n"))
        #expect(response.text.contains("PhysicalSizeX=0.5 µm\n"))
    }
}
