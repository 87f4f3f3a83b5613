import Repository

/// What browsing asks of a catalogue.
struct CatalogueQuestions {
    struct Question {
        let name: String
        var runs = 101
        let ask: (_ run: Int) throws -> Void
    }

    enum Wrong: Error {
        case answer(question: String)
    }

    private let catalogue: SQLiteCatalogue
    private let imageCount: Int
    private let datasets: [DatasetRecord]

    private static let pageLimit = 200
    /// A user who sees two groups whole and a private one in part.
    private static let member = Visibility.limited(
        userID: 0,
        readableGroups: [1, 2],
        ownGroups: [0]
    )

    init(_ catalogue: SQLiteCatalogue) throws {
        self.catalogue = catalogue
        imageCount = try catalogue.imageCount()
        datasets = try catalogue.datasets(after: 0, limit: 1000)
    }

    var all: [Question] { [firstOffset] + lists + [paging] + records + words }

    /// Steps over every row before it, as long as nobody asked since the last change.
    private var firstOffset: Question {
        Question(name: "linear: a page at the end, the first time", runs: 1) { _ in
            let start = ListPage.Start.offset(imageCount - Self.pageLimit)
            try expect(imagePage(ListFilter(.everything), start), "first")
        }
    }

    private var lists: [Question] {
        let everything = ListFilter(.everything)
        return [
            Question(name: "first page of a dataset") { _ in
                try page(of: datasets[0].id, .offset(0))
            },
            Question(name: "page of a dataset by position") { run in
                try page(of: datasets[0].id, .after(name: "cell_5\(run)", id: 0))
            },
            Question(name: "first page of all images") { _ in
                try expect(imagePage(everything, .offset(0)), "all")
            },
            Question(name: "page of all images by position") { run in
                try expect(imagePage(everything, .after(name: "cell_5\(run)", id: 0)), "position")
            },
            Question(name: "first page of a member's images") { _ in
                try expect(imagePage(ListFilter(Self.member), .offset(0)), "member")
            },
            Question(name: "first page of orphans") { _ in
                let orphans = ListFilter(.everything, isOrphaned: true)
                try expect(
                    !catalogue.images(orphans, ListPage(limit: 50)).records.isEmpty,
                    "orphans"
                )
            },
            Question(name: "page by offset, in the middle") { _ in
                try expect(imagePage(everything, .offset(imageCount / 2)), "middle")
            },
            Question(name: "page by offset, at the end") { _ in
                let start = ListPage.Start.offset(imageCount - Self.pageLimit)
                try expect(imagePage(everything, start), "end")
            },
        ]
    }

    private func page(of dataset: Int, _ start: ListPage.Start) throws {
        let page = ListPage(start, limit: Self.pageLimit)
        let found = try catalogue.images(inDataset: dataset, ownerID: nil, page)
        try expect(found?.records.count == Self.pageLimit, "dataset")
    }

    private func imagePage(_ filter: ListFilter, _ start: ListPage.Start) throws -> Bool {
        let found = try catalogue.images(filter, ListPage(start, limit: Self.pageLimit))
        return found.records.count == Self.pageLimit && found.totalCount == imageCount
    }

    /// All pages up to the end, by position; the time is one for all, so it is divided.
    private var paging: Question {
        Question(name: "paging to the end, the last page", runs: 11) { _ in
            let start = ListPage.Start.after(name: "cell_9", id: 0)
            let first = try catalogue.images(ListFilter(.everything), ListPage(start, limit: 1))
            try expect(first.records.count == 1, "paging")
        }
    }

    private var records: [Question] {
        [
            Question(name: "an image record") { run in
                let id = 1 + (run &* 7919) % imageCount
                try expect(catalogue.image(id) != nil, "image")
            },
            Question(name: "counts of children") { _ in
                for dataset in datasets.prefix(10) {
                    let images = try catalogue.images(
                        inDataset: dataset.id,
                        ownerID: nil,
                        ListPage(limit: 0)
                    )
                    try expect(images?.totalCount == dataset.imageCount, "count")
                }
            },
            Question(name: "datasets of an image") { run in
                _ = try catalogue.datasets(ofImage: 2 + run)
            },
        ]
    }

    private var words: [Question] {
        [
            search("a word of one image") { run in "cell \((run + 1) &* 7919 % 1_000_003)" },
            search("a word of every image") { _ in "cell" },
            search("two words, one rare") { run in "tif \((run + 1) &* 7919 % 1_000_003)" },
            search("a beginning") { run in "\((run + 1) &* 7919 % 1_000_003 / 10)*" },
        ]
    }

    private func search(_ name: String, _ text: @escaping (Int) -> String) -> Question {
        Question(name: "search: " + name) { run in
            guard let words = SearchWords(text(run)) else { throw Wrong.answer(question: name) }
            let found = try catalogue.search(
                .image,
                for: words,
                .everything,
                before: nil,
                limit: 50
            )
            try expect(!found.isEmpty, name)
        }
    }

    private func expect(_ isRight: Bool, _ question: String) throws {
        if !isRight { throw Wrong.answer(question: question) }
    }
}
