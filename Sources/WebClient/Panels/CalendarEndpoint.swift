package import HTTP
import Kernel
import Repository
package import WebAccess

/// `load_calendar/[<year>/<month>/]`: on which days of a month how many images were imported.
package struct CalendarEndpoint: Endpoint {
    private let panels: Panels

    package init(_ panels: Panels) { self.panels = panels }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        let month = try Self.month(parameters)
        let query = try HistoryQuery(request, visitor, pageSize: panels.tree.pageSize)
        let counts = try panels.tree.catalogue.importCounts(on: month.days, query.filter)
        let content = CalendarContent(
            address: HTML.escape(panels.context.prefix) + "/webclient/",
            month: month,
            counts: counts,
            query: query
        )
        return .fragment(content.html)
    }

    /// This month, unless the path names another.
    private static func month(_ parameters: RouteParameters) throws -> CalendarMonth {
        guard let year = parameters.integer("year"), let number = parameters.integer("month") else {
            guard let month = CalendarMonth(ofSeconds: WallClock.nowSeconds()) else {
                throw Refusal(.notFound, "The clock is in no calendar")
            }
            return month
        }
        guard let month = CalendarMonth(year: year, month: number) else {
            throw Refusal(.notFound, "There is no month \(year)-\(number)")
        }
        return month
    }
}

/// The markup of a month: a table of weeks, in which days with imports lead to their history.
struct CalendarContent {
    /// Where the web client is; ready for an attribute.
    let address: String
    let month: CalendarMonth
    /// Images by days since 1970.
    let counts: [Int: Int]
    let query: HistoryQuery

    var html: String {
        let head = CalendarMonth.weekdays.map { "<th scope=\"col\">\($0)</th>" }.joined()
        return """
            <div class="panel calendar" data-year="\(month.year)" data-month="\(month.month)">
            <h1>\(month.name)</h1>
            <p class="paging">\(link(month.previous, "prev")) \(link(month.next, "next"))</p>
            <table>
            <thead><tr>\(head)</tr></thead>
            <tbody>
            \(month.weeks.map(row).joined(separator: "\n"))
            </tbody>
            </table>
            </div>

            """
    }

    private func link(_ other: CalendarMonth?, _ relation: String) -> String {
        guard let other else { return "" }
        let path = "load_calendar/\(other.year)/\(other.month)/"
        return "<a rel=\"\(relation)\" href=\"\(address)\(path)\(query.suffix)\">\(other.name)</a>"
    }

    private func row(_ week: [Int?]) -> String { "<tr>\(week.map(cell).joined())</tr>" }

    private func cell(_ day: Int?) -> String {
        guard let day else { return "<td></td>" }
        let (number, count) = (day - month.days.lowerBound + 1, counts[day] ?? 0)
        guard count > 0 else { return "<td data-day=\"\(number)\">\(number)</td>" }
        let path = "load_history/\(month.year)/\(month.month)/\(number)/"
        return "<td data-day=\"\(number)\" data-count=\"\(count)\">"
            + "<a href=\"\(address)\(path)\(query.suffix)\">\(number)</a>"
            + " <span class=\"count\">\(count)</span></td>"
    }
}

extension HistoryQuery {
    /// The query of an address of other days; empty where nothing is kept.
    var suffix: String { kept.isEmpty ? "" : "?" + kept.dropLast("&amp;".count) }
}
