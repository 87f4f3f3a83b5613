extension Schema3 {
    /// Rows and columns count from 0; a well sample is one field of a well.
    ///
    /// A plate's `series` and a run's `position` are their numbers in the file.
    static let screens = """
        CREATE TABLE screen (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            name TEXT NOT NULL,
            sortname TEXT NOT NULL DEFAULT '',
            description TEXT NOT NULL DEFAULT '',
            type TEXT,
            protocoldescription TEXT,
            protocolidentifier TEXT,
            reagentsetdescription TEXT,
            reagentsetidentifier TEXT,
            owner_id INTEGER NOT NULL REFERENCES experimenter,
            group_id INTEGER NOT NULL REFERENCES experimentergroup,
            created INTEGER NOT NULL DEFAULT 0,
            platecount INTEGER NOT NULL DEFAULT 0
        ) STRICT;
        CREATE INDEX screen_owner ON screen (owner_id);
        CREATE TABLE plate (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            name TEXT NOT NULL,
            sortname TEXT NOT NULL DEFAULT '',
            description TEXT NOT NULL DEFAULT '',
            rowcount INTEGER,
            columncount INTEGER,
            rownamingconvention TEXT,
            columnnamingconvention TEXT,
            externalidentifier TEXT,
            status TEXT,
            welloriginx REAL,
            welloriginy REAL,
            fileset INTEGER REFERENCES fileset ON DELETE CASCADE,
            series INTEGER,
            owner_id INTEGER NOT NULL REFERENCES experimenter,
            group_id INTEGER NOT NULL REFERENCES experimentergroup,
            created INTEGER NOT NULL DEFAULT 0,
            parentcount INTEGER NOT NULL DEFAULT 0,
            wellcount INTEGER NOT NULL DEFAULT 0,
            UNIQUE (fileset, series)
        ) STRICT;
        CREATE INDEX plate_owner ON plate (owner_id);
        CREATE TABLE screenplatelink (
            parent INTEGER NOT NULL REFERENCES screen ON DELETE CASCADE,
            child INTEGER NOT NULL REFERENCES plate ON DELETE CASCADE,
            owner_id INTEGER REFERENCES experimenter,
            sortname TEXT NOT NULL,
            PRIMARY KEY (parent, child)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE plateacquisition (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            plate INTEGER NOT NULL REFERENCES plate ON DELETE CASCADE,
            position INTEGER NOT NULL,
            name TEXT,
            description TEXT NOT NULL DEFAULT '',
            maximumfieldcount INTEGER,
            starttime REAL,
            endtime REAL,
            UNIQUE (plate, position)
        ) STRICT;
        CREATE TABLE well (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            plate INTEGER NOT NULL REFERENCES plate ON DELETE CASCADE,
            "row" INTEGER NOT NULL,
            "column" INTEGER NOT NULL,
            externaldescription TEXT,
            externalidentifier TEXT,
            type TEXT,
            status TEXT,
            color INTEGER,
            UNIQUE (plate, "column", "row")
        ) STRICT;
        CREATE INDEX well_place ON well ("column", "row", id);
        CREATE TABLE wellsample (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            well INTEGER NOT NULL REFERENCES well ON DELETE CASCADE,
            position INTEGER NOT NULL,
            image INTEGER NOT NULL UNIQUE REFERENCES image ON DELETE CASCADE,
            plateacquisition INTEGER REFERENCES plateacquisition ON DELETE SET NULL,
            positionx REAL,
            positiony REAL,
            timepoint REAL,
            UNIQUE (well, position)
        ) STRICT;
        CREATE INDEX wellsample_plateacquisition ON wellsample (plateacquisition, position);
        CREATE TRIGGER well_added AFTER INSERT ON well BEGIN
            UPDATE plate SET wellcount = wellcount + 1 WHERE id = NEW.plate;
        END;
        CREATE TRIGGER well_removed AFTER DELETE ON well BEGIN
            UPDATE plate SET wellcount = wellcount - 1 WHERE id = OLD.plate;
        END;
        """
}
