import Kernel
import Repository
import SQLite
import Tables
import TestSupport
import Testing

@testable import OmeroCommands

@Suite struct `omero table` {
    private let instance: TemporaryInstance
    private let catalogue: SQLiteCatalogue
    private let dataset: Int

    init() throws {
        instance = try TemporaryInstance()
        _ = instance.run(["web", "init"])
        catalogue = try SQLiteCatalogue(path: instance.folder.path("var/data/catalogue.sqlite"))
        dataset = try catalogue.createDataset(named: "plate <1>", description: "", ownedBy: .root)
    }

    private func importing(_ text: String, _ more: String...) throws -> CommandResult {
        let path = try instance.folder.write(text, to: "cells.csv")
        return instance.run(
            ["table", "import", path, "--target", "Dataset:\(dataset)"] + more
        )
    }

    private func table(_ result: CommandResult) throws -> TableFile {
        try #require(result.status == 0, "\(result.messages)")
        let line = try #require(result.output.split(separator: "\n").first)
        let id = try #require(Int(line.dropFirst("OriginalFile:".count)))
        let record = try #require(try catalogue.attachment(id))
        #expect(record.mediaType == "OMERO.tables")
        return try TableFile(TableBytes(try File.open(record.path)))
    }

    private func cells(_ table: TableFile, _ name: String) throws -> [String] {
        let column = try #require(table.columns.firstIndex { $0.name == name })
        let rows = Array(0..<table.rowCount)
        let cells = try table.cells(ofColumn: column, rows: rows)
        return rows.map(cells.csvText)
    }

