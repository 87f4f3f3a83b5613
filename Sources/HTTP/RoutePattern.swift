/// The form of a path, such as `/webgateway/render_thumbnail/<id:int>/<w:int>/`.
package struct RoutePattern: Sendable, Equatable {
    enum Part: Sendable, Equatable {
        case text(String)
        case integer(String)
        /// One segment of any text.
        case word(String)
        /// The rest of the path, slashes included.
        case rest(String)
    }

    package let text: String
    let parts: [Part]
    let endsWithSlash: Bool

    /// Segments `<name:int>`, `<name>` and, at the end, `<name:path>` stand for parameters.
    package init(_ text: String) {
        self.text = text
        endsWithSlash = text.hasSuffix("/")
        parts = text.split(separator: "/").map { segment in
            guard segment.hasPrefix("<"), segment.hasSuffix(">") else {
                return .text(String(segment))
            }
            let inside = segment.dropFirst().dropLast()
            if inside.hasSuffix(":int") { return .integer(String(inside.dropLast(4))) }
            if inside.hasSuffix(":path") { return .rest(String(inside.dropLast(5))) }
            return .word(String(inside))
        }
    }

    /// As a label of metrics: `/webgateway/render_thumbnail/{id}/{w}/`.
    package var label: String {
        let names = parts.map { part in
            switch part {
            case .text(let text): text
            case .integer(let name), .word(let name), .rest(let name): "{\(name)}"
            }
        }
        return "/" + names.joined(separator: "/") + (endsWithSlash && !names.isEmpty ? "/" : "")
    }

    /// One place of the pattern where a path says something of its own.
    package struct Parameter: Sendable, Equatable {
        package let name: String
        package let isInteger: Bool
    }

    /// Its parameters in their order.
    package var parameters: [Parameter] {
        parts.compactMap { part in
            switch part {
            case .text: nil
            case .integer(let name): Parameter(name: name, isInteger: true)
            case .word(let name), .rest(let name): Parameter(name: name, isInteger: false)
            }
        }
    }

    /// The path before the first parameter, for the front server's configuration.
    package var literalPrefix: String {
        var prefix = "/"
        for case .text(let text) in parts.prefix(while: {
            if case .text = $0 { true } else { false }
        }) {
            prefix += text + "/"
        }
        return prefix
    }
}
