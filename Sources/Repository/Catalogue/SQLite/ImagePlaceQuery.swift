import SQLite

/// Where an image lies: a few steps along the indexes of links.
enum ImagePlaceQuery {
    private static let owner = """
        SELECT firstname || ' ' || lastname FROM experimenter
        JOIN image ON image.owner_id = experimenter.id WHERE image.id = ?
        """

    /// Two of them tell as much as more would.
    private static let datasets = """
        SELECT id, name, description FROM datasetimagelink
        JOIN dataset ON dataset.id = parent WHERE child = ? ORDER BY parent LIMIT 2
        """

    private static let projects = """
        SELECT DISTINCT project.id, project.name, project.description FROM datasetimagelink AS held
        JOIN projectdatasetlink AS link ON link.child = held.parent
        JOIN project ON project.id = link.parent WHERE held.child = ? LIMIT 2
        """

    private static let well = "SELECT well, id FROM wellsample WHERE image = ?"

    static func place(ofImage id: Int, _ connection: Connection) throws -> ImagePlace {
        let owners = try connection.rows(owner, id) { try $0.next(String.self) }
        let datasets = try containers(datasets, id, connection)
        let projects = try containers(projects, id, connection)
        let well = try connection.row(well, id) { row in
            (id: try row.next(Int.self), sampleID: try row.next(Int.self))
        }
        return ImagePlace(
            authorName: owners.first ?? "",
            dataset: datasets.count == 1 ? datasets.first : nil,
            project: projects.count == 1 ? projects.first : nil,
            wellID: well?.id,
            wellSampleID: well?.sampleID
        )
    }

    private static func containers(
        _ text: String,
        _ id: Int,
        _ connection: Connection
    ) throws -> [ContainerReference] {
        try connection.rows(text, id) { try ContainerReference(row: &$0) }.compactMap(\.self)
    }
}
