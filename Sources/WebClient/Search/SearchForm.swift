import HTTP
import Repository

/// What the form of the search asks for.
struct SearchForm: Equatable {
    let text: String
    /// In the order of the answer.
    let kinds: [ObjectKind]
    let fields: SearchFields
    /// Nil for all.
    let groupID: Int?
    let ownerID: Int?
    /// Days since 1970, of the acquisition or of the import.
    let days: ClosedRange<Int>?
    let isAcquisitionDate: Bool

    private static let words: [(name: String, kind: ObjectKind)] = [
        ("projects", .project), ("screens", .screen), ("datasets", .dataset),
        ("plates", .plate), ("wells", .well), ("images", .image),
    ]

    /// Nil without a query.
    ///
    /// - Throws: `Refusal` for numbers and dates that are none.
    init?(_ query: QueryParameters) throws {
        let name = Self.isOn(query, "advanced") ? "advanced_search" : "query"
        guard query.first("query") != nil else { return nil }
        text = query.first(name) ?? ""
        let types = Set(query.all("datatype"))
        kinds =
            types.isEmpty
            ? [.image] : Self.words.filter { types.contains($0.name) }.map(\.kind)
        fields = Self.fields(query.all("field"))
        groupID = try Self.number(query, "searchGroup")
        ownerID = try Self.number(query, "ownedBy")
        days = try Self.days(query)
        isAcquisitionDate = Self.isOn(query, "useAcquisitionDate")
    }

    /// All when none is named; what this catalogue keeps no words of finds nothing.
    private static func fields(_ names: [String]) -> SearchFields {
        if names.isEmpty { return .all }
        return names.reduce(into: []) { fields, name in
            switch name {
            case "name": fields.insert(.name)
            case "description": fields.insert(.description)
            case "annotation": fields.insert(.annotations)
            default: break
            }
        }
    }

    private static func isOn(_ query: QueryParameters, _ name: String) -> Bool {
        ["true", "on", "1"].contains(query.first(name)?.lowercased())
    }

    /// Nil for all, which clients write as nothing, `all` or -1.
    private static func number(_ query: QueryParameters, _ name: String) throws -> Int? {
        guard let text = query.first(name), !["", "all", "None"].contains(text) else { return nil }
        guard let number = Int(text) else { throw Refusal.invalidParameter }
        return number < 0 ? nil : number
    }

    private static func days(_ query: QueryParameters) throws -> ClosedRange<Int>? {
        let (start, end) = (query.first("startdateinput"), query.first("enddateinput"))
        guard let start, !start.isEmpty else { return nil }
        let first = try day(start)
        let last = try end.flatMap { $0.isEmpty ? nil : try day($0) } ?? Int.max
        guard first <= last else { throw Refusal.invalidParameter }
        return first...last
    }

    /// A date such as 2016-05-04.
    private static func day(_ text: String) throws -> Int {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
        guard parts.count == 3, let year = parts[0], let month = parts[1], let day = parts[2],
            let seconds = HTTPDate.unixSeconds(year: year, month: month, day: day)
        else { throw Refusal.invalidParameter }
        return seconds / 86_400
    }

    /// Numbers that are the whole query, with blanks or commas between them.
    var ids: [Int] {
        let parts = text.split { $0 == " " || $0 == "," }
        let numbers = parts.compactMap { Int($0) }
        guard numbers.count == parts.count else { return [] }
        var seen: Set<Int> = []
        return numbers.prefix(Self.idsMax).filter { $0 >= 0 && seen.insert($0).inserted }
    }

    /// Most numbers of one query.
    private static let idsMax = 100
}
