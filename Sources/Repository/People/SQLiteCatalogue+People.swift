import SQLite

extension SQLiteCatalogue: People {
    package func experimenter(_ id: Int) throws -> ExperimenterRecord? {
        try database.read { try self.experimenter(id, $0) }
    }

    package func experimenter(named userName: String) throws -> ExperimenterRecord? {
        try database.read { connection in
            try connection.row(PeopleQueries.experimenterByName, userName) {
                try ExperimenterRecord(row: &$0)
            }.map { try PeopleQueries.complete($0, connection) }
        }
    }

    package func experimenters() throws -> [ExperimenterRecord] {
        try database.read { connection in
            try connection.rows(PeopleQueries.experimenters) { try ExperimenterRecord(row: &$0) }
                .map { try PeopleQueries.complete($0, connection) }
        }
    }

    package func group(_ id: Int) throws -> GroupRecord? {
        try database.read { try self.group(id, $0) }
    }

    package func group(named name: String) throws -> GroupRecord? {
        try database.read { connection in
            try connection.row(PeopleQueries.groupByName, name) { try GroupRecord(row: &$0) }
                .map { try PeopleQueries.complete($0, connection) }
        }
    }

    package func groups() throws -> [GroupRecord] {
        try database.read { connection in
            try connection.rows(PeopleQueries.groups) { try GroupRecord(row: &$0) }
                .map { try PeopleQueries.complete($0, connection) }
        }
    }

    package func groupLevels() throws -> [Int: GroupLevel] {
        try database.read(groupLevels)
    }

    func groupLevels(_ connection: Connection) throws -> [Int: GroupLevel] {
        let pairs = try connection.rows(PeopleQueries.levels) { row in
            (try row.next(Int.self), try GroupLevel(row: &row))
        }
        return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
    }

    package func passwordHash(ofExperimenter id: Int) throws -> String? {
        try database.read { connection in
            try connection.row("SELECT hash FROM password WHERE experimenter_id = ?", id) {
                try $0.next(String.self)
            }
        }
    }

    package func configuration(ofGroup id: Int) throws -> [String: String] {
        try database.read { connection in
            let pairs = try connection.rows(PeopleQueries.groupConfiguration, id) { row in
                (try row.next(String.self), try row.next(String.self))
            }
            return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
        }
    }

    package func configurations(_ name: String) throws -> [Int: String] {
        let pairs = try database.read { connection in
            try connection.rows(PeopleQueries.configurationsOfGroups, name) { row in
                (try row.next(Int.self), try row.next(String.self))
            }
        }
        return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
    }

    func experimenter(_ id: Int, _ connection: Connection) throws -> ExperimenterRecord? {
        try connection.row(PeopleQueries.experimenterByID, id) { try ExperimenterRecord(row: &$0) }
            .map { try PeopleQueries.complete($0, connection) }
    }

    func group(_ id: Int, _ connection: Connection) throws -> GroupRecord? {
        try connection.row(PeopleQueries.groupByID, id) { try GroupRecord(row: &$0) }
            .map { try PeopleQueries.complete($0, connection) }
    }

    /// The user a change is about; refuses when there is none.
    func existing(experimenter id: Int, _ connection: Connection) throws -> ExperimenterRecord {
        guard let user = try experimenter(id, connection) else {
            throw PeopleError.noSuchUser("\(id)")
        }
        return user
    }

    /// The group a change is about; refuses when there is none.
    func existing(group id: Int, _ connection: Connection) throws -> GroupRecord {
        guard let group = try group(id, connection) else {
            throw PeopleError.noSuchGroup("\(id)")
        }
        return group
    }
}
