/// What a file may ask for at most; it is the file that makes each of these grow.
package struct ReadLimits: Sendable {
    /// Image file directories of a TIFF file, those of lower resolutions not counted.
    package var directories = 1 << 16
    package var entriesPerDirectory = 4096
    package var levels = 32
    /// Length of either edge of an image, a strip or a tile.
    package var edgePixels = 1 << 22
    package var samplesPerPixel = 1024
    /// Sections × channels × time points of one image.
    package var planes = 1 << 20
    package var imagesPerFile = 4096
    /// Files that one OME-TIFF set or slide may name, and how many of them stay open at a time.
    package var companionFiles = 1 << 14
    package var openCompanionFiles = 16
    package var xmlBytes = 64 << 20
    /// One strip or tile as it lies in the file, and decoded.
    package var encodedChunkBytes = 256 << 20
    package var decodedChunkBytes = 256 << 20
    /// Strips and tiles that one read decodes, and the samples it delivers.
    package var decodedBytesPerRead = 1 << 30
    /// Larger chunks are read in part where nothing is compressed, and not kept.
    package var wholeChunkBytes = 16 << 20
    /// Rectangles of a slide that are kept for the next channel.
    package var keptRectangleBytes = 8 << 20
    /// A PNG or JPEG file as it lies on the disk, and its picture or one beside a slide.
    package var pictureFileBytes = 256 << 20
    package var picturePixels = 64 << 20
    /// Decoded pictures up to this size are kept; larger ones are decoded at every read.
    package var keptPictureBytes = 64 << 20
    /// One JSON document of a Zarr hierarchy, and the dimensions of an array.
    package var zarrMetadataBytes = 16 << 20
    package var zarrDimensions = 16
    package var zarrCodecs = 16
    /// Chunks of one Zarr shard.
    package var zarrShardIndexEntries = 1 << 20
    /// Chunks that one read fetches: each costs a call of the system, however small it is.
    package var zarrChunksPerRead = 1 << 17
    /// Wells of a plate, fields of a well, and images of a Zarr hierarchy altogether.
    package var zarrWells = 1 << 14
    package var zarrFieldsPerWell = 1 << 12
    package var zarrImages = 1 << 16
    package var zarrLabels = 1024
    /// Tables of a hierarchy, and of each its rows, its columns, and the values that a column lists.
    package var tables = 256
    package var tableRows = 1 << 30
    package var tableColumns = 1 << 14
    package var tableCategories = 1 << 20
    /// Values of a matrix by columns, which are kept in memory, 16 bytes each.
    package var tableEntries = 1 << 24
    /// Shapes of a document, in all the images that have them, and what refers to its annotations.
    package var regionShapes = 1 << 18
    /// What the repository keeps of one region.
    package var shapesOfOneRegion = 100_000
    package var markLinks = 1 << 18
    package var annotations = 1 << 16
    /// Key-value pairs of one annotation, as many as the catalogue takes.
    package var annotationPairs = 4096
    /// A text of a shape, or the value of an annotation.
    package var markTextBytes = 1 << 18
    /// The bits of one mask.
    package var maskBytes = 8 << 20

    package init() {}
}
