/// What every page has to know of its surroundings.
package struct PageContext: Sendable {
    /// Path under which the application lives, without a slash at the end.
    package let prefix: String
    /// Path of static files, with a slash at the end.
    package let staticURL: String
    /// Images on one page.
    package let pageSize: Int
    /// Whether administrators can write to users.
    package let sendsMail: Bool

    package init(prefix: String, staticURL: String, pageSize: Int, sendsMail: Bool = false) {
        self.prefix = prefix
        self.staticURL = staticURL
        self.pageSize = pageSize
        self.sendsMail = sendsMail
    }

    /// The markup of the icon beside a page's title; browsers ask for one elsewhere without it.
    package var iconLink: String {
        "<link rel=\"icon\" href=\"\(HTML.escape(staticURL))webclient/image/image16.png\">"
    }
}
