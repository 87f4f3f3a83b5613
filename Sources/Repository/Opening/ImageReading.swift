package import ImageFormats
package import Pixels

/// Opens image files; what the repository needs of formats, so that tests can do without files.
package protocol ImageReading: Sendable {
    /// Whether the name says that a file, or a folder, may be an image.
    func isCandidate(_ path: String) -> Bool
    func open(_ path: String) throws -> OpenedFile
}

/// A file that was opened, with all its images.
package struct OpenedFile: Sendable {
    package var format: String
    /// All files that were used, the opened one among them.
    package var files: [String]
    package var images: [OpenedImage]
    /// Regions of interest and annotations, for the import.
    package var marks: FileMarks

    package init(
        format: String,
        files: [String],
        images: [OpenedImage],
        marks: FileMarks = FileMarks()
    ) {
        self.format = format
        self.files = files
        self.images = images
        self.marks = marks
    }
}

package struct OpenedImage: Sendable {
    package var name: String?
    package var description: String?
    package var acquisitionSeconds: Double?
    /// When each time point was taken, in seconds since the first; empty where nobody knows.
    package var timesSeconds: [Double]
    package var nominalMagnification: Double?
    /// Where it was taken; nil for an image that is of no plate.
    package var place: WellPlace?
    package var source: any PixelSource

    package init(
        name: String? = nil,
        description: String? = nil,
        acquisitionSeconds: Double? = nil,
        timesSeconds: [Double] = [],
        nominalMagnification: Double? = nil,
        place: WellPlace? = nil,
        source: any PixelSource
    ) {
        self.name = name
        self.description = description
        self.acquisitionSeconds = acquisitionSeconds
        self.timesSeconds = timesSeconds
        self.nominalMagnification = nominalMagnification
        self.place = place
        self.source = source
    }
}

/// Reads every format the program knows.
package struct FormatReading: ImageReading {
    package init() {}

    package func isCandidate(_ path: String) -> Bool { ImageFile.isCandidate(path) }

    package func open(_ path: String) throws -> OpenedFile {
        let file = try ImageFile.open(path)
        let images = file.images.map { image in
            OpenedImage(
                name: image.name,
                description: image.description,
                acquisitionSeconds: image.acquisitionSeconds,
                timesSeconds: image.timesSeconds,
                nominalMagnification: image.nominalMagnification,
                place: image.place,
                source: image.source
            )
        }
        return OpenedFile(
            format: file.format,
            files: file.members,
            images: images,
            marks: file.marks
        )
    }
}
