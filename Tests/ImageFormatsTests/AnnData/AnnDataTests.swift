import JSON
import Testing

@testable import ImageFormats

/// Tables of annotated observations in both versions of Zarr.
@Suite struct `Tables of AnnData` {
    private func table(_ fixture: AnnDataFixture) throws -> AnnDataTable {
        try #require(try AnnDataTables.tables(fixture.store()).first)
    }

    /// NaN is equal to nothing, so numbers are compared as texts.
    private func text(_ values: ZarrValues) -> String {
        switch values {
        case .longs(let numbers): "\(numbers)"
        case .doubles(let numbers): "\(numbers)"
        case .booleans(let truths): "\(truths)"
        case .texts(let texts): "\(texts)"
        }
    }

    @Test(arguments: [2, 3])
    func `columns of every kind come as they were written, over the edges of chunks`(
        version: Int
    ) throws {
        let table = try table(AnnDataFixture(version: version))
        let names = ["index", "area", "count", "kind", "whole", "good", "g0", "g1"]
        #expect(table.columns.map(\.name) == names)
        #expect(table.attributes == [.init("region", "r")])
        let whole = [
            #"["c0", "c1", "<b>", "", "é"]"#, "[1.5, nan, 3.0, 4.0, 5.0]",
            "[1, -2, \(Int.max), 4, 5]", #"["one", "two", "", "two", "one"]"#,
            "[7.0, 8.0, nan, 10.0, 11.0]", "[true, false, true, true, false]",
            "[0.0, 10.0, 20.0, 30.0, 40.0]", "[1.0, 11.0, 21.0, 31.0, 41.0]",
        ]
        let cells = try table.cells(0..<5)
        #expect(cells.map(text) == whole)
        #expect(cells.map(\.kind) == table.columns.map(\.kind))
        let parts = try [0..<1, 1..<4, 4..<5].map { try table.cells($0) }
        for column in names.indices {
            var joined = parts[0][column]
            for part in parts.dropFirst() { joined.append(part[column]) }
            #expect(text(joined) == whole[column], "\(names[column])")
        }
    }

    @Test(arguments: [2, 3])
    func `sparse rows and sparse columns become columns with zeros`(version: Int) throws {
        for fixture in [
            AnnDataFixture.sparse(version: version), .sparseColumns(version: version),
        ] {
            let table = try table(fixture)
            for rows in [0..<5, 1..<4, 4..<5] {
                let cells = try table.cells(rows)
                let expected = [[0, 2, 0, 4, 0], [1.5, 3, 0, 0, 0]]
                #expect(cells.suffix(2) == expected.map { .doubles(Array($0[rows])) }[...])
            }
        }
    }

    @Test func `what sparse columns store twice is the sum`() throws {
        var fixture = AnnDataFixture.sparseColumns(version: 2)
        fixture.set(AnnDataFixture.numbers([1, 1] as [Int32]), at: "X/indices/1")
        #expect(try table(fixture).cells(0..<2)[7] == .doubles([0, 4.5]))
    }

    @Test(arguments: [
        ("X/indices/1", [5, 0]), ("X/indices/0", [-1, 0]), ("X/indptr/0", [0, 5]),
        ("X/indptr/0", [1, 2]), ("X/indptr/1", [3, 0]), ("X/indptr/0", [0, -1]),
    ])
    func `sparse columns that lead elsewhere are refused`(key: String, numbers: [Int32]) throws {
        var fixture = AnnDataFixture.sparseColumns(version: 2)
        fixture.set(AnnDataFixture.numbers(numbers), at: key)
        let table = try table(fixture)
        #expect(throws: ImageFormatError.self) { try table.cells(0..<5) }
    }

