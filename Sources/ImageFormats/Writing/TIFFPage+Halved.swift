import Pixels

extension TIFFPage {
    /// The page at half its edges, each byte the mean of four; only for samples of one byte.
    func halved() -> TIFFPage {
        precondition(pixelType == .uint8)
        let half = PixelSize(width: max(1, size.width / 2), height: max(1, size.height / 2))
        let samples = samplesPerPixel
        var output = [UInt8](repeating: 0, count: half.width * half.height * samples)
        let rowBytes = size.width * samples
        for y in 0..<half.height {
            let above = min(y * 2, size.height - 1) * rowBytes
            let below = min(y * 2 + 1, size.height - 1) * rowBytes
            for x in 0..<half.width {
                let left = min(x * 2, size.width - 1) * samples
                let right = min(x * 2 + 1, size.width - 1) * samples
                for sample in 0..<samples {
                    let top = Int(bytes[above + left + sample]) + Int(bytes[above + right + sample])
                    let low = Int(bytes[below + left + sample]) + Int(bytes[below + right + sample])
                    output[(y * half.width + x) * samples + sample] = UInt8((top + low + 2) / 4)
                }
            }
        }
        return TIFFPage(size: half, pixelType: .uint8, samplesPerPixel: samples, bytes: output)
    }
}
