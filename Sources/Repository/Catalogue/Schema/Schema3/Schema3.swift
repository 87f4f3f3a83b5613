/// The third layout: screens, annotations, regions of interest, rendering settings; lists by name
/// and a search for words.
///
/// Names follow OMERO's tables. A release of it is never edited, so nothing here refers to values
/// that may change.
enum Schema3 {
    static let script =
        [columns, screens, files, annotations, regions, renderings, parents, lists, search]
        .joined(separator: "\n")

    /// What the objects of earlier layouts gain.
    ///
    /// `sortname` is the order of lists: a plain column, since SQLite covers no generated one. A fileset's own files have no owner but the fileset's.
    private static let columns = """
        ALTER TABLE project ADD COLUMN created INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE project ADD COLUMN sortname TEXT NOT NULL DEFAULT '';
        ALTER TABLE project ADD COLUMN datasetcount INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE dataset ADD COLUMN created INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE dataset ADD COLUMN sortname TEXT NOT NULL DEFAULT '';
        ALTER TABLE dataset ADD COLUMN parentcount INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE image ADD COLUMN sortname TEXT NOT NULL DEFAULT '';
        ALTER TABLE image ADD COLUMN parentcount INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE image ADD COLUMN roicount INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE projectdatasetlink ADD COLUMN owner_id INTEGER REFERENCES experimenter;
        ALTER TABLE projectdatasetlink ADD COLUMN sortname TEXT NOT NULL DEFAULT '';
        ALTER TABLE datasetimagelink ADD COLUMN owner_id INTEGER REFERENCES experimenter;
        ALTER TABLE datasetimagelink ADD COLUMN sortname TEXT NOT NULL DEFAULT '';
        ALTER TABLE channel ADD COLUMN windowstart REAL;
        ALTER TABLE channel ADD COLUMN windowend REAL;
        ALTER TABLE channel ADD COLUMN isactive INTEGER;
        """

    /// Attachments are files too: of no fileset, with a name and a media type.
    private static let files = """
        CREATE TABLE originalfile_next (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            fileset INTEGER REFERENCES fileset ON DELETE CASCADE,
            position INTEGER NOT NULL,
            path TEXT NOT NULL,
            clientpath TEXT UNIQUE,
            device INTEGER NOT NULL,
            inode INTEGER NOT NULL,
            size INTEGER NOT NULL,
            modified INTEGER NOT NULL,
            name TEXT,
            mimetype TEXT,
            owner_id INTEGER REFERENCES experimenter,
            group_id INTEGER REFERENCES experimentergroup,
            UNIQUE (fileset, position)
        ) STRICT;
        INSERT INTO originalfile_next
            (id, fileset, position, path, clientpath, device, inode, size, modified)
            SELECT id, fileset, position, path, clientpath, device, inode, size, modified
            FROM originalfile;
        DROP TABLE originalfile;
        ALTER TABLE originalfile_next RENAME TO originalfile;
        CREATE INDEX originalfile_owner ON originalfile (owner_id) WHERE owner_id IS NOT NULL;
        CREATE INDEX originalfile_group ON originalfile (group_id) WHERE group_id IS NOT NULL;
        """
}
