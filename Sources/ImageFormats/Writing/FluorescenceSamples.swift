import Codecs
import Pixels

/// Fluorescence microscopy: labelled cells in sections and in time.
enum FluorescenceSamples {
    private struct Cell {
        var x: Float
        var y: Float
        var z: Float
        var radius: Float
        var direction: (Float, Float)
        var isBright: Float
    }

    /// Cells that keep a distance from each other.
    private static func cells(_ count: Int, edge: Float, _ random: inout SampleRandom) -> [Cell] {
        var cells: [Cell] = []
        for _ in 0..<(count * 20) where cells.count < count {
            let cell = Cell(
                x: random.between(0, edge),
                y: random.between(0, edge),
                z: random.between(1, 3.5),
                radius: random.between(17, 24),
                direction: random.direction(),
                isBright: random.between(0.7, 1.2)
            )
            let isFree = cells.allSatisfy {
                let (dx, dy) = ($0.x - cell.x, $0.y - cell.y)
                return dx * dx + dy * dy > 60 * 60
            }
            if isFree { cells.append(cell) }
        }
        return cells
    }

    // MARK: Three channels in five sections

    static func culturedCells() throws -> [UInt8] {
        var random = SampleRandom(seed: 11)
        let (edge, sections) = (512, 5)
        let cells = cells(38, edge: Float(edge), &random)
        var text = OMEImageText(
            name: "Cultured cells",
            dimensions: Dimensions(x: edge, y: edge, z: sections, c: 3),
            pixelType: .uint16
        )
        text.description = "Nuclei, microtubules and mitochondria in five sections"
        text.acquisitionDate = "2024-03-11T09:30:00"
        text.nominalMagnification = 60
        text.significantBits = 12
        text.physicalSize = PhysicalSize(
            xMicrometres: 0.21,
            yMicrometres: 0.21,
            zMicrometres: 0.5
        )
        text.channels = [
            channel("DAPI", 461, 358, RGBAColor(red: 0, green: 64, blue: 255)),
            channel("Alexa Fluor 488", 519, 495, RGBAColor(red: 0, green: 255, blue: 0)),
            channel("MitoTracker Red", 599, 579, RGBAColor(red: 255, green: 0, blue: 0)),
        ]
        var pages: [TIFFPage] = []
        for c in 0..<3 {
            for z in 0..<sections {
                var plane = Canvas(width: edge, height: edge, background: 12)
                // The same cells in every section, brightest where they are in focus.
                var structure = SampleRandom(seed: UInt64(100 + c))
                for cell in cells { draw(cell, c, Float(z), on: &plane, &structure) }
                pages.append(page(plane, &random))
            }
        }
        pages[0].description = OMEXMLText.document([text])
        var encoding = TIFFEncoding()
        encoding.compression = .deflate
        encoding.deflateLevel = 1
        encoding.hasPredictor = true
        encoding.tile = PixelSize(width: 256, height: 256)
        return try TIFFWriter.file(of: pages, encoding)
    }

    private static func channel(
        _ name: String,
        _ emission: Double,
        _ excitation: Double,
        _ color: RGBAColor
    ) -> ChannelMetadata {
        ChannelMetadata(
            name: name,
            emissionWavelengthNanometres: emission,
            excitationWavelengthNanometres: excitation,
            color: color
        )
    }

    private static func draw(
        _ cell: Cell,
        _ channel: Int,
        _ z: Float,
        on plane: inout Canvas,
        _ random: inout SampleRandom
    ) {
        let depth = z - cell.z
        let focus = 1 / (1 + depth * depth * 0.35) * cell.isBright
        let blur = 1 + abs(depth) * 0.08
        switch channel {
        case 0: drawNucleus(cell, 900 * focus, blur, on: &plane, &random)
        case 1: drawMicrotubules(cell, 190 * focus, blur, on: &plane, &random)
        default: drawMitochondria(cell, 520 * focus, blur, on: &plane, &random)
        }
    }

    private static func drawNucleus(
        _ cell: Cell,
        _ brightness: Float,
        _ blur: Float,
        on plane: inout Canvas,
        _ random: inout SampleRandom
    ) {
        var spot = Canvas.Spot(
            x: cell.x,
            y: cell.y,
            radiusX: cell.radius * blur,
            radiusY: cell.radius * 0.78 * blur,
            direction: cell.direction,
            softness: 0.5,
            brightness: brightness
        )
        plane.add(spot)
        for _ in 0..<14 {
            let way = random.direction()
            let distance = random.between(0, cell.radius * 0.6)
            spot.x = cell.x + way.0 * distance
            spot.y = cell.y + way.1 * distance
            spot.radiusX = random.between(2, 5) * blur
            spot.radiusY = spot.radiusX
            spot.softness = 1
            spot.brightness = brightness * random.between(-0.3, 0.45)
            plane.add(spot)
        }
    }

    private static func drawMicrotubules(
        _ cell: Cell,
        _ brightness: Float,
        _ blur: Float,
        on plane: inout Canvas,
        _ random: inout SampleRandom
    ) {
        for _ in 0..<22 {
            let way = random.direction()
            plane.addFilament(
                from: (cell.x + way.0 * cell.radius * 0.8, cell.y + way.1 * cell.radius * 0.8),
                direction: way,
                length: Int(random.between(25, 60)),
                thickness: 1.7 * blur,
                brightness: brightness,
                &random
            )
        }
    }

    private static func drawMitochondria(
        _ cell: Cell,
        _ brightness: Float,
        _ blur: Float,
        on plane: inout Canvas,
        _ random: inout SampleRandom
    ) {
        for _ in 0..<45 {
            let way = random.direction()
            let distance = cell.radius * random.between(1.0, 2.1)
            plane.add(
                Canvas.Spot(
                    x: cell.x + way.0 * distance,
                    y: cell.y + way.1 * distance,
                    radiusX: random.between(3, 8) * blur,
                    radiusY: 2.2 * blur,
                    direction: random.direction(),
                    brightness: brightness * random.between(0.5, 1.2)
                )
            )
        }
    }

    private static func page(_ plane: Canvas, _ random: inout SampleRandom) -> TIFFPage {
        var plane = plane
        plane.vignette(0.35)
        let values = plane.sampled(
            offset: 100,
            shotNoise: 0.35,
            readNoise: 2,
            max: 4095,
            &random
        )
        return TIFFPage(
            size: PixelSize(width: plane.width, height: plane.height),
            pixelType: .uint16,
            bytes: SampleBytes.bytes(values.map { UInt16($0) })
        )
    }

    // MARK: A division in time

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
                brightness: 110 * cell.isBright
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

    // MARK: An ImageJ stack

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
