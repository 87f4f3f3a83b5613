import HTTP
import Mail
import Repository

/// A letter to users as its form has it, with what was typed wrongly too: it comes back as it was.
struct EmailForm: Equatable {
    var everyone = false
    /// Whether those get it as well who cannot log in.
    var inactive = false
    var experimenterIDs: Set<Int> = []
    var groupIDs: Set<Int> = []
    /// Addresses that everybody sees, with commas or semicolons between them.
    var cc = ""
    var subject = ""
    var message = ""

    /// Longest subject in Unicode scalars.
    static let subjectScalarsMax = 255
    static let messageBytesMax = 256 << 10
    /// People and copies together.
    static let recipientsMax = 10_000
    /// Copies alone: they stand in the head of every message.
    static let copiesMax = 100

    init() {}

    /// From the fields of OMERO's form, and `remaining`, ids with commas between them: more people
    /// than a form has fields.
    ///
    /// - Throws: for what is no number where one should be, which no form of ours sends.
    init(_ fields: FormFields) throws(Refusal) {
        everyone = fields["everyone"] != nil
        inactive = fields["inactive"] != nil
        let remaining = fields.all("remaining").flatMap {
            $0.split(separator: ",").map(String.init)
        }
        experimenterIDs = try Self.ids("experimenters", fields.all("experimenters") + remaining)
        groupIDs = try Self.ids("groups", fields.all("groups"))
        cc = fields["cc"] ?? ""
        subject = fields["subject"] ?? ""
        message = Self.lines(fields["message"] ?? "")
    }

    private static func ids(_ name: String, _ texts: [String]) throws(Refusal) -> Set<Int> {
        var ids: Set<Int> = []
        for text in texts {
            guard let id = Int(text) else {
                throw Refusal(.badRequest, "\(name): expected numbers, not '\(text.prefix(40))'")
            }
            ids.insert(id)
        }
        return ids
    }

    /// Forms end their lines with CR LF (HTML Standard, constructing the entry list).
    private static func lines(_ text: String) -> String {
        var lines = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if scalar == "\n", lines.last == "\r" { lines.removeLast() }
            lines.append(scalar)
        }
        return String(lines)
    }

    /// The addresses of the copies.
    ///
    /// - Throws: `invalid` for the first field that cannot be sent.
    func copies() throws(PeopleError) -> [MailAddress] {
        try check("subject", subject, Self.isSubject(subject), "one line of 1 to 255 characters")
        let isMessage = (1...Self.messageBytesMax).contains(message.utf8.count)
        try check("message", message, isMessage, "1 to \(Self.messageBytesMax) bytes")
        var copies: [MailAddress] = []
        for part in cc.split(whereSeparator: { $0 == "," || $0 == ";" }) {
            let text = String(part.trimmingBlanks)
            if text.isEmpty { continue }
            guard let address = MailAddress(text) else {
                throw Self.invalid("cc", text, "addresses with commas between them")
            }
            copies.append(address)
        }
        try check("cc", cc, copies.count <= Self.copiesMax, "at most \(Self.copiesMax) addresses")
        return copies
    }

    private static func isSubject(_ text: String) -> Bool {
        let scalars = text.unicodeScalars
        return (1...subjectScalarsMax).contains(scalars.count)
            && scalars.allSatisfy { $0.properties.generalCategory != .control }
    }

    private func check(
        _ name: String,
        _ value: String,
        _ holds: Bool,
        _ expected: String
    ) throws(PeopleError) {
        if !holds { throw Self.invalid(name, value, expected) }
    }

    private static func invalid(_ name: String, _ value: String, _ expected: String) -> PeopleError
    {
        .invalid(name: name, value: String(value.prefix(40)), expected: expected)
    }
}
