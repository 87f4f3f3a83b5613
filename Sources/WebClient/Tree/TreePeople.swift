import JSON
import Repository

/// Users and groups as the tree writes them; addresses are nobody's business (CVE-2019-16245).
enum TreePeople {
    static func json(_ user: ExperimenterRecord) -> JSONValue {
        [
            "id": .integer(user.id),
            "omeName": .string(user.userName),
            "firstName": .string(user.firstName),
            "lastName": .string(user.lastName),
        ]
    }

    static func json(_ group: GroupRecord) -> JSONValue {
        [
            "id": .integer(group.id),
            "name": .string(group.name),
            "perm": .string(group.level.text),
        ]
    }

    /// Who stands for all users in menus, as user -1.
    static let everybody: JSONValue = [
        "id": -1, "omeName": "All Members", "firstName": "All Members", "lastName": "",
    ]

    /// In the order of names, whatever their case, and then of numbers.
    static func sorted<Record>(
        _ records: [Record],
        name: (Record) -> String,
        id: (Record) -> Int
    ) -> [Record] {
        records.map { (name: name($0).lowercased(), id: id($0), record: $0) }
            .sorted { ($0.name, $0.id) < ($1.name, $1.id) }
            .map(\.record)
    }
}
