/// Finds the route of a path.
///
/// The first route that fits wins. Paths are compared as bytes.
package struct Router<Route: Sendable>: Sendable {
    package enum Match: Sendable {
        case found(Route, RouteParameters)
        /// Only the slash at the end is missing; OMERO's clients expect 301 to the whole path.
        case missingSlash
        case none
    }

    private let prefix: [UInt8]
    /// The routes that may fit a path, by a hash of its first two segments; a route with a parameter
    /// there may fit any path.
    private let routes: [UInt64: [Entry]]
    /// The routes for paths that begin like none of these.
    private let others: [Entry]

    /// An object, so that looking at it copies nothing.
    private final class Entry: Sendable {
        let pattern: RoutePattern
        let route: Route

        init(_ pattern: RoutePattern, _ route: Route) {
            self.pattern = pattern
            self.route = route
        }
    }

    /// `prefix` such as `/omero` is taken off each path first; paths without it have no route.
    package init(prefix: String = "", _ routes: [(pattern: RoutePattern, route: Route)]) {
        self.prefix = Array(prefix.utf8)
        let entries = routes.map { Entry($0.pattern, $0.route) }
        let starts = Set(entries.compactMap(\.pattern.startHash))
        self.routes = Dictionary(
            uniqueKeysWithValues: starts.map { start in
                (start, entries.filter { ($0.pattern.startHash ?? start) == start })
            }
        )
        others = entries.filter { $0.pattern.startHash == nil }
    }

    package func match(path: String) -> Match {
        let path = Array(path.utf8)
        guard let start = startAfterPrefix(path), let segments = PathSegments(path, from: start)
        else { return .none }
        var isMissingSlash = false
        for entry in routes[segments.startHash] ?? others {
            guard let parameters = segments.parameters(of: entry.pattern) else { continue }
            if entry.pattern.endsWithSlash == segments.endsWithSlash || entry.pattern.takesRest {
                return .found(entry.route, parameters)
            }
            if entry.pattern.endsWithSlash { isMissingSlash = true }
        }
        return isMissingSlash ? .missingSlash : .none
    }

    /// Where the application's own path begins; nil when the prefix does not stand before it.
    private func startAfterPrefix(_ path: [UInt8]) -> Int? {
        guard path.starts(with: prefix) else { return nil }
        return path.count == prefix.count || path[prefix.count] == UInt8(ascii: "/")
            ? prefix.count : nil
    }
}

extension RoutePattern {
    /// That of the paths which begin with its first two segments, or the only one; nil when one of
    /// them is a parameter.
    fileprivate var startHash: UInt64? {
        let texts = parts.prefix(2).map { part in
            if case .text(let text) = part { text } else { nil as String? }
        }
        guard !texts.contains(nil) else { return nil }
        let path = Array(texts.map { "/" + ($0 ?? "") }.joined().utf8)
        return PathSegments(path, from: 0)?.startHash
    }
}
