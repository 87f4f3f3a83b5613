/// How many bytes the files of each owner in each group have, kept by triggers: adding up a million
/// files takes long.
///
/// A fileset's files count for its owner and group, attachments for their own.
enum Schema6 {
    static let script = """
        CREATE TABLE drivespace (
            group_id INTEGER NOT NULL,
            owner_id INTEGER NOT NULL,
            bytes INTEGER NOT NULL,
            PRIMARY KEY (group_id, owner_id)
        ) STRICT, WITHOUT ROWID;
        INSERT INTO drivespace
            SELECT coalesce(fileset.group_id, file.group_id) AS place,
                coalesce(fileset.owner_id, file.owner_id) AS person, sum(size)
            FROM originalfile AS file LEFT JOIN fileset ON fileset.id = file.fileset
            WHERE place IS NOT NULL AND person IS NOT NULL GROUP BY place, person;
        CREATE TRIGGER originalfile_counted AFTER INSERT ON originalfile BEGIN
            \(counting(1, "NEW"))
        END;
        CREATE TRIGGER originalfile_discounted AFTER DELETE ON originalfile BEGIN
            \(counting(-1, "OLD"))
        END;
        CREATE TRIGGER originalfile_moved
            AFTER UPDATE OF size, fileset, group_id, owner_id ON originalfile
        BEGIN
            \(counting(-1, "OLD"))
            \(counting(1, "NEW"))
        END;
        CREATE TRIGGER fileset_moved AFTER UPDATE OF group_id, owner_id ON fileset
            WHEN (OLD.group_id, OLD.owner_id) IS NOT (NEW.group_id, NEW.owner_id)
        BEGIN
            \(countingFiles(-1, "OLD"))
            \(countingFiles(1, "NEW"))
        END;
        CREATE TRIGGER fileset_discounted BEFORE DELETE ON fileset BEGIN
            \(countingFiles(-1, "OLD"))
        END;
        """

    /// Files that go with their fileset find it gone, and were taken off before it went.
    private static func counting(_ step: Int, _ row: String) -> String {
        """
        INSERT INTO drivespace
            SELECT place.group_id, place.owner_id, \(step) * \(row).size FROM (
                SELECT \(row).group_id AS group_id, \(row).owner_id AS owner_id
                    WHERE \(row).fileset IS NULL
                UNION ALL SELECT group_id, owner_id FROM fileset WHERE id = \(row).fileset
            ) AS place
            WHERE place.group_id IS NOT NULL AND place.owner_id IS NOT NULL
            ON CONFLICT DO UPDATE SET bytes = bytes + excluded.bytes;
        """
    }

    private static func countingFiles(_ step: Int, _ row: String) -> String {
        """
        INSERT INTO drivespace
            SELECT \(row).group_id, \(row).owner_id, \(step) * coalesce(sum(size), 0)
            FROM originalfile WHERE fileset = \(row).id
            ON CONFLICT DO UPDATE SET bytes = bytes + excluded.bytes;
        """
    }
}
