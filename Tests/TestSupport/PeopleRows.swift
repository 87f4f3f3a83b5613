/// Users and groups of a catalogue that a test has for itself, as SQL.
///
/// ann and bob are in two groups, where nobody leads; eve is a stranger to both.
package enum PeopleRows {
    package static let ann = 10
    package static let bob = 11
    package static let eve = 12
    package static let shared = 5
    package static let other = 6
    package static let abroad = 7

    /// A group's name and its level as OMERO writes it.
    package struct Group {
        fileprivate let name: String
        fileprivate let permissions: String

        package init(_ name: String, _ permissions: String) {
            self.name = name
            self.permissions = permissions
        }
    }

    package static func annAndBob(
        shared: Group = Group("shared", "rwra--"),
        other: Group = Group("Secret", "rw----")
    ) -> String {
        """
        INSERT INTO experimenter (id, omename, firstname, lastname)
            VALUES (10, 'ann', 'Ann', 'Zola'), (11, 'bob', 'Bob', 'Abel');
        INSERT INTO experimentergroup (id, name, permissions)
            VALUES (5, '\(shared.name)', '\(shared.permissions)'),
                (6, '\(other.name)', '\(other.permissions)');
        INSERT INTO groupexperimentermap (parent, child, position)
            VALUES (1, 10, 1), (5, 10, 0), (6, 10, 2), (1, 11, 1), (5, 11, 0), (6, 11, 2);
        """
    }

    /// With the group that is hers alone.
    package static let eveAbroad = """
        INSERT INTO experimenter (id, omename, firstname, lastname)
            VALUES (12, 'eve', 'Eve', 'Far');
        INSERT INTO experimentergroup (id, name, permissions) VALUES (7, 'abroad', 'rwr---');
        INSERT INTO groupexperimentermap (parent, child, position) VALUES (1, 12, 1), (7, 12, 0);
        """
}
