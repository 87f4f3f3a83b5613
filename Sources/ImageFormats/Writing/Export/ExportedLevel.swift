import Pixels

/// One resolution level of an image that is written: its size, and how it is cut up.
struct ExportedLevel: Sendable, Equatable {
    let size: PixelSize
    /// The edges of tiles, or the whole plane where it is small enough to be one strip.
    let chunk: PixelSize
    let isTiled: Bool
    /// Tiles of a row, and rows of tiles.
    let columns: Int
    let rows: Int
    let chunkBytes: Int

    /// Planes up to this number of bytes are one strip.
    private static let stripBytesMax = 1 << 20
    /// The edge of tiles where those of the source would be odd.
    private static let defaultEdge = 512

    init(_ size: PixelSize, tileOfSource: PixelSize, _ type: PixelType) {
        self.size = size
        let bytes = size.width * size.height * type.byteCount
        isTiled = bytes > Self.stripBytesMax
        chunk =
            isTiled
            ? PixelSize(
                width: Self.edge(tileOfSource.width),
                height: Self.edge(tileOfSource.height)
            )
            : size
        columns = (size.width + chunk.width - 1) / chunk.width
        rows = (size.height + chunk.height - 1) / chunk.height
        chunkBytes = chunk.width * chunk.height * type.byteCount
    }

    var chunkCount: Int { columns * rows }
    var byteCount: Int { chunkCount * chunkBytes }

    /// That of the source, so that nothing is decoded twice, where TIFF allows it: multiples of 16.
    private static func edge(_ edge: Int) -> Int {
        edge % 16 == 0 && (64...1024).contains(edge) ? edge : defaultEdge
    }
}
