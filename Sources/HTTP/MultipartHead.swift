/// What the head of a part says.
package struct MultipartHead: Sendable, Equatable {
    package let name: String
    /// Nil for a field that is no file; without the folders that some clients send.
    package let fileName: String?
    /// As the client says; nil when it does not.
    package let mediaType: String?

    /// - Parameter bytes: the lines without the blank one behind them.
    init(_ bytes: ArraySlice<UInt8>) throws(FormError) {
        guard let text = String(validating: bytes, as: UTF8.self) else { throw .notUTF8 }
        var disposition: [(name: String, value: String)]?
        var mediaType: String?
        for line in text.split(separator: "\r\n") {
            guard let colon = line.firstIndex(of: ":") else { continue }
            let value = line[line.index(after: colon)...]
            switch line[..<colon].lowercased() {
            case "content-disposition": disposition = Self.parameters(value)
            case "content-type": mediaType = String(MultipartForm.trimmed(value))
            default: break
            }
        }
        guard let name = disposition?.first(where: { $0.name == "name" })?.value else {
            throw .malformed("a part without a name")
        }
        self.name = name
        fileName = disposition?.first { $0.name == "filename" }.map { Self.lastName($0.value) }
        self.mediaType = mediaType
        let isOtherFile = disposition?.contains { $0.name == "filename*" } ?? false
        if isOtherFile, fileName == nil { throw .malformed("a file without a plain name") }
    }

    /// The parameters of a disposition; quoted values end at the next quote behind no backslash.
    private static func parameters(_ text: Substring) -> [(name: String, value: String)] {
        var parameters: [(name: String, value: String)] = []
        var rest = text[...]
        while let semicolon = rest.firstIndex(of: ";") {
            rest = rest[rest.index(after: semicolon)...]
            guard let equals = rest.firstIndex(where: { $0 == "=" || $0 == ";" }),
                rest[equals] == "="
            else { continue }
            let name = MultipartForm.trimmed(rest[..<equals]).lowercased()
            rest = rest[rest.index(after: equals)...]
            parameters.append((name, value(&rest)))
        }
        return parameters
    }

    private static func value(_ rest: inout Substring) -> String {
        guard rest.first == "\"" else {
            let end = rest.firstIndex(of: ";") ?? rest.endIndex
            defer { rest = rest[end...] }
            return String(MultipartForm.trimmed(rest[..<end]))
        }
        rest.removeFirst()
        var value = ""
        while let character = rest.popFirst(), character != "\"" {
            let isEscape = character == "\\" && (rest.first == "\"" || rest.first == "\\")
            value.append(isEscape ? rest.removeFirst() : character)
        }
        return value
    }

    private static func lastName(_ path: String) -> String {
        path.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? ""
    }
}