    @Test func `types follow from the values`() throws {
        let table = try table(
            importing("a,b,c,d,e,f\n1,1.5,x,true,7,\n-2,nan,\"y,\nz\",False,,\n")
        )
        #expect(
            table.columns.map(\.type) == [.long, .double, .string, .boolean, .double, .string]
        )
        #expect(try cells(table, "c") == ["x", "y,\nz"])
        #expect(try cells(table, "e") == ["7.0", "nan"])
        #expect(try cells(table, "d") == ["True", "False"])
    }

    @Test func `a first line and an option say types, and names become numbers`() throws {
        let table = try table(
            importing(
                "# header s,dataset,l\nn,Dataset Name,Dose\n7,plate <1>,3\n8,,4\n",
                "--type",
                "Dose=d",
                "--name",
                "doses"
            )
        )
        #expect(
            table.columns == [
                TableColumn("n", .string), TableColumn("Dataset", .dataset),
                TableColumn("Dataset Name", .string), TableColumn("Dose", .double),
            ]
        )
        #expect(try cells(table, "Dataset") == ["\(dataset)", "-1"])
        #expect(try cells(table, "Dose") == ["3.0", "4.0"])
    }

    @Test func `the table is attached in the name of its target's owner`() throws {
        _ = try table(importing("Dataset\n\(dataset)\n"))
        let links = try catalogue.annotations(
            of: .dataset,
            [dataset],
            types: [.file],
            namespace: AnnotationNamespace.bulkAnnotations
        )
        #expect(links.count == 1 && links.first?.annotation.ownership == .root)
    }

    @Test func `a link that cannot be written takes the annotation and the files with it`() throws {
        let path = instance.folder.path("var/data/catalogue.sqlite")
        let database = try Database(path: path)
        try database.write { connection in
            try connection.execute(
                """
                CREATE TRIGGER full BEFORE INSERT ON datasetannotationlink
                BEGIN SELECT RAISE(ABORT, 'full'); END
                """
            )
        }
        #expect(try importing("a\n1\n").status != 0)
        for table in ["originalfile", "annotation", "datasetannotationlink"] {
            let count = try database.read { connection in
                try connection.row("SELECT count(*) FROM \(table)") { try $0.next(Int.self) }
            }
            #expect(count == 0, "\(table)")
        }
        #expect(try Directory.names(in: tablesFolder) == [])
    }

    @Test func `an import removes what a killed one left, and nothing of one that runs`() throws {
        _ = try table(importing("a\n1\n"))
        let dead = tablesFolder + "/dead.table.partial"
        try AtomicReplacement.write([1], to: dead)
        let living = try NewFile(tablesFolder + "/living.table")
        _ = try table(importing("a\n2\n"))
        #expect(!Directory.exists(dead))
        try living.finish()
        #expect(Directory.exists(living.path))
    }

    private var tablesFolder: String {
        instance.folder.path("var/data/ManagedRepository/tables")
    }

    @Test(arguments: [
        ("a,b\n1\n", "line 2: 1 cells in the place of 2"),
        ("a\n\"x\n", "line 3, column 1: a quoted cell has no end"),
        ("", "line 1: there are no names of columns"),
        ("a,a\n1,2\n", "two columns are called 'a'"),
        ("# header x\na\n1\n", "line 1, column 1: 'x' is none of"),
        ("# header l\na\n1\nx\n", "line 4, column 1: 'x' is no value of a LongColumn"),
        ("Dataset\n999\n", "line 2, column 1: there is no dataset 999 in Dataset"),
        ("n,Image\n1,a.tif\n", "line 2, column 2: there is no image 'a.tif' in Dataset"),
        ("Well\nA1\n", "line 2, column 1: well 'A1' needs a column Plate"),
    ])
    func `what is wrong is told with its place, and nothing is left`(
        text: String,
        reason: String
    ) throws {
        let result = try importing(text)
        #expect(result.status == 65 && result.messages.contains(reason), "\(result.messages)")
        #expect(
            try !Directory.exists(tablesFolder) || Directory.names(in: tablesFolder) == []
        )
    }

    @Test func `a target that is missing or unknown is refused`() throws {
        let path = try instance.folder.write("a\n1\n", to: "cells.csv")
        for (target, status) in [("Dataset:999", 65), ("Folder:1", 64), ("Dataset:x", 64)] {
            let result = instance.run(["table", "import", path, "--target", target])
            #expect(Int(result.status) == status, "\(target): \(result.messages)")
        }
        #expect(instance.run(["table", "import", path]).status == 64)
        #expect(try importing("a\n1\n", "--type", "b=l").status == 65)
        #expect(try importing("a\n1\n", "--type", "a=q").status == 64)
    }

    /// A store of one table with a row for each text of a column, written without compression.
    private func observations(_ column: String, _ texts: [String]) throws -> String {
        func folder(_ name: String) throws -> String {
            let path = instance.folder.path("a.zarr/" + name)
            try Directory.create(path)
            return path + "/"
        }
        func write(_ path: String, _ bytes: [UInt8]) throws {
            try AtomicReplacement.write(bytes, to: path)
        }
        func frame(_ name: String, _ columns: String) throws {
            let text = #"{"encoding-type":"dataframe","_index":"id","column-order":[\#(columns)]}"#
            try write(folder(name) + ".zattrs", Array(text.utf8))
        }
        func array(_ path: String, _ texts: [String]) throws {
            let folder = try folder(path)
            let document = """
                {"zarr_format":2,"shape":[\(texts.count)],"chunks":[\(max(1, texts.count))],"dtype":"|O",\
                "filters":[{"id":"vlen-utf8"}],"compressor":null,"fill_value":"","order":"C"}
                """
            try write(folder + ".zarray", Array(document.utf8))
            var chunk: [UInt8] = [UInt8(texts.count), 0, 0, 0]
            for text in texts { chunk += [UInt8(text.utf8.count), 0, 0, 0] + text.utf8 }
            try write(folder + "0", chunk)
        }
        try write(folder("tables/t") + ".zattrs", Array(#"{"encoding-type":"anndata"}"#.utf8))
        try frame("tables/t/obs", "\"\(column)\"")
        try array("tables/t/obs/id", texts.indices.map { "\($0)" })
        try array("tables/t/obs/\(column)", texts)
        return instance.folder.path("a.zarr")
    }

    @Test func `tables of an OME-Zarr come with their names, and names become numbers`() throws {
        let path = try observations("Dataset Name", ["plate <1>", ""])
        let words = ["table", "import", path, "--target", "Dataset:\(dataset)"]
        let table = try table(instance.run(words))
        #expect(
            table.columns == [
                TableColumn("id", .string), TableColumn("Dataset", .dataset),
                TableColumn("Dataset Name", .string),
            ]
        )
        #expect(try cells(table, "Dataset") == ["\(dataset)", "-1"])
        let plain = try self.table(instance.run(words + ["--type", "Dataset Name=s"]))
        #expect(plain.columns.map(\.type) == [.string, .string])
    }

    @Test func `observations that cannot be taken over are told with their row`() throws {
        let path = try observations("Dataset Name", ["plate <1>", "elsewhere"])
        let words = ["table", "import", path, "--target", "Dataset:\(dataset)"]
        for (more, reason) in [
            ([], "row 1, column 'Dataset Name': there is no dataset 'elsewhere'"),
            (["--type", "none=s"], "column 'none': there is none"),
            (["--type", "id=d"], "column 'id': its cells are those of a StringColumn"),
        ] {
            let result = instance.run(words + more)
            #expect(result.status == 65 && result.messages.contains(reason), "\(result.messages)")
        }
        #expect(try Directory.names(in: tablesFolder) == [])
    }
}
