/// What accounts need besides their names: passwords, more of a person, the order of groups; and
/// what lists of the things of some groups need: indexes by group, and how many images there are.
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
        CREATE INDEX image_ofowner ON image (group_id, owner_id);
        CREATE INDEX dataset_ofowner ON dataset (group_id, owner_id);
        CREATE TABLE imagetally (
            group_id INTEGER NOT NULL,
            owner_id INTEGER NOT NULL,
            count INTEGER NOT NULL,
            PRIMARY KEY (group_id, owner_id)
        ) STRICT, WITHOUT ROWID;
        INSERT INTO imagetally SELECT group_id, owner_id, count(*) FROM image GROUP BY 1, 2;
        CREATE TRIGGER imagetally_added AFTER INSERT ON image BEGIN
            INSERT INTO imagetally VALUES (NEW.group_id, NEW.owner_id, 1)
                ON CONFLICT DO UPDATE SET count = count + 1;
        END;
        CREATE TRIGGER imagetally_removed AFTER DELETE ON image BEGIN
            UPDATE imagetally SET count = count - 1
                WHERE group_id = OLD.group_id AND owner_id = OLD.owner_id;
        END;
        CREATE TRIGGER imagetally_moved AFTER UPDATE OF group_id, owner_id ON image BEGIN
            UPDATE imagetally SET count = count - 1
                WHERE group_id = OLD.group_id AND owner_id = OLD.owner_id;
            INSERT INTO imagetally VALUES (NEW.group_id, NEW.owner_id, 1)
                ON CONFLICT DO UPDATE SET count = count + 1;
        END;
        """
}
