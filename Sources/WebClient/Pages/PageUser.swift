import HTTP
import Repository
import WebAccess

/// Who looks at a page, for programs that read it from there as OMERO.web's scripts have it.
///
/// QuPath looks for this text; it is no script, which the page's policy would not run.
struct PageUser {
    private let id: Int
    private let fullName: String

    init(_ visitor: Visitor, _ people: any People) throws {
        id = visitor.actor.userID
        fullName = try people.experimenter(id)?.fullName ?? ""
    }

    var html: String {
        "<template>WEBCLIENT.USER = {'id': \(id), 'fullName': \"\(HTML.escape(fullName))\"};</template>"
    }
}
