/// What accounts need besides their names: passwords, more of a person, the order of groups; and
/// what lists by number of the things of some groups need: indexes by group and owner.
///
/// Memberships are ordered by `position`; the first of a user, but for the group `user`, is his
/// default group. The group `user` gets one of OMERO's four levels, as every group has.
enum Schema4 {
    static let script = """
        ALTER TABLE experimenter ADD COLUMN middlename TEXT;
        ALTER TABLE experimenter ADD COLUMN institution TEXT;
        ALTER TABLE experimenter ADD COLUMN ldap INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE groupexperimentermap ADD COLUMN position INTEGER NOT NULL DEFAULT 0;
        UPDATE experimentergroup SET permissions = 'rwr---' WHERE id = 1;
        CREATE TABLE password (
            experimenter_id INTEGER PRIMARY KEY REFERENCES experimenter ON DELETE CASCADE,
            hash TEXT NOT NULL,
            changed INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE experimenter_config (
            experimenter_id INTEGER NOT NULL REFERENCES experimenter ON DELETE CASCADE,
            name TEXT NOT NULL,
            value TEXT NOT NULL,
            PRIMARY KEY (experimenter_id, name)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE experimentergroup_config (
            experimentergroup_id INTEGER NOT NULL REFERENCES experimentergroup ON DELETE CASCADE,
            name TEXT NOT NULL,
            value TEXT NOT NULL,
            PRIMARY KEY (experimentergroup_id, name)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX image_ingroup ON image (group_id);
        CREATE INDEX dataset_ingroup ON dataset (group_id);
        CREATE INDEX image_inowner ON image (group_id, owner_id);
        CREATE INDEX dataset_inowner ON dataset (group_id, owner_id);
        """
}
