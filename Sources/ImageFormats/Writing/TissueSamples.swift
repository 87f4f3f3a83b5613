import Codecs
import Pixels

/// Sections of tissue: large, with lower resolutions.
enum TissueSamples {
    // MARK: Fluorescence, 4096 × 4096

    static func section() throws -> [UInt8] {
        var random = SampleRandom(seed: 41)
        let edge = 4096
        var text = OMEImageText(
            name: "Tissue section",
            dimensions: Dimensions(x: edge, y: edge, c: 2),
            pixelType: .uint8
        )
        text.description = "Nuclei and vessels of a whole section, in five resolutions"
        text.acquisitionDate = "2024-06-20T11:00:00"
        text.nominalMagnification = 20
        text.physicalSize = PhysicalSize(xMicrometres: 0.5, yMicrometres: 0.5)
        text.channels = [
            ChannelMetadata(
                name: "Hoechst",
                emissionWavelengthNanometres: 461,
                excitationWavelengthNanometres: 352,
                color: RGBAColor(red: 40, green: 90, blue: 255)
            ),
            ChannelMetadata(
                name: "CD31-Cy3",
                emissionWavelengthNanometres: 570,
                excitationWavelengthNanometres: 550,
                color: RGBAColor(red: 255, green: 160, blue: 0)
            ),
        ]
        let planes = [nuclei(edge, &random), vessels(edge, &random)]
        var pages: [TIFFPage] = []
        for plane in planes { pages.append(pyramid(quantised(plane, &random))) }
        pages[0].description = OMEXMLText.document([text])
        var encoding = TIFFEncoding()
        encoding.compression = .deflate
        encoding.deflateLevel = 1
        encoding.tile = PixelSize(width: 512, height: 512)
        return try TIFFWriter.file(of: pages, encoding)
    }

    /// Whether a point lies on the tissue: two lobes with a wavy border.
    private static func isTissue(_ x: Float, _ y: Float, _ edge: Float) -> Bool {
        let (u, v) = (x / edge, y / edge)
        let wave = (u * 9).truncatingRemainder(dividingBy: 1) * 0.02
        func lobe(_ cx: Float, _ cy: Float, _ rx: Float, _ ry: Float) -> Bool {
            let (dx, dy) = ((u - cx) / rx, (v - cy) / ry)
            return dx * dx + dy * dy < 1 + wave
        }
        let isHole = lobe(0.62, 0.38, 0.07, 0.05) || lobe(0.35, 0.62, 0.05, 0.08)
        return (lobe(0.42, 0.5, 0.34, 0.42) || lobe(0.66, 0.48, 0.28, 0.3)) && !isHole
    }

    private static func nuclei(_ edge: Int, _ random: inout SampleRandom) -> Canvas {
        var plane = Canvas(width: edge, height: edge, background: 3)
        for _ in 0..<26_000 {
            let x = random.between(0, Float(edge))
            let y = random.between(0, Float(edge))
            let spot = Canvas.Spot(
                x: x,
                y: y,
                radiusX: random.between(6, 11),
                radiusY: random.between(5, 8),
                direction: random.direction(),
                softness: 0.5,
                brightness: random.between(50, 130)
            )
            if isTissue(x, y, Float(edge)) { plane.add(spot) }
        }
        return plane
    }

    private static func vessels(_ edge: Int, _ random: inout SampleRandom) -> Canvas {
        var plane = Canvas(width: edge, height: edge, background: 4)
        for _ in 0..<260 {
            let x = random.between(0, Float(edge))
            let y = random.between(0, Float(edge))
            let way = random.direction()
            guard isTissue(x, y, Float(edge)) else { continue }
            plane.addFilament(
                from: (x, y),
                direction: (way.0 * 3, way.1 * 3),
                length: 220,
                thickness: random.between(3, 8),
                brightness: 38,
                &random
            )
        }
        return plane
    }

    private static func quantised(_ plane: Canvas, _ random: inout SampleRandom) -> TIFFPage {
        let values = plane.sampled(
            offset: 4,
            shotNoise: 0.12,
            readNoise: 0.35,
            max: 255,
            &random
        )
        return TIFFPage(
            size: PixelSize(width: plane.width, height: plane.height),
            pixelType: .uint8,
            bytes: values.map { UInt8($0) }
        )
    }

    /// Adds halved resolutions down to 256 pixels.
    static func pyramid(_ page: TIFFPage) -> TIFFPage {
        var page = page
        var level = page
        while max(level.size.width, level.size.height) > 256 {
            level = level.halved()
            page.levels.append(level)
        }
        return page
    }

    // MARK: Stained, in colour

