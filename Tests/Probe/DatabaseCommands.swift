import LMDB

/// What the tests of the database need another process for.
enum DatabaseCommands {
    private static let key = Array("n".utf8)

    private static func open(_ folder: String) throws -> (Environment, Table) {
        let options = Environment.Options(mapBytes: 0, survival: .processes)
        let environment = try Environment(path: folder, options: options)
        return (environment, try environment.table("numbers"))
    }

    /// Adds one to a number, so many times, each in a change of its own.
    static func increment(_ folder: String, _ count: Int) throws {
        let (environment, table) = try open(folder)
        Output.line("ready")
        for _ in 0..<count {
            try environment.write { transaction in
                let text = try transaction.value(table, key).map { String(decoding: $0, as: UTF8.self) }
                let number = text.flatMap { Int($0) } ?? 0
                try transaction.put(table, key, Array("\(number + 1)".utf8))
            }
        }
        Output.line("done")
    }

    static func holdReader(_ folder: String) throws {
        let (environment, table) = try open(folder)
        try environment.read { transaction in
            _ = try transaction.value(table, key)
            Output.line("holding")
            try Output.hang()
        }
    }

    static func hangInWrite(_ folder: String) throws {
        let (environment, table) = try open(folder)
        try environment.write { transaction in
            try transaction.put(table, key, Array("never".utf8))
            Output.line("writing")
            try Output.hang()
        }
    }
}
