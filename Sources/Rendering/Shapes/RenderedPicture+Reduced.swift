import Pixels

extension RenderedPicture {
    /// The picture at a size that is no larger: each pixel is the mean of those it stands for,
    /// which are fewer than 2^24.
    func reduced(to target: PixelSize) -> RenderedPicture {
        if target == size { return self }
        var reduced: [UInt32] = []
        reduced.reserveCapacity(target.width * target.height)
        for row in 0..<target.height {
            let rows = Self.part(row, of: size.height, in: target.height)
            for column in 0..<target.width {
                reduced.append(mean(rows, Self.part(column, of: size.width, in: target.width)))
            }
        }
        return RenderedPicture(size: target, pixels: reduced)
    }

    private static func part(_ index: Int, of length: Int, in count: Int) -> Range<Int> {
        let start = index * length / count
        return start..<max((index + 1) * length / count, start + 1)
    }

    private func mean(_ rows: Range<Int>, _ columns: Range<Int>) -> UInt32 {
        var (red, green, blue) = (UInt32(0), UInt32(0), UInt32(0))
        for row in rows {
            for column in columns {
                let pixel = pixels[row * size.width + column]
                red += pixel & 0xFF
                green += pixel >> 8 & 0xFF
                blue += pixel >> 16 & 0xFF
            }
        }
        let count = UInt32(rows.count * columns.count)
        func rounded(_ sum: UInt32) -> UInt32 { (sum + count / 2) / count }
        return rounded(red) | rounded(green) << 8 | rounded(blue) << 16
    }
}
