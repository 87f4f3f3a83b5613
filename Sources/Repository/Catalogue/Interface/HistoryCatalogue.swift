/// What was imported on which day; days are of universal time, and count from 1970.
package protocol HistoryCatalogue: Sendable {
    /// How many images were imported, by the days on which there were any.
    func importCounts(on days: Range<Int>, _ filter: ListFilter) throws -> [Int: Int]
    /// The images of a day, in the order in which they were imported.
    func images(
        importedOn day: Int,
        _ filter: ListFilter,
        offset: Int,
        limit: Int
    ) throws -> Listed<ImageRecord>
}
