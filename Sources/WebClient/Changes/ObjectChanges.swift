import HTTP
import JSON
package import Repository

/// What the endpoints share that change single things of the tree.
package struct ObjectChanges: Sendable {
    let catalogue: any Catalogue
    let deletion: ObjectDeletion

    /// - Parameter dataFolder: where the repository keeps its copies of files.
    package init(_ catalogue: any Catalogue, dataFolder: String) {
        self.catalogue = catalogue
        deletion = ObjectDeletion(catalogue, dataFolder: dataFolder)
    }
}

/// What OMERO's pages are told of a change.
enum ChangeAnswer {
    static func done(_ more: [JSONValue.Member] = []) -> Response {
        Response(.ok, [.unkept], json: .object([.init("bad", "false")] + more))
    }

    static func refused(_ errors: JSONValue) -> Response {
        Response(.ok, [.unkept], json: ["bad": "true", "errs": errors])
    }

    /// The answer, or in its place why the catalogue cannot do what was asked as a whole.
    ///
    /// What is not there and what is not allowed stay errors with a status of their own.
    static func telling(_ change: () throws -> Response) throws -> Response {
        do {
            return try change()
        } catch let error as RepositoryError {
            switch error {
            case .sharedFileset, .cannot, .tooMany: return refused(.string("\(error)"))
            default: throw error
            }
        }
    }
}
