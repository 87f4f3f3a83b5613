import Pixels
import Repository

/// The markup of a page of thumbnails.
struct BrowserContent {
    let context: PageContext
    let place: BrowserPlace
    /// Whose images are listed; nil for everybody's.
    let ownerID: Int?
    let images: [ImageRecord]
    let hasMore: Bool
    let isFirstPage: Bool
    /// There is no image at all that the visitor sees.
    let isRepositoryEmpty: Bool

    var html: String {
        let list = ImageList(context: context, images: images).html
        return (images.isEmpty ? emptiness : list) + "\n" + paging
    }

    /// Width × height, then what there is more than one of.
    static func extent(_ image: ImageRecord) -> String {
        let dimensions = image.dimensions
        let axes = [("Z", dimensions.z), ("C", dimensions.c), ("T", dimensions.t)]
        return
            (["\(dimensions.x) × \(dimensions.y)"]
            + axes.filter { $0.1 > 1 }.map { "\($0.0) \($0.1)" }).joined(separator: " · ")
    }

    private var emptiness: String {
        isRepositoryEmpty
            ? "<p class=\"empty\">There are no images yet. <code>omero import FOLDER</code>"
                + " brings some.</p>"
            : "<p class=\"empty\">There are no images here.</p>"
    }

    private var paging: String {
        let address = context.address(of: place, ownedBy: ownerID)
        let mark = address.contains("?") ? "&amp;" : "?"
        let first = isFirstPage ? "" : "<a href=\"\(address)\(mark)after=0\">First page</a>"
        let last = images.last?.id ?? 0
        let next =
            hasMore ? "<a rel=\"next\" href=\"\(address)\(mark)after=\(last)\">Next page</a>" : ""
        return first.isEmpty && next.isEmpty ? "" : "<p class=\"paging\">\(first) \(next)</p>"
    }
}

/// The markup of a container's members, by name.
struct MembersContent {
    let context: PageContext
    let title: String
    let description: String
    /// Whose things the tree beside it lists; nil for everybody's.
    let ownerID: Int?
    let members: [(place: BrowserPlace, name: String, count: Int)]
    /// What the counts are of.
    let noun: String

    var html: String {
        """
        \(Self.heading(title, description))
        \(members.isEmpty ? "<p class=\"empty\">There is nothing here.</p>" : list)
        """
    }

    /// A container's name, and what it says of itself.
    static func heading(_ title: String, _ description: String) -> String {
        "<h1>\(HTML.escape(title))</h1>\n"
            + (description.isEmpty ? "" : "<p class=\"text\">\(HTML.escape(description))</p>\n")
    }

    private var list: String {
        let items = members.map { member in
            "<li><a href=\"\(context.address(of: member.place, ownedBy: ownerID))\">"
                + "<span class=\"name\">\(HTML.escape(member.name))</span>"
                + "<span class=\"extent\">\(member.count) \(noun)</span></a></li>"
        }
        return "<ul class=\"thumbnails\">\(items.joined(separator: "\n"))</ul>"
    }
}