    @Test func `more values by columns than are kept in memory are refused with the limit`() throws
    {
        var limits = ReadLimits()
        limits.tableEntries = 3
        let store = AnnDataFixture.sparseColumns(version: 3).store()
        let error = #expect(throws: ImageFormatError.self) {
            try AnnDataTables.tables(store, limits)
        }
        #expect(error?.description.contains("3 stored values by columns") == true)
    }

    @Test func `a chunk that was never written has the value for it`() throws {
        var fixture = AnnDataFixture(version: 3)
        fixture.set(nil, at: "obs/count/c/1")
        fixture.set(nil, at: "obs/_index/c/0")
        fixture.replace("\"fill_value\":0", "\"fill_value\":-3", in: "obs/count/zarr.json")
        let cells = try table(fixture).cells(0..<5)
        #expect(cells[2] == .longs([1, -2, -3, -3, 5]))
        #expect(cells[0] == .texts(["", "", "<b>", "", "é"]))
    }

    @Test func `a column in which nothing is missing keeps its type`() throws {
        var fixture = AnnDataFixture(version: 2)
        fixture.set([0, 0], at: "obs/whole/mask/1")
        #expect(try table(fixture).columns[4] == .init(name: "whole", kind: .long))
    }

    @Test func `an OME-Zarr has the tables that its group lists, else all that are there`() throws {
        var store = AnnDataFixture(version: 2).store(under: "tables/b/")
        store.values.merge(AnnDataFixture(version: 3).store(under: "tables/a/").values) { $1 }
        store.values["tables/other/.zattrs"] = Array("{}".utf8)
        #expect(try AnnDataTables.tables(store).map(\.name) == ["a", "b"])
        store.values["tables/.zattrs"] = Array(#"{"tables":["b"]}"#.utf8)
        #expect(try AnnDataTables.tables(store).map(\.name) == ["b"])
        store.values["tables/.zattrs"] = Array(#"{"tables":["../b"]}"#.utf8)
        #expect(throws: ImageFormatError.self) { try AnnDataTables.tables(store) }
    }

    struct Damage: Sendable, CustomTestStringConvertible {
        var key: String
        var old: String
        var new: String
        var reason: String

        init(_ key: String, _ old: String, _ new: String, _ reason: String) {
            (self.key, self.old, self.new, self.reason) = (key, old, new, reason)
        }

        var testDescription: String { "\(key): \(new)" }
    }

    @Test(arguments: [
        Damage(
            "obs/.zattrs",
            "area",
            "none",
            "memory/obs/none is damaged at byte 0: expected a column"
        ),
        Damage("obs/.zattrs", "area", "../x", "a path inside the Zarr hierarchy"),
        Damage("obs/.zattrs", "dataframe", "frame", "memory/obs/.zattrs: the encoding frame"),
        Damage("obs/area/.zarray", "[5]", "[6]", "memory/obs/area/.zarray is damaged"),
        Damage("obs/area/.zarray", "<f8", "<f4", "more than 8 bytes of samples"),
        Damage("obs/_index/.zarray", "vlen-utf8", "pickle", "the filter pickle"),
        Damage("obs/_index/.zarray", "[{\"id\":\"vlen-utf8\"}]", "null", "the codec vlen-utf8"),
        Damage("obs/_index/.zarray", "[5]", "[1073741825]", "the limit of 1073741824 rows"),
        Damage("obs/_index/.zarray", "\"shape\":[5]", "\"shape\":[5,1]", "as many chunks"),
        Damage("obs/kind/.zattrs", "categorical", "other", "the encoding other of a column"),
        Damage("obs/kind/categories/.zarray", "\"shape\":[2]", "\"shape\":[1]", "codes below 1"),
        Damage("var/gene/.zarray", "\"shape\":[2]", "\"shape\":[1]", "1 columns, one for each"),
        Damage("X/.zarray", "<f4", "<c8", "the dtype <c8"),
        Damage("X/.zarray", "[5, 2]", "[5, 20000]", "the limit of 16384 columns"),
    ])
    func `what is wrong is told with its place`(damage: Damage) throws {
        var fixture = AnnDataFixture(version: 2)
        fixture.replace(damage.old, damage.new, in: damage.key)
        let error = #expect(throws: ImageFormatError.self) {
            _ = try AnnDataTables.tables(fixture.store())[0].cells(0..<5)
        }
        let text = error?.description ?? ""
        #expect(text.contains(damage.reason), "\(text)")
    }

    @Test(
        arguments: [
            ([], "cut off"), ([2, 0, 0, 0], "0 bytes for 2 texts"),
            ([9, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], "9 texts in the place of 2"),
            ([2, 0, 0, 0, 9, 0, 0, 0, 0, 0, 0, 0], "a text of 9 bytes where 4 are left"),
            ([2, 0, 0, 0, 1, 0, 0, 0, 0xFF, 0, 0, 0, 0], "no UTF-8"),
            ([2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1], "1 bytes behind the last text"),
        ] as [([UInt8], String)]
    )
    func `damaged texts are refused`(bytes: [UInt8], reason: String) throws {
        var fixture = AnnDataFixture(version: 2)
        fixture.set(bytes, at: "obs/_index/0")
        let table = try table(fixture)
        let error = #expect(throws: ImageFormatError.self) { try table.cells(0..<2) }
        let text = error?.description ?? ""
        #expect(text.contains("memory/obs/_index") && text.contains(reason), "\(text)")
    }

    @Test(
        arguments: [
            ("X/indptr/1", [3, 0, 0, 0, 1, 0, 0, 0]), ("X/indices/0", [2, 0, 0, 0, 0, 0, 0, 0]),
            ("X/indptr/0", [0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0]),
        ] as [(String, [UInt8])]
    )
    func `sparse rows that lead elsewhere are refused`(key: String, bytes: [UInt8]) throws {
        var fixture = AnnDataFixture.sparse(version: 2)
        fixture.set(bytes, at: key)
        let table = try table(fixture)
        #expect(throws: ImageFormatError.self) { try table.cells(0..<5) }
    }

    @Test func `an image of texts is no image`() throws {
        var fixture = ZarrFixture.version2(dtype: "|O")
        fixture.array["filters"] = #"[{"id":"vlen-utf8"}]"#
        #expect(throws: ImageFormatError.self) { try fixture.source() }
    }
}
