import HTTP

extension Request {
    /// The fields of a form whatever the body says it is.
    ///
    /// QuPath calls everything JSON that it sends as a text, empty bodies and forms too.
    func changeFields() throws -> FormFields {
        guard mediaType == "application/json" else { return try formFields() }
        guard !body.isEmpty else { return FormFields() }
        guard let text = String(validating: body, as: UTF8.self) else {
            throw FormError.notUTF8
        }
        let query = try QueryParameters(query: text)
        return FormFields(query.pairs.map { FormFields.Pair(name: $0.name, value: $0.value) })
    }
}

extension FormFields {
    /// Whether a field says yes, in any of OMERO's words for it.
    func isOn(_ name: String) -> Bool {
        guard let text = self[name] else { return false }
        return ["true", "yes", "y", "t", "1", "on"].contains(text.lowercased())
    }

    /// Numbers of a field that may be repeated.
    func numbers(_ name: String) throws -> [Int] {
        try all(name).map { text in
            guard let number = Int(text), number >= 0 else { throw Refusal.invalidParameter }
            return number
        }
    }

    /// A name for something; nil when there is none but blanks.
    var wantedName: String? {
        guard let name = self["name"], name.contains(where: { !$0.isWhitespace }) else {
            return nil
        }
        return name
    }
}
