import TestSupport
import Testing

@testable import Repository

@Suite struct `Marks in lists` {
    private let marks = ListMarks()

    private func place(_ offset: Int) -> ListPlace {
        ListPlace(ListPage(.offset(offset), limit: 10))
    }

    @Test func `a place is found from the last mark before it`() {
        let entries = [10, 20, 40].map { ListEntry(id: $0, name: "n\($0)") }
        for entry in entries.reversed() { marks.note(entry, before: entry.id, in: "l", counter: 1) }
        for (offset, mark, skipped) in [
            (10, 0, 0), (19, 0, 9), (20, 1, 0), (39, 1, 19), (100, 2, 60),
        ] {
            let found = marks.nearer(place(offset), in: "l", counter: 1)
            #expect(found.after == entries[mark] && found.skippedCount == skipped)
        }
        #expect(marks.nearer(place(9), in: "l", counter: 1) == place(9))
        #expect(marks.nearer(place(50), in: "other", counter: 1) == place(50))
    }

    @Test func `a change makes all marks void`() {
        let entry = ListEntry(id: 1, name: "a")
        marks.note(entry, before: 10, in: "l", counter: 1)
        #expect(marks.nearer(place(10), in: "l", counter: 2) == place(10))
        marks.note(entry, before: 20, in: "m", counter: 2)
        #expect(marks.nearer(place(10), in: "l", counter: 2) == place(10))
        #expect(marks.nearer(place(20), in: "m", counter: 2).after == entry)
    }

    @Test func `marks are bounded, and those that stay are right`() {
        for offset in 1...10_000 {
            marks.note(ListEntry(id: offset, name: ""), before: offset, in: "l", counter: 1)
        }
        for offset in stride(from: 1000, to: 10_000, by: 777) {
            let found = marks.nearer(place(offset), in: "l", counter: 1)
            #expect((found.after?.id ?? 0) + found.skippedCount == offset)
        }
    }

    @Test func `pages by offset are right after a change`() throws {
        let folder = try TemporaryFolder()
        let catalogue = try SQLiteCatalogue(path: folder.path("c.db"), isDurable: false)
        for name in ["b", "c", "d", "e"] {
            _ = try catalogue.createProject(NewContainer(name: name, ownership: .root))
        }
        func names(_ offset: Int) throws -> [String] {
            try catalogue.projects(ListFilter(.everything), ListPage(.offset(offset), limit: 2))
                .records.map(\.name)
        }
        #expect(try names(0) == ["b", "c"])
        #expect(try names(2) == ["d", "e"])
        _ = try catalogue.createProject(NewContainer(name: "a", ownership: .root))
        #expect(try names(2) == ["c", "d"])
        #expect(try names(3) == ["d", "e"])
        #expect(try names(9) == [])
    }

    /// The first page near the end after a change once stepped over the whole list.
    @Test func `a page near the end is read from there, and is the same`() throws {
        let folder = try TemporaryFolder()
        let catalogue = try SQLiteCatalogue(path: folder.path("c.db"), isDurable: false)
        let project = try catalogue.createProject(NewContainer(name: "p", ownership: .root))
        let names = ["a", "b", "b", "c", "d", "e", "f"]
        for name in names {
            let dataset = try catalogue.createDataset(named: name, description: "", ownedBy: .root)
            try catalogue.link(.projectDataset, parent: project, child: dataset, by: 0)
        }
        for offset in 0...9 {
            for limit in 1...4 {
                let page = ListPage(.offset(offset), limit: limit)
                // Each from its own start, without marks of the one before.
                let fresh = try SQLiteCatalogue(path: folder.path("c.db"), isDurable: false)
                let all = try fresh.datasets(ListFilter(.everything), page).records
                #expect(all.map(\.name) == names.dropFirst(offset).prefix(limit).map { $0 })
                let members = try fresh.datasets(inProject: project, ownerID: nil, page)
                #expect(members?.records == all)
            }
        }
        #expect(ListPlace(ListPage(.offset(3), limit: 2)).fromEnd(ofList: 7)?.skippedCount == 2)
        #expect(ListPlace(ListPage(.offset(2), limit: 2)).fromEnd(ofList: 7) == nil)
        #expect(ListPlace(ListPage(.offset(7), limit: 2)).fromEnd(ofList: 7) == nil)
    }

    /// A request with that offset once ended its worker.
    @Test func `the largest number is an offset beyond every list`() throws {
        let entry = ListEntry(id: 1, name: "a")
        marks.note(entry, before: 10, in: "l", counter: 1)
        for offset in [Int.max, Int.max - 1] {
            #expect(marks.nearer(place(offset), in: "l", counter: 1).after == entry)
        }
    }
}
