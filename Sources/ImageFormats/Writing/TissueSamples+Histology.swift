import Pixels

/// A section with two dyes, in colour.
extension TissueSamples {
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
