import Codecs
import Pixels

/// Neurons that fire one after the other, as a stack of ImageJ.
extension FluorescenceSamples {
    static func calciumImaging() throws -> [UInt8] {
        var random = SampleRandom(seed: 37)
        let (edge, times) = (224, 20)
        let cells = cells(14, edge: Float(edge), &random)
        var bytes: [UInt8] = []
        for time in 0..<times {
            var plane = Canvas(width: edge, height: edge, background: 40)
            var structure = SampleRandom(seed: 5)
            for (index, cell) in cells.enumerated() {
                // Each neuron fires at a time of its own and fades.
                let since = Float((time + index * 7) % times)
                let brightness = 90 + 620 / (1 + since * since * 0.2)
                drawNeuron(cell, brightness, on: &plane, &structure)
            }
            plane.vignette(0.3)
            let values = plane.sampled(
                offset: 90,
                shotNoise: 0.5,
                readNoise: 3,
                max: 4095,
                &random
            )
            bytes += SampleBytes.bytes(values.map { UInt16($0) })
        }
        return try imageJFile(bytes, edge, times)
    }

    private static func drawNeuron(
        _ cell: Cell,
        _ brightness: Float,
        on plane: inout Canvas,
        _ random: inout SampleRandom
    ) {
        plane.add(
            Canvas.Spot(
                x: cell.x,
                y: cell.y,
                radiusX: cell.radius * 0.5,
                radiusY: cell.radius * 0.4,
                direction: cell.direction,
                softness: 0.8,
                brightness: brightness
            )
        )
        for _ in 0..<5 {
            plane.addFilament(
                from: (cell.x, cell.y),
                direction: random.direction(),
                length: 60,
                thickness: 1.6,
                brightness: brightness * 0.2,
                &random
            )
        }
    }

    /// All planes behind one directory, as ImageJ writes large stacks.
    private static func imageJFile(
        _ bytes: [UInt8],
        _ edge: Int,
        _ times: Int
    ) throws -> [UInt8] {
        let text = "ImageJ=1.54f\nimages=\(times)\nframes=\(times)\nfinterval=0.1\nunit=micron\n"
        let planeBytes = edge * edge * 2
        let page = TIFFPage(
            size: PixelSize(width: edge, height: edge),
            pixelType: .uint16,
            bytes: Array(bytes[..<planeBytes]),
            description: text
        )
        var encoding = TIFFEncoding()
        encoding.isBigEndian = true
        encoding.rowsPerStrip = edge
        return try TIFFWriter.file(of: page, followedBy: Array(bytes[planeBytes...]), encoding)
    }
}
