/// How files are imported.
package struct ImportOptions: Sendable {
    /// Where the server reads a file later.
    package enum Transfer: Sendable, Equatable {
        /// Where it lies; OMERO's `--transfer=ln_s`.
        case inPlace
        /// From a copy in the managed folder.
        case copy(managedFolder: String)
    }

    package enum Target: Sendable, Equatable {
        case dataset(id: Int)
        /// The owner's oldest dataset of that name, made when there is none.
        case datasetNamed(String)
        /// The same, in the owner's oldest project of that name, made when there is none.
        case datasetIn(project: String, dataset: String)
        /// For plates.
        case screen(id: Int)
        /// The owner's oldest screen of that name, made when there is none.
        case screenNamed(String)
    }

    package var transfer = Transfer.inPlace
    /// Where images go, or plates; nil leaves them in no container.
    package var target: Target?
    package var ownership = Ownership.root
    package var threadCount = 2

    package init() {}
}
