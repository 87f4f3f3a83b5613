/// The photograph of each user who gave one: a small JPEG.
enum Schema7 {
    static let script = """
        CREATE TABLE experimenter_photo (
            experimenter_id INTEGER PRIMARY KEY REFERENCES experimenter ON DELETE CASCADE,
            jpeg BLOB NOT NULL
        ) STRICT;
        """
}
