import JSON
import Kernel
import OmeroWeb
import Settings

/// What a running master says of itself, read from its document.
struct ServerStatus: Equatable {
    struct Pool: Equatable {
        var name: String
        var size: Int
        var capacity: Int
        var acceptQueue: Int
        var slots: [Slot]
    }

    struct Slot: Equatable {
        var index: Int
        var crashes: Int
        var lastDeparture: String?
        var workers: [Member]
    }

    struct Member: Equatable {
        var process: Int
        var role: String
        var state: String
        var ageSeconds: Int
        var requests: Int
        var inFlight: Int
        var connections: Int
        var residentBytes: Int
    }

    var phase: String
    var process: Int
    var ageSeconds: Int
    var generation: Int
    var pools: [Pool]

    /// The document as the master wrote it last; nil when there is none.
    static func read(_ instance: Instance) throws -> ServerStatus? {
        try StatusFile.read(instance).flatMap { ServerStatus($0) }
    }

    /// A master writes every other second, so the first document may be a moment away.
    private static let firstDocumentSeconds = 5.0

    /// What the master with that number says; nil when it says nothing.
    static func awaited(from process: Int32, _ instance: Instance) throws -> ServerStatus? {
        var status: ServerStatus?
        _ = try Polling.wait(seconds: firstDocumentSeconds) {
            status = try read(instance)
            return status?.process == Int(process)
        }
        return status?.process == Int(process) ? status : nil
    }

    /// Nil when the text is not such a document.
    init?(_ text: String) {
        guard let json = JSONReader.document(text), let phase = json["phase"]?.string,
            let process = json["pid"]?.integer, let pools = json["pools"]?.elements
        else { return nil }
        self.phase = phase
        self.process = process
        ageSeconds = json["age_seconds"]?.integer ?? 0
        generation = json["generation"]?.integer ?? 0
        self.pools = pools.map(Pool.init)
    }
}

extension ServerStatus.Pool {
    fileprivate init(_ json: JSONValue) {
        name = json["name"]?.string ?? ""
        size = json["size"]?.integer ?? 0
        capacity = json["capacity"]?.integer ?? 0
        acceptQueue = json["accept_queue"]?.integer ?? 0
        slots = (json["slots"]?.elements ?? []).map(ServerStatus.Slot.init)
    }
}

extension ServerStatus.Slot {
    fileprivate init(_ json: JSONValue) {
        index = json["index"]?.integer ?? 0
        crashes = json["crashes"]?.integer ?? 0
        lastDeparture = json["last_departure"]?.string
        workers = (json["workers"]?.elements ?? []).map(ServerStatus.Member.init)
    }
}

extension ServerStatus.Member {
    fileprivate init(_ json: JSONValue) {
        process = json["pid"]?.integer ?? 0
        role = json["role"]?.string ?? ""
        state = json["state"]?.string ?? ""
        ageSeconds = json["age_seconds"]?.integer ?? 0
        requests = json["requests"]?.integer ?? 0
        inFlight = json["in_flight"]?.integer ?? 0
        connections = json["connections"]?.integer ?? 0
        residentBytes = json["rss_bytes"]?.integer ?? 0
    }
}
