/// A named collection of images.
package struct DatasetRecord: Sendable, Equatable {
    package var id: Int
    package var name: String
    package var description: String
    package var ownerID: Int
    package var groupID: Int
    package var imageCount: Int
    /// Seconds since 1970; 0 where that is not known.
    package var createdSeconds: Int

    package init(
        id: Int,
        name: String,
        description: String,
        ownerID: Int,
        groupID: Int,
        imageCount: Int,
        createdSeconds: Int = 0
    ) {
        self.id = id
        self.name = name
        self.description = description
        self.ownerID = ownerID
        self.groupID = groupID
        self.imageCount = imageCount
        self.createdSeconds = createdSeconds
    }

    package var ownership: Ownership { Ownership(ownerID: ownerID, groupID: groupID) }
}

/// What an image's record says about a dataset or a project that holds it.
package struct ContainerReference: Sendable, Equatable {
    package var id: Int
    package var name: String
    package var description: String

    package init(id: Int, name: String, description: String) {
        self.id = id
        self.name = name
        self.description = description
    }
}

/// Who owns a thing, and the group it lies in.
package struct Ownership: Sendable, Equatable {
    package var ownerID: Int
    package var groupID: Int

    package init(ownerID: Int, groupID: Int) {
        self.ownerID = ownerID
        self.groupID = groupID
    }

    /// OMERO's administrator: user 0 in the group `system`, 0.
    package static let root = Ownership(ownerID: 0, groupID: 0)
}
