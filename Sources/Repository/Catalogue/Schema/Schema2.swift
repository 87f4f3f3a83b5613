/// When the catalogue learnt of the state of its files that it knows: `Last-Modified` of pictures.
///
/// A file's own time would not do, since an older file can take a newer one's place.
enum Schema2 {
    static let script = """
        ALTER TABLE fileset ADD COLUMN recorded INTEGER NOT NULL DEFAULT 0;
        UPDATE fileset SET recorded = coalesce(
            (SELECT max(imported) FROM image WHERE image.fileset = fileset.id), 0
        );
        """
}
