extension Schema3 {
    /// Links know the name of what they hold, so that a container lists it in order without sorting.
    static let parents =
        names("project") + names("dataset") + names("image") + names("screen") + names("plate")
            + """

            UPDATE projectdatasetlink SET
                owner_id = (SELECT owner_id FROM dataset WHERE dataset.id = child),
                sortname = (SELECT sortname FROM dataset WHERE dataset.id = child);
            UPDATE datasetimagelink SET
                owner_id = (SELECT owner_id FROM image WHERE image.id = child),
                sortname = (SELECT sortname FROM image WHERE image.id = child);
            UPDATE project SET datasetcount =
                (SELECT count(*) FROM projectdatasetlink WHERE parent = project.id);
            UPDATE dataset SET parentcount =
                (SELECT count(*) FROM projectdatasetlink WHERE child = dataset.id);
            UPDATE image SET parentcount =
                (SELECT count(*) FROM datasetimagelink WHERE child = image.id);
            DROP TRIGGER datasetimagelink_added;
            DROP TRIGGER datasetimagelink_removed;
            DROP INDEX projectdatasetlink_child;
            DROP INDEX datasetimagelink_child;
            """ + links("projectdatasetlink", from: "project", "datasetcount", to: "dataset")
        + links("datasetimagelink", from: "dataset", "imagecount", to: "image")
        + links("screenplatelink", from: "screen", "platecount", to: "plate") + """

            CREATE TRIGGER wellsample_added AFTER INSERT ON wellsample BEGIN
                UPDATE image SET parentcount = parentcount + 1 WHERE id = NEW.image;
            END;
            CREATE TRIGGER wellsample_removed AFTER DELETE ON wellsample BEGIN
                UPDATE image SET parentcount = parentcount - 1 WHERE id = OLD.image;
            END;
            """

    /// Whoever writes a row may leave its `sortname` out, or save a second write by giving it.
    private static func names(_ table: String) -> String {
        """

        UPDATE \(table) SET sortname = lower(name);
        CREATE TRIGGER \(table)_named AFTER INSERT ON \(table)
            WHEN NEW.sortname IS NOT lower(NEW.name)
        BEGIN
            UPDATE \(table) SET sortname = lower(name) WHERE id = NEW.id;
        END;
        CREATE TRIGGER \(table)_renamed AFTER UPDATE OF name ON \(table)
            WHEN NEW.sortname IS NOT lower(NEW.name)
        BEGIN
            UPDATE \(table) SET sortname = lower(name) WHERE id = NEW.id;
        END;
        """
    }

    private static func links(
        _ link: String,
        from parent: String,
        _ count: String,
        to child: String
    ) -> String {
        """

        CREATE INDEX \(link)_child ON \(link) (child, parent);
        CREATE INDEX \(link)_sortname ON \(link) (parent, sortname, child);
        CREATE INDEX \(link)_owner ON \(link) (owner_id);
        CREATE TRIGGER \(link)_added AFTER INSERT ON \(link) BEGIN
            UPDATE \(parent) SET \(count) = \(count) + 1 WHERE id = NEW.parent;
            UPDATE \(child) SET parentcount = parentcount + 1 WHERE id = NEW.child;
        END;
        CREATE TRIGGER \(link)_removed AFTER DELETE ON \(link) BEGIN
            UPDATE \(parent) SET \(count) = \(count) - 1 WHERE id = OLD.parent;
            UPDATE \(child) SET parentcount = parentcount - 1 WHERE id = OLD.child;
        END;
        CREATE TRIGGER \(child)_renamed_\(link) AFTER UPDATE OF sortname ON \(child)
            WHEN OLD.sortname IS NOT NEW.sortname
        BEGIN
            UPDATE \(link) SET sortname = NEW.sortname WHERE child = NEW.id;
        END;
        """
    }

    /// How many objects each owner has in each group, and an order by name for each of these.
    static let lists =
        """
        CREATE TABLE census (
            entity TEXT NOT NULL,
            group_id INTEGER NOT NULL,
            owner_id INTEGER NOT NULL,
            total INTEGER NOT NULL,
            orphaned INTEGER NOT NULL,
            PRIMARY KEY (entity, group_id, owner_id)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX census_owner ON census (entity, owner_id, group_id, total, orphaned);
        DROP INDEX project_group;
        DROP INDEX dataset_group;
        DROP INDEX image_group;
        """ + orders("project") + orders("dataset") + orders("image") + orders("screen")
        + orders("plate") + orphanOrders("dataset") + orphanOrders("image") + orphanOrders("plate")
        + census("project", isOrphan: nil) + census("dataset", isOrphan: "parentcount = 0")
        + census("image", isOrphan: "parentcount = 0") + census("screen", isOrphan: nil)
        + census("plate", isOrphan: "parentcount = 0") + census("roi", isOrphan: nil)

    /// - Parameter isOrphan: true of objects outside any container; nil when there are none such.
    private static func census(_ table: String, isOrphan: String?) -> String {
        """

        INSERT INTO census
            SELECT '\(table)', group_id, owner_id, count(*), sum(\(isOrphan ?? "0"))
            FROM \(table) GROUP BY group_id, owner_id;
        CREATE TRIGGER \(table)_counted AFTER INSERT ON \(table) BEGIN
            \(counting(table, 1, "NEW", isOrphan))
        END;
        CREATE TRIGGER \(table)_discounted AFTER DELETE ON \(table) BEGIN
            \(counting(table, -1, "OLD", isOrphan))
        END;
        CREATE TRIGGER \(table)_moved AFTER UPDATE OF \(moving(isOrphan)) ON \(table) BEGIN
            \(counting(table, -1, "OLD", isOrphan))
            \(counting(table, 1, "NEW", isOrphan))
        END;
        """
    }

    private static func moving(_ isOrphan: String?) -> String {
        isOrphan == nil ? "group_id, owner_id" : "group_id, owner_id, parentcount"
    }

    private static func orders(_ table: String) -> String {
        """

        CREATE INDEX \(table)_name ON \(table) (sortname, id);
        CREATE INDEX \(table)_group ON \(table) (group_id, sortname, id);
        CREATE INDEX \(table)_group_owner ON \(table) (group_id, owner_id, sortname, id);
        """
    }

    /// The last column is always 0, but without it SQLite reads the row to see that.
    private static func orphanOrders(_ table: String) -> String {
        """

        CREATE INDEX \(table)_name_orphaned
            ON \(table) (sortname, id, parentcount) WHERE parentcount = 0;
        CREATE INDEX \(table)_group_orphaned
            ON \(table) (group_id, sortname, id, parentcount) WHERE parentcount = 0;
        CREATE INDEX \(table)_group_owner_orphaned
            ON \(table) (group_id, owner_id, sortname, id, parentcount) WHERE parentcount = 0;
        """
    }

    private static func counting(
        _ table: String,
        _ step: Int,
        _ row: String,
        _ isOrphan: String?
    ) -> String {
        let orphan = isOrphan.map { "(\(row).\($0))" } ?? "0"
        return """
            INSERT INTO census
                VALUES ('\(table)', \(row).group_id, \(row).owner_id, \(step), \(step) * \(orphan))
                ON CONFLICT DO UPDATE SET
                    total = total + excluded.total, orphaned = orphaned + excluded.orphaned;
            """
    }
}
