import Pixels

/// A picture in the making, drawn from its top row down.
struct Drawing {
    private let size: PixelSize
    /// Rows are appended as they are finished: memory is not written twice.
    private var pixels: [UInt32] = []
    private var row: PictureRow

    init(size: PixelSize) {
        self.size = size
        pixels.reserveCapacity(size.width * size.height)
        row = PictureRow(width: size.width)
    }

    /// Draws the next rows from the samples of each channel; they are black without channels.
    mutating func add(
        rows: Int,
        of channels: [DrawnChannel],
        _ buffers: [PixelBuffer]
    ) throws(RenderingError) {
        for buffer in buffers { try buffer.requireCount(size.width * rows) }
        let prepared = zip(channels, buffers).map { PreparedChannel($0, for: $1.samples) }
        for y in 0..<rows {
            row.clear()
            for index in prepared.indices {
                row.add(buffers[index].samples, from: y * size.width, prepared[index])
            }
            row.write(to: &pixels)
        }
    }

    var picture: RenderedPicture { RenderedPicture(size: size, pixels: pixels) }
}
