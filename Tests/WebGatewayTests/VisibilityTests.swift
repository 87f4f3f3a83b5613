import HTTP
import Kernel
import Repository
import Testing
import WebAccess

@testable import WebGateway

/// What is not seen is not there: no picture, no document, no word that it has not changed.
@Suite struct `Images of others` {
    private let test: GatewayUnderTest
    private let stack: Int
    private static let member = Actor(userID: 7, role: .user, memberships: [0: .isPrivate])

    init() throws {
        test = try GatewayUnderTest()
        stack = try test.addStack()
    }

    private var endpoints: [(any Endpoint, pattern: String, path: String)] {
        let gateway = test.gateway
        let plane = "/x/<id:int>/<z:int>/<t:int>/"
        return [
            (ThumbnailEndpoint(gateway), "/x/<id:int>/", ""),
            (ThumbnailTextEndpoint(gateway), "/x/<id:int>/", ""),
            (PlaneEndpoint(gateway), plane, "0/0/"),
            (RegionEndpoint(gateway), plane, "0/0/?region=0,0,8,8"),
            (RegionEndpoint(gateway), plane, "0/0/?tile=0,0,0,8,8"),
            (SplitChannelEndpoint(gateway), plane, "0/0/"),
            (LinePlotEndpoint(gateway, .row), "/x/<id:int>/<z:int>/<t:int>/<y:int>/", "0/0/1/"),
            (HistogramEndpoint(gateway), "/x/<id:int>/channel/<c:int>/", "channel/0/"),
            (ImageDataEndpoint(gateway), "/x/<id:int>/", ""),
            (RenderingDefinitionsEndpoint(gateway, test.catalogue), "/x/<id:int>/", ""),
            (ArchivedFilesEndpoint(gateway, test.catalogue), "/x/<id:int>/", ""),
            (DownloadAsEndpoint(gateway, test.catalogue), "/x/<id:int>/", ""),
            (PictureDownloadEndpoint(gateway), "/x/<id:int>/", ""),
            (OMETIFFEndpoint(gateway, test.catalogue), "/x/<id:int>/", ""),
            (OMEZarrEndpoint(gateway), "/x/<id:int>/", ""),
        ]
    }

    @Test func `nobody gets from a cache or an entity tag what he does not see`() throws {
        for (endpoint, pattern, path) in endpoints {
            let target = "/x/\(stack)/\(path)"
            // The owner fills every cache there is, in memory and shared.
            let known = try endpoint.answer(pattern, target)
            #expect(known.status == .ok, "\(endpoint)")
            _ = try endpoint.answerAtOnce(pattern, target)
            let conditions = [
                [], [(name: "If-None-Match", value: known["ETag"] ?? "*")],
                [(name: "If-None-Match", value: "*")],
                [(name: "If-Modified-Since", value: HTTPDate.text(unixSeconds: 4_000_000_000))],
            ]
            for actor in [Self.member, Actor(userID: 9, role: .user)] {
                for fields in conditions {
                    let refusal = self.refusal(of: endpoint)
                    #expect(throws: refusal, "\(endpoint)") {
                        try endpoint.answer(pattern, target, fields, as: actor)
                    }
                    do {
                        let early = try endpoint.answerAtOnce(pattern, target, fields, as: actor)
                        #expect(early == nil, "\(endpoint)")
                    } catch let error as Refusal {
                        #expect(error == refusal)
                    }
                }
            }
            #expect(try endpoint.answer(pattern, target).status == .ok)
        }
    }

    /// Downloads of several images say what they did not find, with OMERO's status.
    private func refusal(of endpoint: any Endpoint) -> Refusal {
        switch endpoint {
        case is ArchivedFilesEndpoint:
            let text = "Cannot download archived file because Images not found (ids: \(stack))"
            return Refusal(.notFound, text)
        case is DownloadAsEndpoint:
            let text = "Cannot download as png. Images (ids: \(stack)) not found."
            return Refusal(.notFound, text)
        case is OMETIFFEndpoint: return Refusal(.notFound, "No images to export")
        default: return Refusal(.notFound, "Image:\(stack) not found")
        }
    }

    @Test func `a batch of thumbnails has nothing for what is not seen`() throws {
        let endpoint = ThumbnailsEndpoint(test.gateway)
        let seen = try endpoint.answer("/x/", "/x/?id=\(stack)")
        #expect(seen.text.hasPrefix("{\"\(stack)\":\"data:image/jpeg"))
        let hidden = try endpoint.answer("/x/", "/x/?id=\(stack)", as: Self.member)
        #expect(hidden.text == "{\"\(stack)\":null}")
    }

    @Test func `documents say what their reader may do`() throws {
        let endpoint = ImageDataEndpoint(test.gateway)
        func perms(_ actor: Actor, _ level: GroupLevel) throws -> String {
            let path = "/x/\(stack)/perms/"
            return try endpoint.answer(
                "/x/<id:int>/<key>/",
                path,
                as: actor,
                levels: [0: level]
            ).text
        }
        func flags(_ annotate: Bool, _ others: Bool) -> String {
            "{\"canAnnotate\":\(annotate),\"canEdit\":\(others),\"canDelete\":\(others),"
                + "\"canLink\":\(others),\"canDownload\":true}"
        }
        let readers: [(GroupLevel, String)] = [
            (.readOnly, flags(false, false)), (.readAnnotate, flags(true, false)),
            (.readWrite, flags(true, true)),
        ]
        for (level, expected) in readers {
            let actor = Actor(userID: 8, role: .user, memberships: [0: level])
            #expect(try perms(actor, level) == expected)
        }
        #expect(try perms(.root, .isPrivate) == flags(true, true))
        #expect(try perms(.anybody, .isPrivate) == flags(false, false))
    }
}