    static func histology() throws -> [UInt8] {
        var random = SampleRandom(seed: 53)
        let (width, height) = (2048, 1536)
        var text = OMEImageText(
            name: "Stained section",
            dimensions: Dimensions(x: width, y: height, c: 3),
            pixelType: .uint8
        )
        text.description = "Haematoxylin and eosin, in colour"
        text.acquisitionDate = "2024-07-01T10:15:00"
        text.nominalMagnification = 40
        text.samplesPerPixel = 3
        text.physicalSize = PhysicalSize(xMicrometres: 0.25, yMicrometres: 0.25)
        text.channels = [ChannelMetadata()]
        var page = pyramid(stained(width, height, &random))
        page.description = OMEXMLText.document([text])
        var encoding = TIFFEncoding()
        encoding.compression = .jpeg
        encoding.jpegQuality = 85
        encoding.tile = PixelSize(width: 256, height: 256)
        return try TIFFWriter.file(of: [page], encoding)
    }

    /// Two dyes as amounts, and the light that passes both.
    private static func stained(
        _ width: Int,
        _ height: Int,
        _ random: inout SampleRandom
    ) -> TIFFPage {
        var eosin = Canvas(width: width, height: height, background: 0.08)
        var haematoxylin = Canvas(width: width, height: height, background: 0.02)
        for _ in 0..<700 {
            eosin.addFilament(
                from: (random.between(0, Float(width)), random.between(0, Float(height))),
                direction: normalised((1, random.between(-0.4, 0.4))),
                length: 160,
                thickness: random.between(3, 7),
                brightness: 0.018,
                &random
            )
        }
        for _ in 0..<45 { addGland(to: &haematoxylin, &eosin, &random) }
        for _ in 0..<1500 { addNucleus(to: &haematoxylin, nil, &random) }
        let blue = haematoxylin.sampled(
            offset: 0,
            shotNoise: 0.02,
            readNoise: 0.008,
            max: 1.4,
            &random
        )
        let pink = eosin.sampled(
            offset: 0,
            shotNoise: 0.02,
            readNoise: 0.008,
            max: 1.2,
            &random
        )
        return transmitted(PixelSize(width: width, height: height), blue, pink)
    }

    /// A ring of nuclei around a pale lumen.
    private static func addGland(
        to haematoxylin: inout Canvas,
        _ eosin: inout Canvas,
        _ random: inout SampleRandom
    ) {
        let x = random.between(0, Float(haematoxylin.width))
        let y = random.between(0, Float(haematoxylin.height))
        let radius = random.between(45, 90)
        let spot = Canvas.Spot(
            x: x,
            y: y,
            radiusX: radius * 1.25,
            radiusY: radius * 1.25,
            softness: 0.4,
            brightness: 0.25
        )
        eosin.add(spot)
        var lumen = spot
        (lumen.radiusX, lumen.radiusY, lumen.brightness) = (radius * 0.55, radius * 0.5, -0.5)
        eosin.add(lumen)
        for _ in 0..<Int(radius * 0.55) {
            let way = random.direction()
            let distance = radius * random.between(0.85, 1.0)
            addNucleus(to: &haematoxylin, (x + way.0 * distance, y + way.1 * distance), &random)
        }
    }

    private static func addNucleus(
        to plane: inout Canvas,
        _ place: (Float, Float)?,
        _ random: inout SampleRandom
    ) {
        let x = random.between(0, Float(plane.width))
        let y = random.between(0, Float(plane.height))
        plane.add(
            Canvas.Spot(
                x: place?.0 ?? x,
                y: place?.1 ?? y,
                radiusX: random.between(7, 12),
                radiusY: random.between(5, 8),
                direction: random.direction(),
                softness: 0.4,
                brightness: random.between(0.5, 0.9)
            )
        )
    }

    private static func transmitted(
        _ size: PixelSize,
        _ blue: [Float],
        _ pink: [Float]
    ) -> TIFFPage {
        // What a full amount of haematoxylin and of eosin takes from red, green and blue.
        let absorbed: [(Float, Float)] = [(0.72, 0.10), (0.78, 0.75), (0.38, 0.42)]
        var bytes = [UInt8](repeating: 0, count: blue.count * 3)
        for index in blue.indices {
            for sample in 0..<3 {
                let loss = blue[index] * absorbed[sample].0 + pink[index] * absorbed[sample].1
                bytes[index * 3 + sample] = UInt8(245 / (1 + loss * (1 + loss * 0.5)))
            }
        }
        return TIFFPage(size: size, pixelType: .uint8, samplesPerPixel: 3, bytes: bytes)
    }
}

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
