package import ImageFormats

/// A fileset as an importer found it: what `Catalogue.add` writes in one transaction.
package struct NewFileset: Sendable, Equatable {
    /// The first is the one that opens the set.
    package var files: [OriginalFile]
    package var version: String
    /// In the order of their series; empty when the set could not be read.
    package var images: [NewImage]
    /// Why the set could not be read; nil when it could.
    package var failure: String?
    package var ownership: Ownership
    /// The dataset for its images that are of no plate.
    package var datasetID: Int?
    /// The screen for its plates.
    package var screenID: Int?
    package var importedSeconds: Int
    /// Regions of interest and annotations that the files have.
    package var marks: FileMarks

    package init(
        files: [OriginalFile],
        version: String,
        images: [NewImage],
        failure: String? = nil,
        ownership: Ownership = .root,
        datasetID: Int? = nil,
        screenID: Int? = nil,
        importedSeconds: Int,
        marks: FileMarks = FileMarks()
    ) {
        precondition(!files.isEmpty, "a fileset without files")
        self.files = files
        self.version = version
        self.images = images
        self.failure = failure
        self.ownership = ownership
        self.datasetID = datasetID
        self.screenID = screenID
        self.importedSeconds = importedSeconds
        self.marks = marks
    }
}

/// An image as an importer found it.
package struct NewImage: Sendable, Equatable {
    package var name: String
    package var description: String
    package var acquisitionSeconds: Double?
    /// Nil for an image that is of no plate.
    package var place: WellPlace?
    package var pixels: PixelsRecord

    package init(
        name: String,
        description: String = "",
        acquisitionSeconds: Double? = nil,
        place: WellPlace? = nil,
        pixels: PixelsRecord
    ) {
        self.name = name
        self.description = description
        self.acquisitionSeconds = acquisitionSeconds
        self.place = place
        self.pixels = pixels
    }
}

/// What became of a fileset that was to be added.
package enum Addition: Sendable, Equatable {
    case added(filesetID: Int, imageIDs: [Int])
    /// One of its files is part of this fileset already; nothing was written.
    case present(filesetID: Int)
}
