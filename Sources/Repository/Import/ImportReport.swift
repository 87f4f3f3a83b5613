/// What became of one file.
package enum ImportOutcome: Sendable, Equatable {
    case imported(imageIDs: [Int])
    /// The file had changed since it was imported; its images keep their ids.
    case updated(imageIDs: [Int])
    case alreadyThere
    /// It belongs to the fileset of another file.
    case partOfFileset
    /// It could not be read; the catalogue keeps the reason.
    case failed(reason: String)
}

/// How far an import is.
package struct ImportProgress: Sendable, Equatable {
    package var doneCount: Int
    package var totalCount: Int
    /// Bytes of the files that are done.
    package var doneBytes: Int
    /// The file that was done last.
    package var path: String
    package var outcome: ImportOutcome
}

/// What an import did.
package struct ImportReport: Sendable, Equatable {
    package struct Failure: Sendable, Equatable {
        package var path: String
        package var reason: String

        package init(path: String, reason: String) {
            self.path = path
            self.reason = reason
        }
    }

    package var importedFileCount = 0
    package var updatedFileCount = 0
    package var imageIDs: [Int] = []
    package var alreadyThereCount = 0
    package var partCount = 0
    package var failures: [Failure] = []
    /// Files whose names no format claims.
    package var skipped: [String] = []
    /// Regions and annotations that were not taken over from files, the first `omissionsMax`.
    package var omissions: [String] = []

    static let omissionsMax = 1000

    mutating func add(_ path: String, _ outcome: ImportOutcome) {
        switch outcome {
        case .imported(let ids):
            importedFileCount += 1
            imageIDs += ids
        case .updated(let ids):
            updatedFileCount += 1
            imageIDs += ids
        case .alreadyThere: alreadyThereCount += 1
        case .partOfFileset: partCount += 1
        case .failed(let reason): failures.append(Failure(path: path, reason: reason))
        }
    }
}

/// Why a file cannot be imported, beside what its format says.
package enum ImportError: Error, Equatable, CustomStringConvertible {
    case noImages(path: String)
    case changedWhileRead(path: String)
    /// Names in the file lead out of the folder it lies in.
    case outsideFolder(path: String, folder: String)

    package var description: String {
        switch self {
        case .noImages(let path): "\(path) holds no image"
        case .changedWhileRead(let path): "\(path) changed while it was read"
        case .outsideFolder(let path, let folder): "\(path) lies outside \(folder)"
        }
    }
}
