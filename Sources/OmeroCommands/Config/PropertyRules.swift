import Settings

/// What a property must be before it is written.
enum PropertyRules {
    /// Refuses names and values with OMERO's words, or with those of the catalogue.
    static func check(_ name: String, _ value: String) throws {
        try checkName(name)
        guard ConfigurationDocument.canHold(value) else {
            throw CommandFailure(.badData, "\(name): control characters cannot be kept")
        }
        try SettingsCatalogue.validate(name, value)
    }

    static func checkName(_ name: String) throws {
        let isPlain = name.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
                || (0x61...0x7A).contains(byte) || "._-".utf8.contains(byte)
        }
        guard isPlain, !name.isEmpty else {
            throw CommandFailure(.usage, "Illegal property name: \(name)")
        }
    }

    /// Says of a property that is kept but not obeyed that it is so.
    static func warn(_ name: String, _ console: Console) throws {
        guard let note = SettingsCatalogue.note(on: name) else { return }
        try console.message("WARNING: \(name) is kept but has no effect: \(note)")
    }

    /// OMERO shows no value whose name says it is a password.
    static func isSecret(_ name: String) -> Bool {
        let lower = name.lowercased()
        return lower.hasSuffix("pass") || lower.hasSuffix("password")
    }
}
