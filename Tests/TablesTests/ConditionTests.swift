import Testing

@testable import Tables

@Suite struct `Conditions on rows` {
    private let test: TableUnderTest

    init() throws { test = try TableUnderTest() }

    private func area(_ index: Int) -> Double { index % 7 == 6 ? .nan : Double(index) / 4 }

    private func expect(_ query: String, _ holds: (Int) -> Bool) throws {
        #expect(try test.rows(query) == (0..<40).filter(holds), "\(query)")
    }

    @Test func `comparisons, brackets and signs mean what they mean in numpy`() throws {
        try expect("*") { _ in true }
        try expect("(Well == 3) & (Area > 8.5)") { $0 / 10 == 3 && area($0) > 8.5 }
        try expect("(Well==0)|(Count<-35)") { $0 < 10 || $0 > 35 }
        try expect("~(Area >= 2)") { !(area($0) >= 2) }
        try expect("Area != Area") { $0 % 7 == 6 }
        try expect("Good") { $0 % 3 == 0 }
        try expect("Good == False") { $0 % 3 != 0 }
        try expect("Good ^ (Well < 2)") { ($0 % 3 == 0) != ($0 < 20) }
        try expect("2 < Area <= 5.25") { 2 < area($0) && area($0) <= 5.25 }
        try expect("-Count*2 + 1 > 3 ** 3") { $0 * 2 + 1 > 27 }
        try expect("Count / 4 == -2.5") { $0 == 10 }
        try expect("-Count % 8 == 5") { $0 % 8 == 5 }
        try expect("Well % 0 == 0") { _ in true }
        try expect("abs(Count) < sqrt(16)") { $0 < 4 }
        try expect("floor(Area) == ceil(Area)") { area($0) == area($0).rounded() }
        try expect("(-Count & 6) == 4") { $0 & 6 == 4 }
        try expect("1 == 1") { _ in true }
        try expect("1e3 < 2") { _ in false }
    }

    @Test func `texts are compared by their bytes, in either quotation marks`() throws {
        try expect("Name == 'n3'") { $0 % 5 == 3 }
        try expect("\"n2\" < Name") { $0 % 5 > 2 }
        try expect("Name != \"it's \\\"n\\\"\"") { _ in true }
    }

    @Test func `a word and a number are short for that they are equal`() throws {
        try expect("Well-2") { $0 / 10 == 2 }
        try expect("Count-0") { $0 == 0 }
        let old = [TableColumn("image", .image)]
        #expect(try Condition.reading("Image-7", old)?.columns == [0])
        #expect(throws: ConditionError.self) { try Condition.reading("Dataset-7", old) }
    }

    @Test(arguments: [
        ("", 1, "a name, a number or a text was expected, not the end"),
        ("Area >", 7, "a name, a number or a text was expected, not the end"),
        ("Areal > 1", 1, "there is no column 'Areal'"),
        ("(Area > 1", 10, "')' was expected, not the end"),
        ("Area = 1", 6, "'=' means nothing in a condition"),
        ("Area > 1 & Good", 10, "'&' joins conditions in brackets, as in (a > 1) & (b < 2)"),
        ("Area & Good", 6, "'&' of a number with a fraction"),
        ("Area", 1, "a condition is true or false, and this is a number"),
        ("Name > 1", 6, "a text cannot be compared with a whole number"),
        ("Place > 1", 1, "the cells of 'Place' are arrays"),
        ("Name == 'a", 9, "a text without its end"),
        ("Good and Good", 6, "an operator was expected, not 'and'"),
        ("12.3.4 < Area", 1, "'12.3.4' is no number"),
        ("eval(1)", 1, "there is no function 'eval'"),
        ("99999999999999999999 > Area", 1, "'99999999999999999999' is no number"),
        ("~Area > 1", 1, "'~' is for truth values, as in ~(a > 1)"),
    ])
    func `what is none is refused with its place`(query: String, position: Int, reason: String) {
        do throws(ConditionError) {
            _ = try Condition.reading(query, TableUnderTest.columns)
            Issue.record("\(query) was taken")
        } catch {
            #expect(error.position == position && error.reason == reason, "\(query): \(error)")
        }
    }

    @Test func `long, deep and endless ones are refused`() {
        let deep = String(repeating: "(", count: 100_000)
        let signs = String(repeating: "~", count: 10_000) + "Good"
        let many = Array(repeating: "Good", count: 2_000).joined(separator: "|")
        for query in [deep, signs, many, String(repeating: " ", count: 1 << 20)] {
            #expect(throws: ConditionError.self) {
                try Condition.reading(query, TableUnderTest.columns)
            }
        }
    }

    @Test func `rows are found page by page and counted all the same`() throws {
        let table = try test.open()
        let search = TableSearch(table, try Condition.reading("Good", table.columns))
        let page = try search.page(in: 0..<40, offset: 3, limit: 4)
        #expect(page == .init(rows: [9, 12, 15, 18], totalCount: 14))
        #expect(try search.page(in: 10..<20, offset: 0, limit: 9).rows == [12, 15, 18])
        #expect(try search.page(in: 0..<40, offset: 99, limit: 4).rows == [])
        let all = TableSearch(table, nil)
        #expect(try all.page(in: 0..<40, offset: 38, limit: Int.max).rows == [38, 39])
        #expect(try all.page(in: 0..<40, offset: Int.max, limit: 1).rows == [])
    }

    @Test func `groups that bounds rule out are not read, and the answer is the same`() throws {
        let table = try test.open()
        let condition = try #require(try Condition.reading("(Well == 3) & Good", table.columns))
        let verdicts = (0..<3).map { group in
            condition.verdict { table.layout.groups[group].chunks[$0].bounds }
        }
        #expect(verdicts == [.never, .unknown, .unknown])
        // What is no number keeps a group from being wanted whole.
        for (query, verdict) in [
            ("Area < 1000", ConditionVerdict.unknown), ("Area < -1", .never),
            ("~(Count > 0)", .always), ("0 >= Well", .unknown), ("-1 > Well", .never),
            ("Count != 5", .always), ("(Count > 5) | (Well > 99)", .never),
        ] {
            let condition = try #require(try Condition.reading(query, table.columns))
            #expect(
                condition.verdict { table.layout.groups[0].chunks[$0].bounds } == verdict,
                "\(query)"
            )
        }
    }
}
