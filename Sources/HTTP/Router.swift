/// Finds the route of a path.
///
/// Routes are tried in their order; the first that fits wins.
package struct Router<Route: Sendable>: Sendable {
    package enum Match: Sendable {
        case found(Route, RouteParameters)
        /// Only the slash at the end is missing; OMERO's clients expect 301 to the whole path.
        case missingSlash
        case none
    }

    private let routes: [(pattern: RoutePattern, route: Route)]
    /// Indexes of the routes that may fit, by first segment; those without one are under "".
    private let byFirst: [String: [Int]]
    private let prefix: String

    /// `prefix` such as `/omero` is taken off each path first; paths without it have no route.
    package init(prefix: String = "", _ routes: [(pattern: RoutePattern, route: Route)]) {
        self.prefix = prefix
        self.routes = routes
        var byFirst: [String: [Int]] = [:]
        for (index, entry) in routes.enumerated() {
            var first = ""
            if case .text(let text)? = entry.pattern.parts.first { first = text }
            byFirst[first, default: []].append(index)
        }
        self.byFirst = byFirst
    }

    package func match(path: String) -> Match {
        guard let path = strip(path) else { return .none }
        let segments = path.split(separator: "/", omittingEmptySubsequences: true)
        if path.utf8.contains(0x2F), path.contains("//") { return .none }
        let hasSlash = path.utf8.last == 0x2F
        let candidates =
            (segments.first.flatMap { byFirst[String($0)] } ?? []) + (byFirst[""] ?? [])
        var isMissingSlash = false
        for index in candidates {
            let (pattern, route) = routes[index]
            guard let parameters = parameters(of: pattern, segments, path) else { continue }
            if pattern.endsWithSlash == hasSlash || pattern.takesRest {
                return .found(route, parameters)
            }
            if pattern.endsWithSlash { isMissingSlash = true }
        }
        return isMissingSlash ? .missingSlash : .none
    }

    private func strip(_ path: String) -> Substring? {
        if prefix.isEmpty { return path[...] }
        guard path.hasPrefix(prefix) else { return nil }
        let rest = path.dropFirst(prefix.count)
        if rest.isEmpty { return "/" }
        return rest.hasPrefix("/") ? rest : nil
    }

    private func parameters(
        of pattern: RoutePattern,
        _ segments: [Substring],
        _ path: Substring
    ) -> RouteParameters? {
        guard pattern.parts.count == segments.count || pattern.takesRest else { return nil }
        var parameters = RouteParameters()
        for (index, part) in pattern.parts.enumerated() {
            if case .rest(let name) = part {
                guard index < segments.count,
                    let text = PercentCoding.decode(path[segments[index].startIndex...])
                else { return nil }
                parameters.texts.append((name, text))
                return parameters
            }
            guard index < segments.count else { return nil }
            let segment = segments[index]
            switch part {
            case .text(let text):
                guard segment == text else { return nil }
            case .integer(let name):
                guard let number = Int(segment), segment.utf8.first != 0x2B else { return nil }
                parameters.integers.append((name, number))
            case .word(let name):
                guard let text = PercentCoding.decode(segment) else { return nil }
                parameters.texts.append((name, text))
            case .rest: return nil
            }
        }
        return parameters
    }
}

extension RoutePattern {
    fileprivate var takesRest: Bool {
        if case .rest? = parts.last { true } else { false }
    }
}

/// What a path says in the places of its pattern's parameters.
package struct RouteParameters: Sendable {
    var integers: [(name: String, value: Int)] = []
    var texts: [(name: String, value: String)] = []

    package init() {}

    /// The number at that name; nil when the pattern has none.
    package func integer(_ name: String) -> Int? {
        integers.first { $0.name == name }?.value
    }

    package func text(_ name: String) -> String? {
        texts.first { $0.name == name }?.value
    }
}
