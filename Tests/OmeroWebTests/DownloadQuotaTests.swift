import HTTP
import ImageFormats
import JSON
import Pixels
import Repository
import Secrets
import SharedState
import TestSupport
import Testing

@testable import OmeroWeb

/// Downloads through the whole application of a worker, under quotas.
@Suite struct `Download quotas` {
    private let test: ApplicationUnderTest
    private let anna: BrowserUnderTest
    private let root: BrowserUnderTest
    private let annaID: Int
    private let groupID: Int
    private let target: String
    private let sizeBytes: Int

    init() throws {
        test = try ApplicationUnderTest(["omero.web.download.concurrent": "3"])
        annaID = try test.addUser("anna", password: "correct horse")
        groupID = try #require(try test.catalogue.group(named: "anna")).id
        let hash = try PasswordHash.make("battery staple")
        try test.catalogue.setPassword(hash: hash, experimenter: KnownPeople.root, by: .root)
        test.changed()
        anna = BrowserUnderTest(test)
        root = BrowserUnderTest(test, address: 0x0A00_0002)
        let page = TIFFPage(
            size: PixelSize(width: 100, height: 80),
            pixelType: .uint8,
            bytes: [UInt8](repeating: 5, count: 8000)
        )
        let path = try test.folder.write(TIFFWriter.file(of: [page], TIFFEncoding()), to: "a.tif")
        var options = ImportOptions()
        options.ownership = Ownership(ownerID: annaID, groupID: groupID)
        let run = try Importer(test.catalogue).run([path], options: options)
        target = "/webgateway/archived_files/download/\(try #require(run.imageIDs.first))/"
        sizeBytes = try test.folder.read("a.tif").count
        #expect(anna.logIn("anna", "correct horse").status == .found)
        #expect(root.logIn("root", "battery staple").status == .found)
    }

    private func setLimit(_ limits: String, _ target: String) -> Response {
        root.send(.put, "/api/v0/quotas/\(target)/", limits)
    }

    private func quota(_ browser: BrowserUnderTest) throws -> JSONValue {
        let response = browser.get("/api/v0/quota/")
        return try #require(JSONReader.document(Array(response.text.utf8))?["data"])
    }

    @Test func `a download is counted, and tells what is left`() throws {
        #expect(setLimit(#"{"bytes": 20000}"#, "users/\(annaID)").status == .ok)
        let response = anna.get(target)
        #expect(response.status == .ok && response.meter != nil)
        #expect(response["RateLimit"] == "\"download-bytes\";r=\(20_000 - sizeBytes)")
        #expect(
            response["RateLimit-Policy"]
                == "\"download-bytes\";q=20000;qu=\"content-bytes\";w=86400"
        )
        let quota = try quota(anna)
        #expect(quota["leftBytes"]?.integer == 20_000 - sizeBytes)
        #expect(quota["reservedBytes"]?.integer == sizeBytes)
        #expect(quota["openDownloads"]?.integer == 1)
        withExtendedLifetime(response) {}
    }

    @Test func `what does not fit is refused before its first byte`() throws {
        #expect(setLimit(#"{"bytes": 10000}"#, "groups/\(groupID)").status == .ok)
        let first = anna.get(target)
        #expect(first.status == .ok)
        let second = anna.get(target)
        #expect(second.status == .tooManyRequests && second["Retry-After"] != nil)
        #expect(second["Content-Type"] == "application/problem+json")
        let problem = try #require(JSONReader.document(Array(second.text.utf8)))
        #expect(problem["violated-policies"]?.elements == ["download-bytes"])
        #expect(setLimit(#"{"bytes": 8000}"#, "groups/\(groupID)").status == .ok)
        #expect(root.send(.post, "/api/v0/quotas/users/\(annaID)/reset/").status == .ok)
        withExtendedLifetime(first) {}
    }

    @Test func `no more run at once than may, and a response that is dropped runs no more`()
        async throws
    {
        var open = (0..<3).map { _ in anna.get(target) }
        #expect(open.allSatisfy { $0.status == .ok })
        let fourth = anna.get(target)
        #expect(fourth.status == .tooManyRequests)
        #expect(fourth["RateLimit"] == "\"downloads\";r=0;t=5")
        open.removeAll()
        try await wait(for: "the end of all three") { try quota(anna)["openDownloads"] == 0 }
        #expect(anna.get(target).status == .ok)
    }

    @Test func `administrators have no limits, and are counted`() throws {
        #expect(setLimit(#"{"bytes": 1}"#, "users/0").status == .ok)
        let open = (0..<5).map { _ in root.get(target) }
        #expect(open.allSatisfy { $0.status == .ok && $0["RateLimit"] == nil })
        #expect(try quota(root)["limits"]?["bytes"] == .some(.null))
        #expect(try quota(root)["totalDownloads"]?.integer == 5)
    }

    @Test func `HEAD costs nothing and tells what is left`() throws {
        #expect(setLimit(#"{"bytes": 20000}"#, "users/\(annaID)").status == .ok)
        let response = test.ask(
            target,
            method: .head,
            [(name: "Cookie", value: "sessionid=\(anna.cookies["sessionid"] ?? "")")]
        )
        #expect(response.status == .ok && response.meter == nil)
        #expect(response["RateLimit"]?.hasPrefix("\"download-bytes\";r=20000;t=") == true)
        #expect(try quota(anna)["totalDownloads"]?.integer == 0)
    }

    @Test func `the page of one's account says in words what is left`() {
        #expect(anna.get("/webadmin/myaccount/").text.contains("0 bytes lately; nothing limits"))
        #expect(setLimit(#"{"bytes": 1610612736}"#, "users/\(annaID)").status == .ok)
        let page = anna.get("/webadmin/myaccount/").text
        #expect(page.contains("0 bytes used, 1.5 GiB left; what you used first counts for another"))
    }

    @Test func `only administrators see and set quotas of others`() throws {
        #expect(anna.get("/api/v0/quotas/").status == .forbidden)
        #expect(anna.send(.put, "/api/v0/quotas/users/\(annaID)/", "{}").status == .forbidden)
        #expect(
            anna.send(.post, "/api/v0/quotas/users/\(annaID)/reset/").status == .forbidden
        )
        #expect(setLimit(#"{"bytes": "unlimited"}"#, "users/\(annaID)").status == .ok)
        _ = anna.get(target)
        let report = try #require(
            JSONReader.document(Array(root.get("/api/v0/quotas/").text.utf8))
        )
        #expect(report["users"]?.elements?.first?["userName"] == "anna")
        #expect(report["overrides"]?.elements?.first?["limits"] == ["bytes": "unlimited"])
        #expect(root.send(.delete, "/api/v0/quotas/users/\(annaID)/").status == .ok)
        let after = root.get("/api/v0/quotas/users/\(annaID)/")
        #expect(JSONReader.document(Array(after.text.utf8))?["limits"] == .object([]))
    }

    @Test(arguments: [
        ("{}x", "a JSON object"), ("[]", "a JSON object"), (#"{"byte": 1}"#, "'byte'"),
        (#"{"bytes": -1}"#, "bytes: expected"), (#"{"bytes": 1.5}"#, "bytes: expected"),
        (#"{"concurrent": "many"}"#, "concurrent: expected"),
    ])
    func `a document that sets no limits is refused by its name`(body: String, words: String) {
        let response = setLimit(body, "users/\(annaID)")
        #expect(response.status == .badRequest && response.text.contains(words))
    }

    @Test(arguments: ["users/999", "groups/999", "projects/1"])
    func `limits are set for users and groups that there are`(target: String) {
        #expect(setLimit("{}", target).status == .notFound)
    }
}
