/// A named collection of datasets.
package struct ProjectRecord: Sendable, Equatable {
    package var id: Int
    package var name: String
    package var description: String
    package var ownership: Ownership
    /// Seconds since 1970; 0 where that is not known.
    package var createdSeconds: Int
    package var datasetCount: Int
}

/// What is said about a project, dataset or screen that is to be made.
package struct NewContainer: Sendable, Equatable {
    package var name: String
    package var description: String
    package var ownership: Ownership

    package init(name: String, description: String = "", ownership: Ownership) {
        self.name = name
        self.description = description
        self.ownership = ownership
    }
}
