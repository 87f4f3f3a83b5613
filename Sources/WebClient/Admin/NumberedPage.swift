import HTTP

/// A page of things in the order of their numbers, behind the one that a query names.
struct NumberedPage<Record> {
    let shown: ArraySlice<Record>
    /// The number after which the next page begins; nil on the last one.
    let next: Int?

    /// Things on one page.
    private static var countMax: Int { 500 }

    /// - Parameter records: all of them, ascending by their numbers.
    init(_ records: [Record], _ request: Request, id: (Record) -> Int) throws {
        let query = try QueryParameters(query: request.target.query)
        let after = query.first("after").flatMap { Int($0) } ?? -1
        let rest = records.drop { id($0) <= after }
        shown = rest.prefix(Self.countMax)
        next = rest.count > shown.count ? shown.last.map(id) : nil
    }
}
