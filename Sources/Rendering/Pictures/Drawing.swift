import Pixels

/// A picture in the making, drawn from its top row down.
struct Drawing {
    private let size: PixelSize
    private let pixelType: PixelType
    private let channels: [PreparedChannel]
    /// Blocks are appended as they are finished: memory is not written twice.
    private var pixels: [UInt32] = []
    private var block = PictureBlock()

    /// It is black without channels.
    ///
    /// - Parameter pixelType: that of all samples to come.
    init(size: PixelSize, of channels: [DrawnChannel], _ pixelType: PixelType) {
        self.size = size
        self.pixelType = pixelType
        self.channels = channels.map { PreparedChannel($0, for: pixelType) }
        pixels.reserveCapacity(size.width * size.height)
    }

    /// Draws the next rows from the samples of each channel.
    mutating func add(rows: Int, _ buffers: [PixelBuffer]) throws(RenderingError) {
        let count = size.width * rows
        for buffer in buffers { try buffer.require(pixelType, count: count) }
        for start in stride(from: 0, to: count, by: PictureBlock.countMax) {
            block.begin(count: min(PictureBlock.countMax, count - start))
            for (channel, buffer) in zip(channels, buffers) {
                block.add(buffer.samples, from: start, channel)
            }
            block.write(to: &pixels)
        }
    }

    var picture: RenderedPicture { RenderedPicture(size: size, pixels: pixels) }
}
