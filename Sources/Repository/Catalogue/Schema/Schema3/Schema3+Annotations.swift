extension Schema3 {
    /// One table for all types: which of the value columns counts follows from the type.
    ///
    /// `timevalue` is in milliseconds since 1970. Key-value pairs keep their order.
    static let annotations =
        """
        CREATE TABLE annotation (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            type TEXT NOT NULL CHECK (type IN ('tag', 'map', 'comment', 'long', 'double',
                'boolean', 'timestamp', 'term', 'xml', 'file')),
            ns TEXT,
            name TEXT,
            description TEXT,
            textvalue TEXT,
            longvalue INTEGER,
            doublevalue REAL,
            boolvalue INTEGER,
            timevalue INTEGER,
            file INTEGER REFERENCES originalfile ON DELETE CASCADE,
            owner_id INTEGER NOT NULL REFERENCES experimenter,
            group_id INTEGER NOT NULL REFERENCES experimentergroup,
            created INTEGER NOT NULL DEFAULT 0,
            linkcount INTEGER NOT NULL DEFAULT 0
        ) STRICT;
        CREATE INDEX annotation_owner ON annotation (owner_id, type, textvalue);
        CREATE INDEX annotation_group ON annotation (group_id, type, textvalue);
        CREATE INDEX annotation_type ON annotation (type, textvalue);
        CREATE INDEX annotation_ns ON annotation (ns, type) WHERE ns IS NOT NULL;
        CREATE INDEX annotation_file ON annotation (file) WHERE file IS NOT NULL;
        CREATE TABLE annotation_mapvalue (
            annotation INTEGER NOT NULL REFERENCES annotation ON DELETE CASCADE,
            position INTEGER NOT NULL,
            name TEXT NOT NULL,
            value TEXT NOT NULL,
            PRIMARY KEY (annotation, position)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX annotation_mapvalue_name ON annotation_mapvalue (name, value);
        """ + annotated.map(links).joined()

    /// The tables whose objects may be annotated; a tag set is a tag that annotates tags.
    private static let annotated = [
        "project", "dataset", "image", "screen", "plate", "plateacquisition", "well", "roi",
        "shape", "originalfile", "fileset", "experimenter", "experimentergroup", "annotation",
    ]

    private static func links(of table: String) -> String {
        let name = "\(table)annotationlink"
        return """

            CREATE TABLE \(name) (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                parent INTEGER NOT NULL REFERENCES \(table) ON DELETE CASCADE,
                child INTEGER NOT NULL REFERENCES annotation ON DELETE CASCADE,
                owner_id INTEGER NOT NULL REFERENCES experimenter,
                created INTEGER NOT NULL DEFAULT 0,
                UNIQUE (parent, child, owner_id)
            ) STRICT;
            CREATE INDEX \(name)_child ON \(name) (child, parent);
            CREATE INDEX \(name)_owner ON \(name) (owner_id);
            CREATE TRIGGER \(name)_added AFTER INSERT ON \(name) BEGIN
                UPDATE annotation SET linkcount = linkcount + 1 WHERE id = NEW.child;
            END;
            CREATE TRIGGER \(name)_removed AFTER DELETE ON \(name) BEGIN
                UPDATE annotation SET linkcount = linkcount - 1 WHERE id = OLD.child;
            END;
            """
    }
}
