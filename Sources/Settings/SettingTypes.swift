extension Setting where Value == Int {
    static func integer(
        _ name: String,
        in range: ClosedRange<Int>,
        default value: Int,
        _ help: String
    ) -> Self {
        let isOpen = range.upperBound == .max
        return Setting(
            name: name,
            defaultText: "\(value)",
            accepted: isOpen
                ? "a whole number from \(range.lowerBound)"
                : "a whole number from \(range.lowerBound) to \(range.upperBound)",
            help: help
        ) { text in Int(text).flatMap { range.contains($0) ? $0 : nil } }
    }

    /// A number of bytes, with or without a unit: `64KiB`, `512MiB`, `1GiB`, `1000000`.
    static func bytes(_ name: String, default text: String, _ help: String) -> Self {
        Setting(
            name: name,
            defaultText: text,
            accepted: "a number of bytes such as 1048576, 64KiB, 512MiB or 1GiB",
            help: help,
            parse: ByteCount.parse
        )
    }
}

extension Setting where Value == Double {
    /// A time in seconds; 0 has a meaning of its own where the help says so.
    static func seconds(_ name: String, default value: Double, _ help: String) -> Self {
        Setting(
            name: name,
            defaultText: value == value.rounded() ? "\(Int(value))" : "\(value)",
            accepted: "a time in seconds from 0 to 604800",
            help: help
        ) { text in Double(text).flatMap { (0...604_800).contains($0) ? $0 : nil } }
    }
}

extension Setting where Value == Bool {
    /// OMERO's reading of truth: `true`, `1` and `t` in any case; the opposites are false.
    static func boolean(_ name: String, default value: Bool, _ help: String) -> Self {
        Setting(
            name: name,
            defaultText: value ? "true" : "false",
            accepted: "true or false",
            help: help
        ) { text in
            switch text.lowercased() {
            case "true", "1", "t": true
            case "false", "0", "f": false
            default: nil
            }
        }
    }
}

extension Setting where Value == String {
    static func text(_ name: String, default value: String, _ help: String) -> Self {
        Setting(name: name, defaultText: value, accepted: "a text", help: help) { $0 }
    }

    static func choice(
        _ name: String,
        of choices: [String],
        default value: String,
        _ help: String
    ) -> Self {
        Setting(
            name: name,
            defaultText: value,
            accepted: choices.joined(separator: " or "),
            help: help
        ) { choices.contains($0) ? $0 : nil }
    }

    /// A numeric address without its port.
    static func host(_ name: String, default value: String, _ help: String) -> Self {
        Setting(
            name: name,
            defaultText: value,
            accepted: "a numeric address such as 127.0.0.1 or ::1",
            help: help
        ) { NumericHost.isValid($0) ? $0 : nil }
    }

    /// The name of a cookie: a token of RFC 9110 §5.6.2.
    static func cookieName(_ name: String, default value: String, _ help: String) -> Self {
        Setting(
            name: name,
            defaultText: value,
            accepted: "letters, digits and the characters - _ . ~",
            help: help
        ) { text in !text.isEmpty && !text.contains("/") && PlainPath.isPlain(text) ? text : nil }
    }

    /// A pattern that is searched in a text.
    static func regularExpression(_ name: String, default value: String, _ help: String) -> Self {
        Setting(
            name: name,
            defaultText: value,
            accepted: "a regular expression",
            help: help
        ) { text in RegularExpression.isValid(text) ? text : nil }
    }
}

extension Setting where Value == [String] {
    /// A JSON list of numeric addresses, and `unix` for sockets in the file system.
    static func hosts(_ name: String, default value: String, _ help: String) -> Self {
        Setting(
            name: name,
            defaultText: value,
            accepted: #"a JSON list of numeric addresses such as ["127.0.0.1", "unix"]"#,
            help: help
        ) { text in
            JSONList.texts(text).flatMap { hosts in
                hosts.allSatisfy { $0 == "unix" || NumericHost.isValid($0) } ? hosts : nil
            }
        }
    }

    /// A JSON list of texts, as OMERO writes lists.
    static func list(_ name: String, default json: String = "[]", _ help: String) -> Self {
        Setting(
            name: name,
            defaultText: json,
            accepted: #"a JSON list of texts such as ["a", "b"]"#,
            help: help,
            parse: JSONList.texts
        )
    }
}

extension Setting where Value == ListenAddress? {
    /// A numeric address and a port, or `off`.
    static func address(_ name: String, default text: String, _ help: String) -> Self {
        Setting(
            name: name,
            defaultText: text,
            accepted: "HOST:PORT with a numeric host such as 127.0.0.1:4082, or off",
            help: help
        ) { text in
            if text == "off" { return .some(nil) }
            return ListenAddress(text).map { $0 }
        }
    }
}

extension Setting where Value == Int? {
    /// A limit in bytes, or `off`.
    static func byteLimit(_ name: String, _ help: String) -> Self {
        Setting(
            name: name,
            defaultText: "off",
            accepted: "off, or a number of bytes such as 500MiB or 10GiB",
            help: help
        ) { text in text == "off" ? .some(nil) : ByteCount.parse(text).map { $0 } }
    }

    /// A limit as a number, or `off`.
    static func countLimit(_ name: String, _ help: String) -> Self {
        Setting(
            name: name,
            defaultText: "off",
            accepted: "off, or a whole number from 1",
            help: help
        ) { text in
            if text == "off" { return .some(nil) }
            return Int(text).flatMap { $0 > 0 ? $0 : nil }
        }
    }
}

extension Setting where Value == RateLimitSetting? {
    static func rateLimit(_ name: String, _ help: String) -> Self {
        Setting(
            name: name,
            defaultText: "off",
            accepted: "off, or a form such as '100/s burst 200', with ' dry-run' to count only",
            help: help
        ) { text in
            if text == "off" { return .some(nil) }
            return RateLimitSetting(text).map { $0 }
        }
    }
}
