extension Schema3 {
    /// Regions of interest and their shapes.
    ///
    /// Lengths are in pixels of the image, colours 32 bits with red in the highest byte, signed.
    /// Which of the columns of geometry count follows from the type. `thez`, `thec` and `thet`
    /// are null where a shape lies on all planes.
    static let regions = """
        CREATE TABLE roi (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            image INTEGER NOT NULL REFERENCES image ON DELETE CASCADE,
            name TEXT,
            description TEXT,
            owner_id INTEGER NOT NULL REFERENCES experimenter,
            group_id INTEGER NOT NULL REFERENCES experimentergroup,
            created INTEGER NOT NULL DEFAULT 0
        ) STRICT;
        CREATE INDEX roi_image ON roi (image, id);
        CREATE INDEX roi_owner ON roi (owner_id);
        CREATE INDEX roi_group ON roi (group_id, id);
        CREATE INDEX roi_group_owner ON roi (group_id, owner_id, id);
        CREATE TABLE shape (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            roi INTEGER NOT NULL REFERENCES roi ON DELETE CASCADE,
            type TEXT NOT NULL CHECK (type IN ('rectangle', 'ellipse', 'line', 'polyline',
                'polygon', 'point', 'label', 'mask')),
            thez INTEGER,
            thec INTEGER,
            thet INTEGER,
            x REAL,
            y REAL,
            width REAL,
            height REAL,
            radiusx REAL,
            radiusy REAL,
            x1 REAL,
            y1 REAL,
            x2 REAL,
            y2 REAL,
            points TEXT,
            markerstart TEXT,
            markerend TEXT,
            mask BLOB,
            fillcolor INTEGER,
            fillrule TEXT,
            strokecolor INTEGER,
            strokedasharray TEXT,
            strokewidth REAL,
            strokewidthunit TEXT,
            textvalue TEXT,
            fontfamily TEXT,
            fontsize REAL,
            fontsizeunit TEXT,
            fontstyle TEXT,
            locked INTEGER,
            a00 REAL,
            a10 REAL,
            a01 REAL,
            a11 REAL,
            a02 REAL,
            a12 REAL
        ) STRICT;
        CREATE INDEX shape_roi ON shape (roi, id);
        CREATE TRIGGER roi_added AFTER INSERT ON roi BEGIN
            UPDATE image SET roicount = roicount + 1 WHERE id = NEW.image;
        END;
        CREATE TRIGGER roi_removed AFTER DELETE ON roi BEGIN
            UPDATE image SET roicount = roicount - 1 WHERE id = OLD.image;
        END;
        """

    /// How each user sees an image; a look-up table takes the place of the channel's colour.
    static let renderings = """
        CREATE TABLE renderingdef (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            image INTEGER NOT NULL REFERENCES image ON DELETE CASCADE,
            owner_id INTEGER NOT NULL REFERENCES experimenter,
            model TEXT NOT NULL CHECK (model IN ('rgb', 'greyscale')),
            defaultz INTEGER NOT NULL,
            defaultt INTEGER NOT NULL,
            modified INTEGER NOT NULL DEFAULT 0,
            UNIQUE (image, owner_id)
        ) STRICT;
        CREATE INDEX renderingdef_owner ON renderingdef (owner_id);
        CREATE TABLE channelbinding (
            renderingdef INTEGER NOT NULL REFERENCES renderingdef ON DELETE CASCADE,
            position INTEGER NOT NULL,
            isactive INTEGER NOT NULL,
            inputstart REAL NOT NULL,
            inputend REAL NOT NULL,
            family TEXT NOT NULL,
            coefficient REAL NOT NULL,
            color INTEGER NOT NULL,
            lookuptable TEXT,
            isinverted INTEGER NOT NULL,
            PRIMARY KEY (renderingdef, position)
        ) STRICT, WITHOUT ROWID;
        """
}
