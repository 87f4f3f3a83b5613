import Repository
import WebGateway

extension PlateRecord {
    /// Where a well lies, as the plate names its rows and columns: `A1`.
    func place(of well: WellRecord) -> String { rowName(well.row) + columnName(well.column) }

    /// A letter, unless the plate says otherwise; rows count from 0.
    func rowName(_ row: Int) -> String {
        rowNamingConvention == "number" ? "\(row + 1)" : PlateLabels.letters(row)
    }

    /// A number, unless the plate says otherwise; columns count from 0.
    func columnName(_ column: Int) -> String {
        columnNamingConvention == "letter" ? PlateLabels.letters(column) : "\(column + 1)"
    }
}
