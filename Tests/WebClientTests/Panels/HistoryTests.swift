import HTTP
import Testing

@testable import Repository
@testable import WebClient

/// Images of `TreeUnderTest` are imported on 2016-05-04.
@Suite struct `Calendar and history` {
    private let test: PanelsUnderTest
    private var under: TreeUnderTest { test.under }
    private static let calendar: PanelsUnderTest.Maker = { CalendarEndpoint($0) }
    private static let history: PanelsUnderTest.Maker = { HistoryEndpoint($0) }

    init() throws { test = try PanelsUnderTest() }

    @Test func `a month is a table of weeks from Monday on, whose days have their numbers`() throws
    {
        let month = try #require(CalendarMonth(year: 2016, month: 2))
        #expect(month.name == "February 2016" && month.days.count == 29)
        #expect(month.weeks.map(\.count) == [7, 7, 7, 7, 7])
        // The first was a Monday.
        #expect(month.weeks.first?.first == month.days.lowerBound)
        #expect(month.weeks.last?.map { $0 != nil } == [true] + [Bool](repeating: false, count: 6))
        #expect(
            CalendarMonth(year: 2016, month: 1)?.previous == CalendarMonth(year: 2015, month: 12)
        )
        #expect(CalendarMonth(year: 9999, month: 12)?.next == nil)
        #expect(CalendarMonth(year: 1, month: 1)?.previous == nil)
        #expect(CalendarMonth(ofSeconds: 0) == CalendarMonth(year: 1970, month: 1))
        let old = try #require(CalendarMonth(year: 1969, month: 12))
        #expect(old.days == -31..<0 && old.weeks.first?.first == -31)
    }

    @Test func `days on which somebody imported lead to what it was`() throws {
        _ = try under.addImage("i")
        _ = try under.addImage("bob's", TreeUnderTest.own(11))
        let html = try test.panel(Self.calendar, "2016/5/")
        #expect(html.contains("<h1>May 2016</h1>"))
        #expect(
            html.contains(
                "<td data-day=\"4\" data-count=\"1\">"
                    + "<a href=\"/omero/webclient/load_history/2016/5/4/\">4</a>"
            )
        )
        #expect(html.contains("<td data-day=\"5\">5</td>"))
        #expect(html.contains("href=\"/omero/webclient/load_calendar/2016/4/\""))
        let all = try test.panel(Self.calendar, "2016/5/?experimenter=-1&group=5")
        #expect(all.contains("data-count=\"2\">"))
        #expect(all.contains("load_history/2016/5/4/?experimenter=-1&amp;group=5\""))
        #expect(try test.panel(Self.calendar, "").contains("<table>"))
    }

    @Test func `a day shows its images in pages`() throws {
        let ids = try ["a", "b", "c"].map { try under.addImage($0) }
        let html = try test.panel(Self.history, "2016/5/4/?limit=2&experimenter=10")
        #expect(html.contains("data-day=\"2016/5/4\" data-count=\"3\""))
        #expect(html.contains("<li data-type=\"image\" data-id=\"\(ids[1])\">"))
        #expect(!html.contains("data-id=\"\(ids[2])\"") && !html.contains("rel=\"prev\""))
        #expect(
            html.contains(
                "href=\"/omero/webclient/load_history/2016/5/4/?experimenter=10&amp;"
                    + "page=2&amp;limit=2\">Next"
            )
        )
        #expect(html.contains("load_calendar/2016/5/?experimenter=10\">May 2016</a>"))
        let last = try test.panel(Self.history, "2016/5/4/?limit=2&page=2")
        #expect(last.contains("data-id=\"\(ids[2])\"") && !last.contains("rel=\"next\""))
        #expect(last.contains("page=1&amp;limit=2\">Previous"))
        #expect(try test.panel(Self.history, "2016/5/5/").contains("data-count=\"0\""))
    }

    @Test func `what is hidden is neither counted nor shown, whoever is asked for`() throws {
        let hidden = try under.addImage("secret", PanelsUnderTest.secret)
        for query in ["?experimenter=-1", "?experimenter=11", "?group=6&experimenter=-1"] {
            #expect(try !test.panel(Self.calendar, "2016/5/" + query).contains("data-count"))
            #expect(
                try test.panel(Self.history, "2016/5/4/" + query).contains("data-count=\"0\"")
            )
        }
        let own = try test.panel(Self.history, "2016/5/4/", as: 11)
        #expect(own.contains("data-id=\"\(hidden)\""))
        let refusal = try under.refusal {
            _ = try test.answer(Self.history, "2016/5/4/?group=6", as: 12)
        }
        #expect(refusal == Refusal(.forbidden, "Not a member of Group: 6"))
    }

    @Test func `hostile names come back as they went in`() throws {
        let hostile = PanelsUnderTest.hostile
        _ = try under.addImage(hostile)
        let html = try test.panel(Self.history, "2016/5/4/")
        #expect(html.split(separator: HTML.escape(hostile)).count == 3)
    }

    @Test(arguments: ["2016/13/", "0/1/", "10000/1/", "2016/0/"])
    func `months that are in no calendar are not there`(path: String) throws {
        #expect(try under.refusal { _ = try test.answer(Self.calendar, path) }?.status == .notFound)
        let day = try under.refusal { _ = try test.answer(Self.history, path + "1/") }
        #expect(day?.status == .notFound)
    }

    @Test func `the 30th of February is not there`() throws {
        #expect(throws: Refusal(.notFound, "There is no day 2016-2-30")) {
            try test.answer(Self.history, "2016/2/30/")
        }
    }
}
