/// A well as people write it: letters for the row, a number from 1 for the column.
///
/// `A1` is row 0, column 0.
package struct WellName: Sendable, Equatable {
    package let row: Int
    package let column: Int

    private static let first = Int(UInt8(ascii: "A"))
    private static let letterCount = 26
    /// Letters of a row; no plate comes near.
    private static let lettersMax = 3

    /// Nil for anything else.
    package init?(_ text: String) {
        let letters = text.uppercased().prefix { ("A"..."Z").contains($0) }
        guard (1...Self.lettersMax).contains(letters.count),
            let number = Int(text.dropFirst(letters.count)), number > 0
        else { return nil }
        row = letters.utf8.reduce(0) { $0 * Self.letterCount + Int($1) - Self.first + 1 } - 1
        column = number - 1
    }

    /// A to Z, then AA, AB and so on, for what counts from 0.
    package static func letters(_ index: Int) -> String {
        let letter = String(UnicodeScalar(UInt8(first + index % letterCount)))
        return index < letterCount ? letter : letters(index / letterCount - 1) + letter
    }
}

extension PlateRecord {
    /// Where a well lies, as the plate names its rows and columns: `A1`.
    package func place(of well: WellRecord) -> String {
        rowName(well.row) + columnName(well.column)
    }

    /// A letter, unless the plate says otherwise; rows count from 0.
    package func rowName(_ row: Int) -> String {
        rowNamingConvention?.lowercased() == "number" ? "\(row + 1)" : WellName.letters(row)
    }

    /// A number, unless the plate says otherwise; columns count from 0.
    package func columnName(_ column: Int) -> String {
        columnNamingConvention?.lowercased() == "letter"
            ? WellName.letters(column) : "\(column + 1)"
    }
}
