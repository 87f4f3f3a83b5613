import Kernel
import Pixels
import Rendering
import Repository

/// A catalogue of many images, filled and timed for `ops/bench catalogue`.
enum CatalogueCommands {
    private static let imagesPerDataset = 100_000
    private static let imagesPerTransaction = 1000
    /// Owners of the projects of a large repository.
    private static let root = Ownership.root

    private static func open(_ folder: String) throws -> SQLiteCatalogue {
        try SQLiteCatalogue(path: folder + "/catalogue.sqlite", isDurable: false)
    }

    /// Adds images until there are so many; all in datasets but one in a hundred.
    static func fill(_ folder: String, count: Int) throws {
        let catalogue = try open(folder)
        let began = MonotonicTime.now()
        let have = try catalogue.imageCount()
        var dataset = 0
        for start in stride(from: have, to: count, by: imagesPerTransaction) {
            if start % imagesPerDataset == 0 || dataset == 0 {
                dataset = try catalogue.createDataset(
                    named: "Dataset \(start / imagesPerDataset)",
                    description: "",
                    ownedBy: root
                )
                let project = try catalogue.createProject(
                    NewContainer(name: "Project \(start)", ownership: root)
                )
                try catalogue.link(.projectDataset, parent: project, child: dataset, by: 0)
            }
            let end = min(start + imagesPerTransaction, count)
            _ = try catalogue.add((start..<end).map { fileset($0, dataset) })
        }
        let seconds = MonotonicTime.now().seconds(since: began)
        Output.line("\(count - have) images in \(seconds) s")
    }

    private static func fileset(_ number: Int, _ dataset: Int) -> NewFileset {
        // Names that do not come in the order of the numbers, all with one word of their own.
        let name = "cell_\(number &* 7919 % 1_000_003)_w\(number % 4).ome.tif"
        let path = "/data/\(number / 1000)/\(name)"
        let file = OriginalFile(
            path: path,
            clientPath: path,
            state: FileState(
                device: 1,
                inode: UInt64(number),
                sizeBytes: 1,
                modifiedNanoseconds: 0
            )
        )
        return NewFileset(
            files: [file],
            version: FileState.version(of: [file.state]),
            images: [NewImage(name: name, description: "of well \(number % 96)", pixels: pixels)],
            datasetID: number % 100 == 0 ? nil : dataset,
            importedSeconds: 1_700_000_000 + number
        )
    }

    private static let pixels = PixelsRecord(
        format: "OME-TIFF",
        dimensions: Dimensions(x: 2048, y: 2048, z: 1, c: 2, t: 1),
        pixelType: .uint16,
        significantBits: 16,
        tileSize: PixelSize(width: 512, height: 512),
        levels: [PixelSize(width: 2048, height: 2048)],
        channels: [
            ChannelRecord(metadata: ChannelMetadata(name: "DAPI"), statistics: nil),
            ChannelRecord(metadata: ChannelMetadata(name: "GFP"), statistics: nil),
        ]
    )

    /// Prints a name and the microseconds of each question, the median of many.
    static func time(_ folder: String) throws {
        let catalogue = try open(folder)
        for question in try CatalogueQuestions(catalogue).all {
            var micros: [Double] = []
            for run in 0..<question.runs {
                let began = MonotonicTime.now()
                try question.ask(run)
                micros.append(MonotonicTime.now().seconds(since: began) * 1e6)
            }
            micros.sort()
            Output.line("\(question.name)\t\(Int(micros[micros.count / 2].rounded()))")
        }
    }
}
