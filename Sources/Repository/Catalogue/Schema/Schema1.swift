/// The first layout: people, containers, filesets, images.
///
/// Names follow OMERO's tables. Numbers are never given twice (AUTOINCREMENT), since caches and
/// links outlive what they name. Counts are kept by triggers: counting a million rows takes long.
enum Schema1 {
    static let script = people + containers + files + images + counts

    /// The rows are OMERO's own: root among the administrators, guest among the guests.
    ///
    /// Permissions are written as its web pages show them.
    private static let people = """
        CREATE TABLE experimenter (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            omename TEXT NOT NULL UNIQUE,
            firstname TEXT NOT NULL,
            lastname TEXT NOT NULL,
            email TEXT
        ) STRICT;
        CREATE TABLE experimentergroup (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            name TEXT NOT NULL UNIQUE,
            description TEXT NOT NULL DEFAULT '',
            permissions TEXT NOT NULL DEFAULT 'rw----'
        ) STRICT;
        CREATE TABLE groupexperimentermap (
            parent INTEGER NOT NULL REFERENCES experimentergroup ON DELETE CASCADE,
            child INTEGER NOT NULL REFERENCES experimenter ON DELETE CASCADE,
            owner INTEGER NOT NULL DEFAULT 0,
            PRIMARY KEY (parent, child)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX groupexperimentermap_child ON groupexperimentermap (child, parent);
        CREATE TABLE eventlog (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            seconds INTEGER NOT NULL,
            experimenter INTEGER NOT NULL REFERENCES experimenter,
            action TEXT NOT NULL,
            entitytype TEXT NOT NULL,
            entityid INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX eventlog_experimenter ON eventlog (experimenter);
        CREATE INDEX eventlog_entity ON eventlog (entitytype, entityid);
        INSERT INTO experimentergroup (id, name, permissions)
            VALUES (0, 'system', 'rw----'), (1, 'user', 'rwrwrw'), (2, 'guest', 'rw----');
        INSERT INTO experimenter (id, omename, firstname, lastname)
            VALUES (0, 'root', 'root', 'root'), (1, 'guest', 'Guest', 'Account');
        INSERT INTO groupexperimentermap (parent, child, owner)
            VALUES (0, 0, 1), (1, 0, 0), (2, 1, 0);
        """

    private static let containers = """
        CREATE TABLE project (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            name TEXT NOT NULL,
            description TEXT NOT NULL DEFAULT '',
            owner_id INTEGER NOT NULL REFERENCES experimenter,
            group_id INTEGER NOT NULL REFERENCES experimentergroup
        ) STRICT;
        CREATE INDEX project_owner ON project (owner_id, name);
        CREATE INDEX project_group ON project (group_id, owner_id);
        CREATE TABLE dataset (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            name TEXT NOT NULL,
            description TEXT NOT NULL DEFAULT '',
            owner_id INTEGER NOT NULL REFERENCES experimenter,
            group_id INTEGER NOT NULL REFERENCES experimentergroup,
            imagecount INTEGER NOT NULL DEFAULT 0
        ) STRICT;
        CREATE INDEX dataset_owner ON dataset (owner_id, name);
        CREATE INDEX dataset_group ON dataset (group_id, owner_id);
        CREATE TABLE projectdatasetlink (
            parent INTEGER NOT NULL REFERENCES project ON DELETE CASCADE,
            child INTEGER NOT NULL REFERENCES dataset ON DELETE CASCADE,
            PRIMARY KEY (parent, child)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX projectdatasetlink_child ON projectdatasetlink (child, parent);
        """

    private static let files = """
        CREATE TABLE fileset (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            path TEXT NOT NULL,
            version TEXT NOT NULL,
            failure TEXT,
            owner_id INTEGER NOT NULL REFERENCES experimenter,
            group_id INTEGER NOT NULL REFERENCES experimentergroup
        ) STRICT;
        CREATE INDEX fileset_owner ON fileset (owner_id);
        CREATE INDEX fileset_group ON fileset (group_id);
        CREATE INDEX fileset_failed ON fileset (id) WHERE failure IS NOT NULL;
        CREATE TABLE originalfile (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            fileset INTEGER NOT NULL REFERENCES fileset ON DELETE CASCADE,
            position INTEGER NOT NULL,
            path TEXT NOT NULL,
            clientpath TEXT NOT NULL UNIQUE,
            device INTEGER NOT NULL,
            inode INTEGER NOT NULL,
            size INTEGER NOT NULL,
            modified INTEGER NOT NULL,
            UNIQUE (fileset, position)
        ) STRICT;
        """

    private static let images = """
        CREATE TABLE image (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            name TEXT NOT NULL,
            description TEXT NOT NULL,
            owner_id INTEGER NOT NULL REFERENCES experimenter,
            group_id INTEGER NOT NULL REFERENCES experimentergroup,
            fileset INTEGER NOT NULL REFERENCES fileset ON DELETE CASCADE,
            series INTEGER NOT NULL,
            format TEXT NOT NULL,
            sizex INTEGER NOT NULL,
            sizey INTEGER NOT NULL,
            sizez INTEGER NOT NULL,
            sizec INTEGER NOT NULL,
            sizet INTEGER NOT NULL,
            pixelstype TEXT NOT NULL,
            significantbits INTEGER NOT NULL,
            physicalsizex REAL,
            physicalsizey REAL,
            physicalsizez REAL,
            nominalmagnification REAL,
            tilewidth INTEGER NOT NULL,
            tileheight INTEGER NOT NULL,
            acquisitiondate REAL,
            imported INTEGER NOT NULL,
            UNIQUE (fileset, series)
        ) STRICT;
        CREATE INDEX image_owner ON image (owner_id);
        CREATE INDEX image_group ON image (group_id, owner_id);
        CREATE TABLE pyramidlevel (
            image INTEGER NOT NULL REFERENCES image ON DELETE CASCADE,
            position INTEGER NOT NULL,
            width INTEGER NOT NULL,
            height INTEGER NOT NULL,
            PRIMARY KEY (image, position)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE channel (
            image INTEGER NOT NULL REFERENCES image ON DELETE CASCADE,
            position INTEGER NOT NULL,
            name TEXT,
            emissionwave REAL,
            excitationwave REAL,
            color INTEGER,
            minimum REAL,
            maximum REAL,
            PRIMARY KEY (image, position)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE datasetimagelink (
            parent INTEGER NOT NULL REFERENCES dataset ON DELETE CASCADE,
            child INTEGER NOT NULL REFERENCES image ON DELETE CASCADE,
            PRIMARY KEY (parent, child)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX datasetimagelink_child ON datasetimagelink (child, parent);
        """

    private static let counts = """
        CREATE TABLE tally (
            name TEXT PRIMARY KEY,
            count INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        INSERT INTO tally VALUES ('image', 0);
        CREATE TRIGGER image_added AFTER INSERT ON image BEGIN
            UPDATE tally SET count = count + 1 WHERE name = 'image';
        END;
        CREATE TRIGGER image_removed AFTER DELETE ON image BEGIN
            UPDATE tally SET count = count - 1 WHERE name = 'image';
        END;
        CREATE TRIGGER datasetimagelink_added AFTER INSERT ON datasetimagelink BEGIN
            UPDATE dataset SET imagecount = imagecount + 1 WHERE id = NEW.parent;
        END;
        CREATE TRIGGER datasetimagelink_removed AFTER DELETE ON datasetimagelink BEGIN
            UPDATE dataset SET imagecount = imagecount - 1 WHERE id = OLD.parent;
        END;
        """
}
