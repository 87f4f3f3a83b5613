import ImageFormats
import Kernel
import Tables

/// Makes the files of the tables that an import reads; none stays when one of them fails.
struct TableFiles {
    let folder: String
    let names: ObjectNames
    /// The types that the user gives, by the names of columns.
    let wanted: [String: ColumnType]

    private static let zarrEnding = ".zarr"
    private static let csvEnding = ".csv"

    /// A folder has tables of AnnData, anything else is read as comma-separated values.
    func write(_ path: String) throws -> [TableAttaching.Made] {
        try Directory.create(folder)
        try NewFile.removeRemnants(in: folder)
        guard try FileIdentity.of(path: path).isDirectory else {
            let table = TableAttaching.Made(path: newPath(), name: name(path, Self.csvEnding))
            try TableImport(try File.open(path), names, wanted).write(to: table.path)
            return [table]
        }
        var made: [TableAttaching.Made] = []
        do {
            for table in try AnnDataTables.open(path) {
                let new = newPath()
                try ObservationImport(table, names, wanted).write(to: new)
                made.append(.init(path: new, name: table.name ?? name(path, Self.zarrEnding)))
            }
        } catch {
            for table in made { try Directory.removeFileIfPresent(table.path) }
            throw error
        }
        return made
    }

    /// A name that nobody can guess.
    private func newPath() -> String {
        folder + "/" + String(UInt128.random(in: 0...UInt128.max), radix: 16) + ".table"
    }

    private func name(_ path: String, _ ending: String) -> String {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        return name.lowercased().hasSuffix(ending) ? String(name.dropLast(ending.count)) : name
    }
}
