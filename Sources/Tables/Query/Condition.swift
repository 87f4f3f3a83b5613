/// Which rows of a table are wanted, in the words of PyTables: `(Well == 3) & (Area > 10.5)`.
package struct Condition: Sendable {
    let root: Term
    /// The places of the columns that it is about.
    let columns: Set<Int>

    /// A condition whose names are places, and whose types fit.
    indirect enum Term: Sendable {
        case column(Int)
        case constant(ColumnValues)
        case unary(UnaryOperator, Term)
        case binary(BinaryOperator, Term, Term)
        case comparison(Comparison, Term, Term)
    }

    /// Reads a query about these columns; nil for `*`, which means all rows.
    ///
    /// `Word-7` is short for `Word == 7`; `Image`, `Roi`, `Plate` and `Well` are also found in small
    /// letters, as older tables have them.
    package static func reading(
        _ query: String,
        _ columns: [TableColumn]
    ) throws(ConditionError) -> Condition? {
        if query == "*" { return nil }
        if let condition = short(query, columns) { return condition }
        return try Condition(query, columns)
    }

    package init(_ query: String, _ columns: [TableColumn]) throws(ConditionError) {
        var binding = ConditionBinding(columns)
        let (term, type) = try binding.term(ConditionParser.expression(query))
        guard type == .boolean else {
            throw ConditionError(1, "a condition is true or false, and this is a \(type.rawValue)")
        }
        root = term
        self.columns = binding.used
    }

    private init(_ root: Term, _ columns: Set<Int>) {
        self.root = root
        self.columns = columns
    }

    private static let oldNames: Set<String> = ["Image", "Roi", "Plate", "Well"]

    private static func short(_ query: String, _ columns: [TableColumn]) -> Condition? {
        guard let mark = query.lastIndex(of: "-"),
            case let digits = query[query.index(after: mark)...],
            !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            let number = Int(digits)
        else { return nil }
        let name = String(query[..<mark])
        let old = oldNames.contains(name) ? name.lowercased() : name
        let place =
            columns.firstIndex { $0.name == name } ?? columns.firstIndex { $0.name == old }
        guard let place, case .longs = columns[place].type.storage else { return nil }
        return Condition(
            .comparison(.equal, .column(place), .constant(.longs([number]))),
            [place]
        )
    }
}
