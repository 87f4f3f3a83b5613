import HTTP
import Kernel
import Settings
import SharedState
import Synchronization

/// Who asks, and whether such a visitor may see the path at all.
final class AccessPolicy: Sendable {
    private let sessions: SessionTable
    private let cookieName: String
    private let publicAccess: PublicAccess?
    private let proxies: TrustedProxies

    init(_ settings: SettingsSnapshot, _ sessions: SessionTable) throws {
        self.sessions = sessions
        cookieName = settings[WebSettings.sessionCookieName]
        publicAccess = settings[WebSettings.publicEnabled] ? try PublicAccess(settings) : nil
        proxies = TrustedProxies(settings[WebSettings.trustedProxies])
    }

    /// The visitor of a request; throws when there is none who may ask for it.
    ///
    /// - Parameter now: seconds since 1970.
    func visitor(
        of request: Request,
        _ route: RouteDeclaration,
        atSeconds now: Int
    ) throws -> Visitor {
        if let token = request.cookie(cookieName),
            let session = try sessions.lookup(token, atSeconds: now)
        {
            return .user(token: token, session, seenSeconds: now)
        }
        let address = proxies.client(of: request)
        if route.access == .everybody { return .stranger(address) }
        guard let publicAccess, publicAccess.allows(request) else { throw Refusal.notLoggedIn }
        return .stranger(address)
    }

    /// Where a request came from, as far as its proxies can be believed.
    func client(of request: Request) -> PeerAddress { proxies.client(of: request) }

    /// Notes that the visitor was here; waits for other writers.
    func touch(_ visitor: Visitor, atSeconds now: Int) throws {
        guard case .user(let token, let session, _) = visitor else { return }
        try sessions.touch(token, session, atSeconds: now)
    }
}

/// Who asks.
enum Visitor: Sendable {
    case user(token: String, SessionRecord, seenSeconds: Int)
    /// Nobody we know, at an address.
    case stranger(PeerAddress)

    /// Whom limits count: the user, else the address, an IPv6 one by its network of 64 bits.
    var subject: RateLimitSubject {
        switch self {
        case .user(_, let session, _): .user(session.userID)
        case .stranger(.ipv4(let address, _)): .ipv4(address)
        case .stranger(.ipv6(let network, _, _)): .ipv6Network(network)
        case .stranger(.local): .local
        }
    }

    /// The session's last-seen time is to be written, which is no work for a loop.
    var mustBeTouched: Bool {
        guard case .user(_, let session, let seenSeconds) = self else { return false }
        return seenSeconds - session.lastSeenSeconds >= SessionTable.touchSeconds
    }
}

extension Refusal {
    static let notLoggedIn = Refusal(.forbidden, "Not logged in")
}

/// What visitors without a session may see, as `omero.web.public.*` say.
private final class PublicAccess: Sendable {
    private let isGetOnly: Bool
    private let filter: Mutex<Filter>

    /// The filter and what it said of paths lately, since searching a path costs microseconds.
    private struct Filter {
        let expression: Regex<AnyRegexOutput>
        var verdicts: [String: Bool] = [:]
    }

    private static let verdictsMax = 10_000

    init(_ settings: SettingsSnapshot) throws {
        isGetOnly = settings[WebSettings.publicGetOnly]
        filter = Mutex(Filter(expression: try Regex(settings[WebSettings.publicFilter])))
    }

    /// The filter is searched in the path without the query, wherever it fits (OMERO's re.search).
    func allows(_ request: Request) -> Bool {
        if isGetOnly && request.method != .get && request.method != .head { return false }
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
