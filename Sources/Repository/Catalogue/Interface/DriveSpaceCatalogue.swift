/// How much room files take, by whom they belong to.
package protocol DriveSpaceCatalogue: Sendable {
    /// Of those who have files, by their groups and owners.
    ///
    /// - Parameter filter: whose; orphans are no matter here.
    func driveSpace(_ filter: ListFilter) throws -> [DriveSpace]
}

/// The files of one owner in one group: those that were imported, and attachments.
package struct DriveSpace: Sendable, Equatable {
    package var groupID: Int
    package var ownerID: Int
    package var byteCount: Int

    package init(groupID: Int, ownerID: Int, byteCount: Int) {
        self.groupID = groupID
        self.ownerID = ownerID
        self.byteCount = byteCount
    }
}
