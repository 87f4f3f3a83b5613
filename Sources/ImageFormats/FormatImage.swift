package import Pixels

/// One image of a file: its pixels, and what the file says about it.
package struct FormatImage: Sendable {
    package let name: String?
    package let description: String?
    /// Seconds since 1970.
    package let acquisitionSeconds: Double?
    /// When each time point was taken, in seconds since the first, where the file says so of any.
    package let timesSeconds: [Double]
    package let nominalMagnification: Double?
    /// The names of the label images that belong to it.
    package let labels: [String]
    /// Where it was taken; nil for an image that is of no plate.
    package let place: WellPlace?
    package let source: any PixelSource

    init(
        name: String? = nil,
        description: String? = nil,
        acquisitionSeconds: Double? = nil,
        timesSeconds: [Double] = [],
        nominalMagnification: Double? = nil,
        labels: [String] = [],
        place: WellPlace? = nil,
        source: any PixelSource
    ) {
        self.name = name
        self.description = description
        self.acquisitionSeconds = acquisitionSeconds
        self.timesSeconds = timesSeconds
        self.nominalMagnification = nominalMagnification
        self.labels = labels
        self.place = place
        self.source = source
    }
}
