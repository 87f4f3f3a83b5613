import Pixels

/// A nucleus divides between others that drift.
extension FluorescenceSamples {
    static func cellDivision() throws -> [UInt8] {
        var random = SampleRandom(seed: 23)
        let (edge, times) = (256, 24)
        let cells = cells(9, edge: Float(edge), &random)
        var text = OMEImageText(
            name: "Cell division",
            dimensions: Dimensions(x: edge, y: edge, t: times),
            pixelType: .uint8
        )
        text.description = "Nuclei every five minutes; the one in the middle divides"
        text.acquisitionDate = "2024-05-02T18:05:00"
        text.nominalMagnification = 20
        text.physicalSize = PhysicalSize(xMicrometres: 0.65, yMicrometres: 0.65)
        text.timeIncrementSeconds = 300
        text.channels = [
            channel("H2B-GFP", 507, 488, RGBAColor(red: 0, green: 255, blue: 0))
        ]
        var pages: [TIFFPage] = []
        for time in 0..<times {
            let plane = divisionPlane(cells, edge, Float(time), Float(times))
            let values = plane.sampled(
                offset: 8,
                shotNoise: 0.3,
                readNoise: 1,
                max: 255,
                &random
            )
            pages.append(
                TIFFPage(
                    size: PixelSize(width: edge, height: edge),
                    pixelType: .uint8,
                    bytes: values.map { UInt8($0) }
                )
            )
        }
        pages[0].description = OMEXMLText.document([text])
        var encoding = TIFFEncoding()
        encoding.compression = .lzw
        encoding.rowsPerStrip = 32
        return try TIFFWriter.file(of: pages, encoding)
    }

    /// The first cell divides: it condenses, splits, and its halves drift apart.
    private static func divisionPlane(
        _ cells: [Cell],
        _ edge: Int,
        _ time: Float,
        _ times: Float
    ) -> Canvas {
        var plane = Canvas(width: edge, height: edge, background: 4)
        for (index, cell) in cells.enumerated() {
            let drift = time * 0.5
            var spot = Canvas.Spot(
                x: cell.x + cell.direction.0 * drift,
                y: cell.y + cell.direction.1 * drift,
                radiusX: cell.radius * 0.9,
                radiusY: cell.radius * 0.7,
                direction: cell.direction,
                softness: 0.6,
                brightness: 110 * cell.brightness
            )
            guard index == 0 else {
                plane.add(spot)
                continue
            }
            (spot.x, spot.y) = (Float(edge) / 2, Float(edge) / 2)
            let progress = time / times
            let apart = max(0, progress - 0.4) * 70
            spot.radiusX = cell.radius * (progress < 0.4 ? 1 - progress : 0.55)
            spot.radiusY = cell.radius * (progress < 0.4 ? 0.8 - progress : 0.4 + progress * 0.2)
            spot.brightness = 130 + 70 * (1 - abs(progress - 0.45) * 2)
            for side in progress < 0.4 ? [0] : [-1, 1] as [Float] {
                var half = spot
                half.x += side * apart * cell.direction.0
                half.y += side * apart * cell.direction.1
                plane.add(half)
            }
        }
        return plane
    }
}
