/// Where one image lies and whose it is, as `imgData` tells it; lists of images go without.
package struct ImagePlace: Sendable, Equatable {
    /// First and last name of the owner.
    package var authorName: String
    /// The dataset that holds the image; nil for none and for several.
    package var dataset: ContainerReference?
    /// The project that holds one of its datasets; nil for none and for several.
    package var project: ContainerReference?
    /// The well that shows the image, and the field of it.
    package var wellID: Int?
    package var wellSampleID: Int?
}
