extension Schema3 {
    /// Words of names, descriptions and annotations, with the rows' numbers and nothing else.
    ///
    /// The words of `scope` say who may see a row: `g5` for its group, `g5o3` for its owner there.
    static let search =
        words("project", ["name", "description"])
        + words("dataset", ["name", "description"])
        + words("image", ["name", "description"])
        + words("screen", ["name", "description"])
        + words("plate", ["name", "description"])
        + words("annotation", ["ns", "textvalue", "description"]) + pairs

    private static func words(_ table: String, _ columns: [String]) -> String {
        let names = columns.joined(separator: ", ")
        func values(_ row: String) -> String {
            let texts = columns.map { "coalesce(\(row).\($0), '')" }
            let scope =
                "'g' || \(row).group_id || ' g' || \(row).group_id || 'o' || \(row).owner_id"
            return "\(row).id, \(texts.joined(separator: ", ")), \(scope)"
        }
        let index = "\(table)words"
        let add = "INSERT INTO \(index) (rowid, \(names), scope) SELECT \(values("NEW"));"
        let remove = """
            INSERT INTO \(index) (\(index), rowid, \(names), scope)
                    SELECT 'delete', \(values("OLD"));
            """
        let isChanged =
            (columns + ["group_id", "owner_id"]).map { "OLD.\($0) IS NOT NEW.\($0)" }
            .joined(separator: " OR ")
        return """

            CREATE VIRTUAL TABLE \(index) USING fts5 (\(names), scope, content = '',
                tokenize = 'unicode61 remove_diacritics 2');
            INSERT INTO \(index) (rowid, \(names), scope) SELECT \(values(table)) FROM \(table);
            CREATE TRIGGER \(table)_words_added AFTER INSERT ON \(table) BEGIN
                \(add)
            END;
            CREATE TRIGGER \(table)_words_removed AFTER DELETE ON \(table) BEGIN
                \(remove)
            END;
            CREATE TRIGGER \(table)_words_changed
                AFTER UPDATE OF \(names), group_id, owner_id ON \(table) WHEN \(isChanged)
            BEGIN
                \(remove)
                \(add)
            END;
            """
    }

    /// A pair's row is numbered by its annotation and its place: at most 4096 pairs each.
    private static let pairs = """

        CREATE VIRTUAL TABLE mapvaluewords USING fts5 (name, value, content = '',
            tokenize = 'unicode61 remove_diacritics 2');
        CREATE TRIGGER annotation_mapvalue_words_added AFTER INSERT ON annotation_mapvalue BEGIN
            INSERT INTO mapvaluewords (rowid, name, value)
                VALUES (NEW.annotation << 12 | NEW.position, NEW.name, NEW.value);
        END;
        CREATE TRIGGER annotation_mapvalue_words_removed AFTER DELETE ON annotation_mapvalue BEGIN
            INSERT INTO mapvaluewords (mapvaluewords, rowid, name, value)
                VALUES ('delete', OLD.annotation << 12 | OLD.position, OLD.name, OLD.value);
        END;
        """
}
