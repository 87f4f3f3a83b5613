import Pixels

/// Sections of tissue: large, with lower resolutions.
enum TissueSamples {
    static func section(edge: Int) throws -> [UInt8] {
        var random = SampleRandom(seed: 41)
        var text = OMEImageText(
            name: "Tissue section",
            dimensions: Dimensions(x: edge, y: edge, c: 2),
            pixelType: .uint8
        )
        text.description = "Nuclei and vessels of a whole section"
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
        for _ in 0..<(edge * edge / 640) {
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
        for _ in 0..<(edge / 7) {
            let x = random.between(0, Float(edge))
            let y = random.between(0, Float(edge))
            let way = random.direction()
            guard isTissue(x, y, Float(edge)) else { continue }
            plane.addFilament(
                from: (x, y),
                direction: (way.0 * 3, way.1 * 3),
                length: 220,
                thickness: random.between(3, 8),
                brightness: 11,
                &random
            )
        }
        return plane
    }

    private static func quantised(_ plane: Canvas, _ random: inout SampleRandom) -> TIFFPage {
        let values = plane.sampled(
            offset: 4.5,
            shotNoise: 0.11,
            readNoise: 0.25,
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
}
