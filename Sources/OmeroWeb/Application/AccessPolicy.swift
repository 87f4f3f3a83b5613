import HTTP
import Kernel
import Repository
import Settings
import SharedState
import Synchronization
import WebAccess

/// Who asks, and whether such a visitor may ask for the path at all; what of it he sees is the
/// affair of the endpoints.
final class AccessPolicy: Sendable {
    private let sessions: SessionTable
    private let people: Generation
    private let renderings: Generation
    private let actors: ActorRecords
    private let cookieName: String
    private let publicAccess: PublicAccess?
    private let proxies: TrustedProxies
    /// What may be downloaded, where no group says more.
    private let downloads: BinaryAccessPolicy

    init(_ settings: SettingsSnapshot, _ shared: SharedState, _ people: any People) throws {
        sessions = shared.sessions
        self.people = shared.people
        renderings = shared.renderings
        actors = ActorRecords(people)
        cookieName = settings[WebSettings.sessionCookieName]
        publicAccess = settings[WebSettings.publicEnabled] ? try PublicAccess(settings) : nil
        downloads = BinaryAccessPolicy(settings[WebSettings.binaryAccess])
        proxies = TrustedProxies(settings[WebSettings.trustedProxies])
    }

    /// Whose rights a request has.
    private enum Identity {
        case user(Int)
        /// The account that stands for the public.
        case account(String)
        /// The public where no account stands for it.
        case anybody
    }

    private typealias Question =
        (Identity, UInt64, MonotonicTime) throws ->
        ActorRecords.Answer?

    /// The visitor from memory and a read transaction; nil when the disk has to be asked.
    ///
    /// Throws when there is none who may ask for it.
    func visitorAtOnce(
        of request: Request,
        _ route: RouteDeclaration,
        atSeconds now: Int
    ) throws -> Visitor? {
        try find(request, route, now) { identity, generation, now in
            switch identity {
            case .user(let id): actors.remembered(id, generation, now: now)
            case .account(let name): actors.remembered(named: name, generation, now: now)
            case .anybody:
                actors.rememberedGroups(generation, now: now).map {
                    ActorRecords.Answer(actor: .anybody, groups: $0)
                }
            }
        }
    }

    /// The visitor of a request; may wait for the disk.
    ///
    /// Throws when there is none who may ask for it.
    func visitor(
        of request: Request,
        _ route: RouteDeclaration,
        atSeconds now: Int
    ) throws -> Visitor {
        let found = try find(request, route, now) { identity, generation, now in
            switch identity {
            case .user(let id): try actors.answer(id, generation, now: now)
            case .account(let name): try actors.answer(named: name, generation, now: now)
            case .anybody:
                ActorRecords.Answer(
                    actor: .anybody,
                    groups: try actors.groups(generation, now: now)
                )
            }
        }
        guard let found else { throw LoginRequired() }
        return found
    }

    private func find(
        _ request: Request,
        _ route: RouteDeclaration,
        _ now: Int,
        _ ask: Question
    ) throws -> Visitor? {
        // The generation is read before what it is about, so that a change meanwhile is noticed next
        // time.
        let token = try token(of: request)
        let (record, generation, renderings) = try sessions.lookup(
            token,
            with: people,
            and: renderings,
            atSeconds: now
        )
        func found(
            _ actor: Actor,
            _ groups: GroupRules,
            _ session: Visitor.ActiveSession?
        )
            -> Visitor
        {
            var visitor = visitor(request, actor, groups, session)
            visitor.renderingGeneration = renderings
            return visitor
        }
        if let token, let record {
            guard let answer = try ask(.user(record.userID), generation, .now()) else { return nil }
            if let actor = answer.actor {
                let session = Visitor.ActiveSession(token: token, record: record, seenSeconds: now)
                return found(withOpenGroups(actor), answer.groups, session)
            }
        }
        if let publicAccess, publicAccess.allows(request, route) {
            guard let answer = try ask(publicAccess.identity, generation, .now()) else {
                return nil
            }
            if let actor = answer.actor {
                return found(actor.asVisitor, answer.groups, nil)
            }
        }
        guard route.access == .everybody else { throw LoginRequired() }
        return Visitor(
            .stranger,
            address: proxies.client(of: request),
            isSecure: proxies.isSecure(request),
            isAdmitted: false
        )
    }

    /// A user sees no less than he would see without his account.
    private func withOpenGroups(_ actor: Actor) -> Actor {
        guard let publicAccess, case .anybody = publicAccess.identity else { return actor }
        var actor = actor
        actor.openGroups.formUnion(Actor.anybody.openGroups)
        return actor
    }

    private func visitor(
        _ request: Request,
        _ actor: Actor,
        _ groups: GroupRules,
        _ session: Visitor.ActiveSession?
    ) -> Visitor {
        Visitor(
            actor,
            levels: groups.levels,
            downloads: BinaryAccess(downloads, groups: groups.downloads),
            session: session,
            address: proxies.client(of: request),
            isSecure: proxies.isSecure(request)
        )
    }

    /// A token in the address counts for its own request alone: kept in a cookie it would let a link
    /// make somebody work in another's session.
    private func token(of request: Request) throws -> String? {
        let target = request.target
        if target.mayName("bsession"),
            let token = try QueryParameters(query: target.query).first("bsession")
        {
            return token
        }
        return request.cookie(cookieName)
    }

    /// Where a request came from, as far as its proxies can be believed.
    func client(of request: Request) -> PeerAddress { proxies.client(of: request) }

    /// Notes that the visitor was here; waits for other writers.
    func touch(_ visitor: Visitor, atSeconds now: Int) throws {
        guard let session = visitor.session else { return }
        try sessions.touch(session.token, session.record, atSeconds: now)
    }

    /// What visitors without a session may see, as `omero.web.public.*` say.
    private final class PublicAccess: Sendable {
        let identity: Identity
        private let isGetOnly: Bool
        private let filter: Mutex<Filter>

        /// The filter and what it said of paths lately, since searching a path costs microseconds.
        private struct Filter {
            let expression: Regex<AnyRegexOutput>
            var verdicts: [String: Bool] = [:]
        }

        private static let verdictsMax = 10_000

        init(_ settings: SettingsSnapshot) throws {
            let name = settings[WebSettings.publicUser]
            identity = name.isEmpty ? .anybody : .account(name)
            isGetOnly = settings[WebSettings.publicGetOnly]
            filter = Mutex(Filter(expression: try Regex(settings[WebSettings.publicFilter])))
        }

        /// The filter is searched in the path without the query, wherever it fits (OMERO's
        /// re.search).
        func allows(_ request: Request, _ route: RouteDeclaration) -> Bool {
            if isGetOnly && !request.method.isSafe && !route.readsByPost { return false }
            let path = request.target.path
            return filter.withLock { filter in
                if let verdict = filter.verdicts[path] { return verdict }
                let verdict = path.contains(filter.expression)
                if filter.verdicts.count >= Self.verdictsMax { filter.verdicts = [:] }
                filter.verdicts[path] = verdict
                return verdict
            }
        }
    }
}

/// There is no visitor who may ask for the path.
struct LoginRequired: Error {}

extension Method {
    /// Whether it changes nothing (RFC 9110 §9.2.1).
    var isSafe: Bool { self == .get || self == .head }
}

extension Actor {
    /// Somebody on a page for everybody, who sees nothing of anybody.
    fileprivate static let stranger = Actor(userID: KnownPeople.guest, role: .visitor)

    /// An account as the public has it: to look, whatever else it may.
    fileprivate var asVisitor: Actor {
        var actor = self
        actor.role = .visitor
        return actor
    }
}
