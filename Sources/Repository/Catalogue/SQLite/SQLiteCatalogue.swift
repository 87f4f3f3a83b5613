import Kernel
import SQLite

/// The catalogue in one SQLite file, which all processes of a machine read and write.
package final class SQLiteCatalogue: Catalogue {
    let database: Database
    private let marks = ListMarks()

    /// The catalogue of a million images takes about one GiB.
    private static let mappedBytes = 2 << 30

    /// Opens the file, made with its folder when it is missing, and brings its layout up to date.
    ///
    /// A durable catalogue loses nothing that was committed even when the machine stops; otherwise
    /// the last transactions may be missing then, which an importer can afford and gains by.
    package init(path: String, isDurable: Bool = true) throws {
        if let slash = path.lastIndex(of: "/"), slash != path.startIndex {
            try Directory.create(String(path[..<slash]), mode: 0o700)
        }
        var options = Connection.Options()
        options.isDurable = isDurable
        options.mappedBytes = Self.mappedBytes
        database = try Database(path: path, options: options)
        try Migrations.catalogue.apply(to: database)
    }

    package func changeCounter() throws -> Int { try database.changeCounter() }

    /// One page of a list by name, each record read by its number.
    func listed<Record: Sendable>(
        _ kind: ObjectKind,
        _ filter: ListFilter,
        _ page: ListPage,
        read: (Int, Connection) throws -> Record?
    ) throws -> Listed<Record> {
        let counter = try changeCounter()
        return try database.read { connection in
            let queries = ListQueries(kind: kind)
            let scope = try queries.scope(filter, connection)
            let list = queries.text(scope.strips, isOrphaned: filter.isOrphaned, ListPlace.start)
            let count = scope.strips.count <= ListQueries.stripsMax ? scope.totalCount : nil
            let entries = try marked(page, in: list, counter, ofCount: count) { place in
                try queries.entries(scope, isOrphaned: filter.isOrphaned, place, connection)
            }
            let records = try entries.compactMap { try read($0.id, connection) }
            return Listed(records: records, totalCount: scope.totalCount)
        }
    }

    /// One page of what a container holds; nil when there is no such container.
    func members<Record: Sendable>(
        _ link: ObjectLink,
        of parent: Int,
        ownerID: Int?,
        _ page: ListPage,
        read: (Int, Connection) throws -> Record?
    ) throws -> Listed<Record>? {
        let counter = try changeCounter()
        return try database.read { connection in
            guard try exists(ObjectReference(link.parent, parent), connection) else { return nil }
            let queries = MemberQueries(link: link)
            let count = try queries.count(of: parent, ownerID: ownerID, connection)
            let list = "\(parent) \(queries.text(ownerID: ownerID, ListPlace.start))"
            let entries = try marked(page, in: list, counter, ofCount: count) { place in
                try queries.entries(of: parent, ownerID: ownerID, place, connection)
            }
            let records = try entries.compactMap { try read($0.id, connection) }
            return Listed(records: records, totalCount: count)
        }
    }

    /// Reads a page from the nearest mark or end, and leaves a mark at its end.
    ///
    /// - Parameter count: rows of the list; nil where it cannot be read from its end.
    private func marked(
        _ page: ListPage,
        in list: ListMarks.Key,
        _ counter: Int,
        ofCount count: Int?,
        read: (ListPlace) throws -> [ListEntry]
    ) throws -> [ListEntry] {
        var place = marks.nearer(ListPlace(page), in: list, counter: counter)
        if let count, let fromEnd = place.fromEnd(ofList: count) {
            return try read(fromEnd).reversed()
        }
        // A long way is gone in steps that leave marks of their own for the next.
        while case .offset(let offset) = page.start, place.skippedCount > ListMarks.stepCount {
            var step = place
            step.skippedCount = ListMarks.stepCount - 1
            step.limit = 1
            guard let entry = try read(step).last else { return [] }
            place.after = entry
            place.skippedCount -= ListMarks.stepCount
            marks.note(entry, before: offset - place.skippedCount, in: list, counter: counter)
        }
        let entries = try read(place)
        if case .offset(let offset) = page.start, entries.count == page.limit,
            let last = entries.last
        {
            let end = max(0, offset).addingReportingOverflow(entries.count)
            if !end.overflow {
                marks.note(last, before: end.partialValue, in: list, counter: counter)
            }
        }
        return entries
    }

    /// The containers that hold a thing, by their numbers.
    func parents<Record: Sendable>(
        _ link: ObjectLink,
        of child: Int,
        read: (Int, Connection) throws -> Record?
    ) throws -> [Record] {
        try database.read { connection in
            let text = "SELECT parent FROM \(link.table) WHERE child = ? ORDER BY parent"
            let ids = try connection.rows(text, child) { try $0.next(Int.self) }
            return try ids.compactMap { try read($0, connection) }
        }
    }

    /// Notes who did what to which thing.
    func log(
        _ action: EventAction,
        _ object: ObjectReference,
        by experimenter: Int,
        _ connection: Connection
    ) throws {
        try connection.run(
            """
            INSERT INTO eventlog (seconds, experimenter, action, entitytype, entityid)
            VALUES (?, ?, ?, ?, ?)
            """,
            WallClock.nowSeconds(),
            experimenter,
            action.rawValue,
            object.kind.className,
            object.id
        )
    }
}

/// What OMERO's event log calls a change.
enum EventAction: String {
    case insert = "INSERT"
    case update = "UPDATE"
    case delete = "DELETE"
}
