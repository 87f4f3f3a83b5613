import HTTP
import JSON
import Repository
import Tables
import TestSupport
import Testing
import WebAccess

@testable import WebGateway

@Suite struct `Tables` {
    private let test: TablesUnderTest

    init() throws { test = try TablesUnderTest() }

    private func ask(_ endpoint: some Endpoint, _ query: String) throws -> Response {
        try endpoint.answer("/t/<id:int>/", "/t/\(test.file)/?\(query)")
    }

    @Test func `a query answers rows with OMERO's names of everything`() throws {
        #expect(
            try test.query("query=object%3C2&col_names=Area&col_names=object")
                == #"{"data":{"column_types":["DoubleColumn","ImageColumn"],"#
                + #""columns":["Area","object"],"rows":[[0.0,0],[0.5,1]]},"#
                + #""meta":{"rowCount":30,"totalCount":2,"limit":null,"offset":0}}"#
        )
        let page = try #require(
            JSONReader.document(try test.query("query=*&offset=4&limit=2&col_names=Area"))
        )
        #expect(page["data"]?["rows"] == [[.null], [.number(2.5)]])
        #expect(page["meta"]?["totalCount"] == 30)
    }

    @Test func `texts come as they are, whatever they would mean on a page`() throws {
        let document = try #require(JSONReader.document(try test.query("query=object-1")))
        let row = document["data"]?["rows"]?.elements?.first?.elements
        #expect(row?.last == .string(TablesUnderTest.hostile))
    }

    @Test func `what cannot be answered is told as OMERO's clients read it`() throws {
        func error(_ query: String) throws -> String? {
            JSONReader.document(try test.query(query))?["error"]?.string
        }
        #expect(try error("") == "Must specify query parameter, use * to retrieve all")
        #expect(
            try error("query=Wide%3E1")
                == "Error executing query: Wide>1 (at 1: there is no column 'Wide')"
        )
        test.limits.tableRows = 10
        let answer = try #require(JSONReader.document(try test.query("query=object%3E5")))
        #expect(answer["status"] == 404)
        #expect(
            answer["error"]
                == "Trying to download 24 rows exceeds configured omero.web.max_table_download_rows of 10"
        )
        #expect(try error("query=*&limit=10") == nil)
        #expect(throws: Refusal.self) { try test.query("query=*&limit=-1") }
        #expect(throws: Refusal.self) { try test.query("query=*&offset=x") }
    }

    @Test func `only who sees the file learns that there is a table`() throws {
        let missing = "{\"error\":\"Table \(test.file) not found\"}"
        func member(_ id: Int, _ role: Role = .user) -> Actor {
            var actor = Actor(userID: id, role: role)
            actor.memberships[test.owner.groupID] = .isPrivate
            return actor
        }
        for (actor, level, isSeen) in [
            (member(test.owner.ownerID), GroupLevel.isPrivate, true),
            (member(99), .isPrivate, false),
            (member(99), .readOnly, true), (Actor(userID: 9, role: .user), .readWrite, false),
            (member(99, .visitor), .readOnly, true), (.anybody, .readOnly, false),
        ] {
            let text = try test.query("query=*", as: actor, levels: [test.owner.groupID: level])
            #expect((text != missing) == isSeen, "\(actor) \(level)")
        }
    }

    @Test func `metadata name the columns`() throws {
        let document = JSONReader.document(try ask(TableMetadataEndpoint(test.tables), "").text)
        #expect(document?["totalCount"] == 30)
        #expect(
            document?["columns"]?.elements?.first
                == ["name": "object", "description": "<b>", "type": "ImageColumn"]
        )
        #expect(document?["user_metadata"] == [:])
    }

    @Test func `a mask has a bit for each number, the first one the most significant`() throws {
        let endpoint = TableBitmaskEndpoint(test.tables)
        let query = "query=(object==1)|(object==2)|(object==7)|(object==11)|(object==12)"
        #expect(try ask(endpoint, query.replacing("|", with: "%7C")).bytes == [97, 24])
        #expect(try ask(endpoint, "query=object%3E99").bytes == [0])
        // The first column stands for one that is not there.
        #expect(try ask(endpoint, "query=object==0&col_name=x").bytes == [128])
        let invalid = "{\"error\":\"Specified column has invalid type\"}"
        #expect(try ask(endpoint, "query=*&col_name=Area").text == invalid)
        #expect(try ask(endpoint, "query=*&col_name=Name").text == invalid)
        var mask = BitMask()
        #expect(throws: TableFailure.self) { try mask.add(.longs([-1]), at: [0]) }
        #expect(throws: TableFailure.self) { try mask.add(.longs([Int.max]), at: [0]) }
        try mask.add(.texts(TextValues(["9"])), at: [0])
        #expect(mask.bytes == [0, 64])
    }

    @Test func `numbers of rows are found from a row on, some at a time`() throws {
        test.limits.tableCells = 12
        let endpoint = TableRowsEndpoint(test.tables)
        #expect(
            try ask(endpoint, "query=object%3E8&start=6").text
                == #"{"rows":[9,10,11,12,13,14,15,16,17],"meta":{"partialCount":9,"rowCount":30,"#
                + #""columnCount":3,"start":6,"end":18,"maxCells":12}}"#
        )
        let beyond = JSONReader.document(try ask(endpoint, "query=*&start=999").text)
        #expect(beyond?["rows"] == [] && beyond?["meta"]?["end"] == 30)
        #expect(try ask(endpoint, "").text == "{\"error\":\"Must specify query\"}")
    }

    @Test func `a slice is asked for by address or by form`() throws {
        let expected =
            #"{"columns":[[29,1,2],[14.5,0.5,1.0]],"meta":{"columns":["object","Area"],"#
            + #""rowCount":30,"columnCount":3,"maxCells":1000000}}"#
        let endpoint = TableSliceEndpoint(test.tables)
        #expect(try ask(endpoint, "rows=29,1-2&columns=0-1").text == expected)
        let router = Router([(pattern: RoutePattern("/t/<id:int>/"), route: 0)])
        let path = "/t/\(test.file)/"
        guard case .found(_, let parameters) = router.match(path: path) else {
            Issue.record("no route")
            return
        }
        let request = Request(
            method: .post,
            target: RequestTarget(path: path, query: nil),
            fields: RequestFields([("Content-Type", "application/x-www-form-urlencoded")]),
            body: Array("rows=29,1-2&columns=0,1".utf8)
        )
        #expect(try endpoint.respond(to: request, parameters, Visitor(.root)).text == expected)
    }

    @Test(arguments: [
        ("rows=1&columns=9", "Columns out of range"), ("rows=30&columns=0", "Rows out of range"),
        ("rows=-3&columns=0", "Rows out of range"),
        ("rows=1", "Need comma-separated list of rows and columns (none is given)"),
        (
            "rows=1,,2&columns=0",
            "Need comma-separated list of rows and columns ('' is neither a number nor a range)"
        ),
        ("rows=9-2&columns=0", "Need comma-separated list of rows and columns (Invalid range)"),
        (
            "rows=0-9999999999999&columns=0",
            "Need comma-separated list of rows and columns (Too many items)"
        ),
        (
            "rows=0-9&columns=0-100000",
            "Need comma-separated list of rows and columns (Too many items)"
        ),
    ])
    func `a slice of what is not there is refused`(query: String, text: String) throws {
        let answer = try ask(TableSliceEndpoint(test.tables), query).text
        #expect(JSONReader.document(answer)?["error"] == .string(text))
    }

    @Test func `the newest table of a thing that has an answer is asked`() throws {
        let newer = try test.attach(named: "newer")
        let endpoint = ObjectTableQueryEndpoint(test.tables, test.annotations)
        func ask(_ path: String) throws -> JSONValue? {
            JSONReader.document(try endpoint.answer("/t/<type>/<id:int>/", path).text)
        }
        let document = try ask("/t/Dataset/\(test.dataset)/?query=object-3")
        #expect(document?["id"] == .integer(newer.file))
        #expect(document?["annId"] == .integer(newer.annotation))
        #expect(document?["parentType"] == "Dataset")
        #expect(document?["data"]?["rows"]?.elements?.count == 1)
        let none: JSONValue = ["error": "Could not retrieve bulk annotations table"]
        #expect(try ask("/t/Dataset/\(test.dataset + 1)/?query=*") == none)
        #expect(try ask("/t/Plate.wells/1/?query=*") == none)
        #expect(try ask("/t/Folder.x/1/?query=*") == ["error": "['Folder', 'x'] cannot be queried"])
    }

    @Test func `tables of a thing are listed to those who see it`() throws {
        let endpoint = BulkAnnotationsEndpoint(test.annotations)
        let path = "/a/Dataset/\(test.dataset)/"
        let found = JSONReader.document(try endpoint.answer("/a/<type>/<id:int>/", path).text)
        #expect(found?["data"]?.elements?.first?["file"] == .integer(test.file))
        #expect(found?["data"]?.elements?.first?["name"] == "my table, final")
        let hidden = try endpoint.answer(
            "/a/<type>/<id:int>/",
            path,
            as: Actor(userID: 9, role: .user)
        )
        #expect(hidden.text == "{\"data\":[]}")
    }

    @Test func `CSV has every cell as it is, and an end where the limit is`() throws {
        let endpoint = TableCSVEndpoint(test.tables)
        let whole = try ask(endpoint, "")
        #expect(whole["Content-Disposition"]?.contains("\"my_table._final.csv\"") == true)
        var parser = CSVParser()
        var rows: [[String]] = []
        try parser.read(try test.bytes(of: whole)) { cells, _ in rows.append(cells.texts) }
        #expect(rows.count == 31 && rows[0] == ["object", "Area", "Name"])
        #expect(rows[2] == ["1", "0.5", TablesUnderTest.hostile] && rows[5][1] == "nan")
        let part = try ask(
            endpoint,
            "query=object%3E5&offset=10&limit=2&header=false&col_names=object"
        )
        #expect(try test.bytes(of: part) == Array("16\r\n17\r\n".utf8))
        test.limits.tableRows = 29
        let limited = TableCSVEndpoint(test.tables)
        #expect(try ask(limited, "").text.contains("exceeds configured"))
        #expect(try test.bytes(of: ask(limited, "limit=1&header=false")).count > 0)
        #expect(throws: Refusal(.notFound, "OriginalFile \(test.file) not found")) {
            try endpoint.answer(
                "/t/<id:int>/",
                "/t/\(test.file)/",
                as: Actor(userID: 9, role: .user)
            )
        }
    }
}
