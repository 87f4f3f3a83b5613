import Pixels

/// A picture in the making, drawn from its top row down.
struct Drawing {
    private let size: PixelSize
    /// Blocks are appended as they are finished: memory is not written twice.
    private var pixels: [UInt32] = []
    private var block = PictureBlock()

    init(size: PixelSize) {
        self.size = size
        pixels.reserveCapacity(size.width * size.height)
    }

    /// Draws the next rows from the samples of each channel; they are black without channels.
    mutating func add(
        rows: Int,
        of channels: [DrawnChannel],
        _ buffers: [PixelBuffer]
    ) throws(RenderingError) {
        for buffer in buffers { try buffer.requireCount(size.width * rows) }
        let prepared = zip(channels, buffers).map { PreparedChannel($0, for: $1.samples) }
        let count = size.width * rows
        for start in stride(from: 0, to: count, by: PictureBlock.countMax) {
            block.begin(count: min(PictureBlock.countMax, count - start))
            for index in prepared.indices {
                block.add(buffers[index].samples, from: start, prepared[index])
            }
            block.write(to: &pixels)
        }
    }

    var picture: RenderedPicture { RenderedPicture(size: size, pixels: pixels) }
}
