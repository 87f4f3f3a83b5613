/// The tables that channels can be drawn with, in the order of their names.
package struct LookUpTables: Sendable {
    package let all: [LookUpTable]
    private let indices: [String: Int]

    package static let generated = LookUpTables()

    /// The tables of this program, and others, which take the place of those with the same path.
    package init(adding others: [LookUpTable] = []) {
        var tables: [String: LookUpTable] = [:]
        for table in GeneratedLookUpTables.all + others { tables[table.path] = table }
        all = tables.values.sorted {
            let names = ($0.name.lowercased(), $1.name.lowercased())
            return names.0 == names.1 ? $0.path < $1.path : names.0 < names.1
        }
        // Of several with one name the first is asked for by it.
        indices = Dictionary(all.enumerated().map { ($1.name, $0) }) { first, _ in first }
    }

    /// The table of exactly that base name, ending included.
    package subscript(name: String) -> LookUpTable? { indices[name].map { all[$0] } }
}
