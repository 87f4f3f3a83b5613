import HTTP
import Repository
import WebAccess

/// Whose images and containers the browser lists.
///
/// A container that an address names by itself shows all that is in it, whoever owns that.
struct BrowserOwner {
    /// Nil for everybody.
    let id: Int?
    /// What to call him; empty for everybody.
    let fullName: String

    /// The user that `experimenter` names; all below 0, as in OMERO, and without it.
    ///
    /// - Throws: `Refusal` for what is no number.
    init(_ query: QueryParameters, _ people: any People) throws {
        id = try query.identifier("experimenter")
        let user = try id.flatMap(people.experimenter)
        fullName = user?.fullName ?? id.map { "User \($0)" } ?? ""
    }

    var title: String { id == nil ? "Images" : "Images of \(fullName)" }
}
