package import HTTP
import Repository
package import WebAccess

/// `load_history/<year>/<month>/<day>/`: the images that were imported on a day.
package struct HistoryEndpoint: Endpoint {
    private let panels: Panels

    package init(_ panels: Panels) { self.panels = panels }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        let (year, month, day) = (
            parameters.integer("year") ?? 0, parameters.integer("month") ?? 0,
            parameters.integer("day") ?? 0
        )
        guard let number = CalendarMonth.day(year, month, day),
            let calendar = CalendarMonth(year: year, month: month)
        else {
            throw Refusal(.notFound, "There is no day \(year)-\(month)-\(day)")
        }
        let query = try HistoryQuery(request, visitor, pageSize: panels.tree.pageSize)
        let found = try panels.tree.catalogue.images(
            importedOn: number,
            query.filter,
            offset: query.offset,
            limit: query.page.limit
        )
        let content = HistoryContent(
            context: panels.context,
            month: calendar,
            path: "\(year)/\(month)/\(day)/",
            images: found.records,
            totalCount: found.totalCount,
            query: query
        )
        return .fragment(content.html)
    }
}

/// The markup of a day: its images as thumbnails, and links to the pages around.
struct HistoryContent {
    let context: PageContext
    let month: CalendarMonth
    /// The day as its address has it.
    let path: String
    let images: [ImageRecord]
    let totalCount: Int
    let query: HistoryQuery

    var html: String {
        let list = ImageList(context: context, images: images).html
        return """
            <div class="panel history" data-day="\(path.dropLast())" data-count="\(totalCount)">
            <h1>\(path.dropLast().replacing("/", with: "-"))</h1>
            <p>\(totalCount) images were imported.</p>
            \(list)
            <p class="paging">\(previous) \(next) \(up)</p>
            </div>

            """
    }

    /// To the month of the day.
    private var up: String {
        let address = HTML.escape(context.prefix) + "/webclient/load_calendar/"
        return "<a rel=\"up\" href=\"\(address)\(month.year)/\(month.month)/\(query.suffix)\">"
            + "\(month.name)</a>"
    }

    private var previous: String {
        query.offset > 0 ? link(number - 1, "prev", "Previous page") : ""
    }

    private var next: String {
        let (end, isBeyond) = query.offset.addingReportingOverflow(images.count)
        let hasMore = !isBeyond && !images.isEmpty && end < totalCount
        return hasMore ? link(number + 1, "next", "Next page") : ""
    }

    /// The page's own number, from 1.
    private var number: Int { query.offset / max(1, query.page.limit) + 1 }

    private func link(_ page: Int, _ relation: String, _ text: String) -> String {
        let address = HTML.escape(context.prefix) + "/webclient/load_history/" + path
        let place = "page=\(page)&amp;limit=\(query.page.limit)"
        return "<a rel=\"\(relation)\" href=\"\(address)?\(query.kept)\(place)\">\(text)</a>"
    }
}
