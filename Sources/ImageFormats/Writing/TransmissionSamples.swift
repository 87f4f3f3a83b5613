import Codecs
import Pixels

/// Light that passes cells: phase contrast, and stains in colour.
enum TransmissionSamples {
    /// Signed samples around a grey of zero, most significant byte first.
    static func phaseContrast() throws -> [UInt8] {
        var random = SampleRandom(seed: 61)
        let edge = 640
        var plane = Canvas(width: edge, height: edge, background: 0)
        for _ in 0..<60 { addPhaseCell(to: &plane, &random) }
        var values = plane.values
        for index in values.indices { values[index] += random.bell() * 45 }
        var text = OMEImageText(
            name: "Phase contrast",
            dimensions: Dimensions(x: edge, y: edge),
            pixelType: .int16
        )
        text.description = "Unstained cells; dark bodies with bright halos"
        text.acquisitionDate = "2024-04-08T14:20:00"
        text.nominalMagnification = 10
        text.physicalSize = PhysicalSize(xMicrometres: 0.9, yMicrometres: 0.9)
        text.channels = [ChannelMetadata(name: "Phase")]
        let page = TIFFPage(
            size: PixelSize(width: edge, height: edge),
            pixelType: .int16,
            bytes: SampleBytes.bytes(values.map { Int16(min(max($0, -8000), 8000)) }),
            description: OMEXMLText.document([text])
        )
        var encoding = TIFFEncoding()
        encoding.isBigEndian = true
        return try TIFFWriter.file(of: [page], encoding)
    }

    private static func addPhaseCell(to plane: inout Canvas, _ random: inout SampleRandom) {
        var spot = Canvas.Spot(
            x: random.between(0, Float(plane.width)),
            y: random.between(0, Float(plane.height)),
            radiusX: random.between(26, 44),
            radiusY: random.between(12, 18),
            direction: random.direction(),
            softness: 0.5,
            brightness: 900
        )
        plane.add(spot)
        spot.radiusX -= 5
        spot.radiusY -= 4
        spot.softness = 0.3
        spot.brightness = -1900
        plane.add(spot)
        spot.radiusX = 5
        spot.radiusY = 4
        spot.brightness = 1100
        plane.add(spot)
    }

    /// Rods, violet and pink, between a few round ones.
    static func bacteria() throws -> [UInt8] {
        var random = SampleRandom(seed: 71)
        let (width, height) = (640, 480)
        var planes = coloured(width, height, (236, 226, 232))
        for _ in 0..<420 {
            let isViolet = random.unit() < 0.6
            let isRod = random.unit() < 0.75
            let spot = Canvas.Spot(
                x: random.between(0, Float(width)),
                y: random.between(0, Float(height)),
                radiusX: isRod ? random.between(8, 12) : 4.5,
                radiusY: isRod ? 3.2 : 4.5,
                direction: random.direction(),
                softness: 0.4,
                brightness: 1
            )
            add(spot, isViolet ? (-135, -165, -90) : (-35, -130, -85), to: &planes)
        }
        let bytes = interleaved(planes, noise: 2.5, &random)
        return try PNG.encode(bytes, width: width, height: height, samplesPerPixel: 3)
    }

    /// Red cells with pale centres, and a few white ones with violet nuclei.
    static func bloodSmear() throws -> [UInt8] {
        var random = SampleRandom(seed: 83)
        let (width, height) = (1024, 768)
        var planes = coloured(width, height, (238, 230, 226))
        for _ in 0..<330 {
            var spot = Canvas.Spot(
                x: random.between(0, Float(width)),
                y: random.between(0, Float(height)),
                radiusX: random.between(20, 25),
                radiusY: random.between(19, 23),
                direction: random.direction(),
                softness: 0.25,
                brightness: 1
            )
            add(spot, (-20, -62, -60), to: &planes)
            (spot.radiusX, spot.radiusY, spot.softness) = (11, 10, 1)
            add(spot, (10, 34, 32), to: &planes)
        }
        for _ in 0..<6 { addWhiteCell(to: &planes, &random) }
        for index in planes.indices { planes[index].vignette(0.16) }
        let bytes = interleaved(planes, noise: 2, &random)
        return try JPEG.encode(
            bytes,
            width: width,
            height: height,
            samplesPerPixel: 3,
            quality: 90
        )
    }

    private static func addWhiteCell(to planes: inout [Canvas], _ random: inout SampleRandom) {
        let x = random.between(60, Float(planes[0].width) - 60)
        let y = random.between(60, Float(planes[0].height) - 60)
        let body = Canvas.Spot(
            x: x,
            y: y,
            radiusX: 44,
            radiusY: 41,
            softness: 0.3,
            brightness: 1
        )
        add(body, (-25, -30, -6), to: &planes)
        for _ in 0..<4 {
            let way = random.direction()
            let lobe = Canvas.Spot(
                x: x + way.0 * 15,
                y: y + way.1 * 15,
                radiusX: 15,
                radiusY: 12,
                direction: way,
                softness: 0.4,
                brightness: 1
            )
            add(lobe, (-70, -95, -45), to: &planes)
        }
    }

    private static func coloured(
        _ width: Int,
        _ height: Int,
        _ color: (Float, Float, Float)
    ) -> [Canvas] {
        [color.0, color.1, color.2].map {
            Canvas(width: width, height: height, background: $0)
        }
    }

    private static func add(
        _ spot: Canvas.Spot,
        _ color: (Float, Float, Float),
        to planes: inout [Canvas]
    ) {
        for (index, change) in [color.0, color.1, color.2].enumerated() {
            var part = spot
            part.brightness = change
            planes[index].add(part)
        }
    }

    private static func interleaved(
        _ planes: [Canvas],
        noise: Float,
        _ random: inout SampleRandom
    ) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: planes[0].values.count * 3)
        for index in planes[0].values.indices {
            for sample in 0..<3 {
                let value = planes[sample].values[index] + random.bell() * noise
                bytes[index * 3 + sample] = UInt8(min(max(value, 0), 255))
            }
        }
        return bytes
    }
}
