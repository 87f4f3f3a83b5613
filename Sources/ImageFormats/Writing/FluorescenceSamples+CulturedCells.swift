import Codecs
import Pixels

/// Three labels in five sections.
extension FluorescenceSamples {
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

    private static func draw(
        _ cell: Cell,
        _ channel: Int,
        _ z: Float,
        on plane: inout Canvas,
        _ random: inout SampleRandom
    ) {
        let depth = z - cell.z
        let focus = 1 / (1 + depth * depth * 0.35) * cell.brightness
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
}
