import HTTP
import Repository
import Secrets
import Serving
import Settings
import SharedState
import TestSupport
import Testing

@testable import OmeroWeb

/// The application of one worker over an instance of its own, without sockets.
final class ApplicationUnderTest {
    let folder: TemporaryFolder
    let shared: SharedState
    let application: Application
    let catalogue: SQLiteCatalogue

    init(_ properties: [String: String] = [:]) throws {
        folder = try TemporaryFolder()
        let small = [
            "omero.web.shared.volatile_dir": folder.path("volatile"),
            "omero.web.thumbnail_cache.size": "16MiB",
            "omero.web.shared.durable_size": "16MiB",
        ]
        let settings = try SettingsSnapshot(small.merging(properties) { $1 })
        let instance = Instance(root: folder.path)
        shared = try SharedState(SharedStateConfiguration(settings, instance), as: .founder)
        let log = try ServerLog(instance, settings, logger: "test")
        application = try Application(instance, settings, shared, log)
        catalogue = try SQLiteCatalogue(path: instance.cataloguePath(settings))
    }

    /// Public access to everything, and more.
    static func open(_ properties: [String: String] = [:]) throws -> ApplicationUnderTest {
        let open = ["omero.web.public.enabled": "true", "omero.web.public.url_filter": "^/"]
        return try ApplicationUnderTest(open.merging(properties) { $1 })
    }

    /// A user in a group of his own name; answers his number.
    @discardableResult
    func addUser(
        _ name: String,
        password: String? = nil,
        level: GroupLevel = .isPrivate
    ) throws -> Int {
        let group = try catalogue.add(GroupDetails(name: name, level: level), by: .root)
        let details = PersonDetails(userName: name, firstName: "A", lastName: name)
        let hash = try password.map { try PasswordHash.make($0) }
        let user = NewExperimenter(details, groupIDs: [group], passwordHash: hash)
        defer { changed() }
        return try catalogue.add(user, by: .root)
    }

    /// Tells the worker that accounts were changed, as commands do.
    func changed() {
        do {
            try shared.people.advance()
        } catch {
            Issue.record(error)
        }
    }

    func ask(
        _ target: String,
        method: HTTP.Method = .get,
        _ fields: [(name: String, value: String)] = [],
        body: String = "",
        from peer: PeerAddress = .ipv4(0x0A00_0001, port: 1)
    ) -> Response {
        switch plan(target, method: method, fields, body: body, from: peer) {
        case .answer(let response): response
        case .work(let work), .asyncWork(let work): work()
        }
    }

    func plan(
        _ target: String,
        method: HTTP.Method = .get,
        _ fields: [(name: String, value: String)] = [],
        body: String = "",
        from peer: PeerAddress = .ipv4(0x0A00_0001, port: 1)
    ) -> RequestPlan {
        let parts = target.split(separator: "?", maxSplits: 1).map(String.init)
        let request = Request(
            method: method,
            target: RequestTarget(path: parts[0], query: parts.count > 1 ? parts[1] : nil),
            fields: RequestFields(fields),
            body: Array(body.utf8),
            peer: peer
        )
        return application.plan(request)
    }
}

extension Response {
    subscript(_ name: String) -> String? { fields.first { $0.name == name }?.value }

    var text: String {
        if case .bytes(let bytes) = body { String(decoding: bytes, as: UTF8.self) } else { "" }
    }
}
