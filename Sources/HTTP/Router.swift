/// Finds the route of a path.
///
/// Routes with one first segment are tried in their order; the first that fits wins. Paths are compared as bytes.
package struct Router<Route: Sendable>: Sendable {
    package enum Match: Sendable {
        case found(Route, RouteParameters)
        /// Only the slash at the end is missing; OMERO's clients expect 301 to the whole path.
        case missingSlash
        case none
    }

    private let routes: [(pattern: RoutePattern, route: Route)]
    /// Indexes of the routes that may fit, by first segment; nil for those that begin otherwise.
    private let groups: [(first: [UInt8]?, indexes: [Int])]
    private let prefix: [UInt8]

    /// `prefix` such as `/omero` is taken off each path first; paths without it have no route.
    package init(prefix: String = "", _ routes: [(pattern: RoutePattern, route: Route)]) {
        self.prefix = Array(prefix.utf8)
        self.routes = routes
        var groups: [(first: [UInt8]?, indexes: [Int])] = []
        for (index, entry) in routes.enumerated() {
            let first = entry.pattern.firstText
            if let place = groups.firstIndex(where: { $0.first == first }) {
                groups[place].indexes.append(index)
            } else {
                groups.append((first, [index]))
            }
        }
        self.groups = groups
    }

    package func match(path: String) -> Match {
        let path = Array(path.utf8)
        guard let start = startAfterPrefix(path), let segments = PathSegments(path, from: start)
        else { return .none }
        var isMissingSlash = false
        for group in groups where group.first.map(segments.startsWith) ?? true {
            for index in group.indexes {
                let (pattern, route) = routes[index]
                guard let parameters = segments.parameters(of: pattern) else { continue }
                if pattern.endsWithSlash == segments.endsWithSlash || pattern.takesRest {
                    return .found(route, parameters)
                }
                if pattern.endsWithSlash { isMissingSlash = true }
            }
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
    fileprivate var firstText: [UInt8]? {
        if case .text(let text)? = parts.first { Array(text.utf8) } else { nil }
    }
}
