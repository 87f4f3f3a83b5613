import Pixels

/// A stack as ImageJ writes it: its dimensions as lines `key=value` in the first description.
///
/// Planes are in the order channel, section, time point. Where the stack has more planes than the
/// file has directories, they lie one behind the other after the first.
struct ImageJStack {
    private let fields: [String: String]
    private let channels: Int
    private let sections: Int
    private let timePoints: Int
    private let layout: TIFFLayout
    private let hasDirectories: Bool

    /// Nil when the text is not ImageJ's or does not fit the file, which is then plain TIFF.
    init?(_ container: TIFFContainer, _ description: [UInt8]) throws(ImageFormatError) {
        guard description.starts(with: "ImageJ=".utf8) else { return nil }
        let texts = Self.fields(description)
        func count(_ name: String) -> Int { max(1, texts[name].flatMap { Int($0) } ?? 1) }
        fields = texts
        layout = try container.layout(at: container.directoryOffsets[0])
        // Samples of one directory are channels already.
        let samples = layout.samplesPerPixel
        channels = samples > 1 && count("channels") == samples ? 1 : count("channels")
        sections = count("slices")
        timePoints = count("frames")
        let planes = Self.product([channels, sections, timePoints])
        guard let planes, planes > 1, planes <= container.input.limits.planes else { return nil }
        hasDirectories = container.directoryOffsets.count == planes
        guard hasDirectories || container.directoryOffsets.count == 1 else { return nil }
        if !hasDirectories {
            guard try Self.fit(planes, layout, container.input) else { return nil }
        }
    }

    private static func fields(_ description: [UInt8]) -> [String: String] {
        var fields: [String: String] = [:]
        for line in description.split(separator: UInt8(ascii: "\n")).prefix(64) {
            guard let equals = line.firstIndex(of: UInt8(ascii: "=")) else { continue }
            let value = line[(equals + 1)...].prefix { $0 >= 0x20 }
            fields[String(decoding: line[..<equals], as: UTF8.self)] =
                String(decoding: value, as: UTF8.self)
        }
        return fields
    }

    private static func product(_ numbers: [Int]) -> Int? {
        var product = 1
        for number in numbers {
            let next = product.multipliedReportingOverflow(by: number)
            if next.overflow { return nil }
            product = next.partialValue
        }
        return product
    }

    /// Whether that many planes without compression lie in the file behind the first.
    private static func fit(
        _ planes: Int,
        _ layout: TIFFLayout,
        _ input: TIFFInput
    ) throws(ImageFormatError) -> Bool {
        guard layout.compression == .none, !layout.isTiled, layout.pixelType != .bit,
            let place = try layout.place(ofChunk: 0)
        else { return false }
        let samples = layout.size.width * layout.size.height * layout.samplesPerPixel
        let bytes = product([samples, layout.pixelType.byteCount, planes])
        return bytes.map { place.offset <= input.sizeBytes - $0 } ?? false
    }

    func image(
        _ container: TIFFContainer,
        _ limits: ReadLimits
    ) throws(ImageFormatError) -> FormatImage {
        let map = TIFFPlaneMap(
            sections: sections,
            channels: channels,
            timePoints: timePoints,
            planes: planes()
        )
        let source = TIFFSource(
            files: TIFFFileSet(main: container, limits: limits),
            map: map,
            levels: try levels(container),
            levelPlaces: .subdirectories,
            metadata: TIFFImageMetadata(physicalSize: try physicalSize())
        )
        return FormatImage(source: source)
    }

    private func levels(_ container: TIFFContainer) throws(ImageFormatError) -> [TIFFLayout] {
        guard hasDirectories else { return [layout] }
        return try TIFFLevels.below(layout, in: container)
    }

    private func planes() -> [TIFFPlane] {
        var planes: [TIFFPlane] = []
        planes.reserveCapacity(sections * channels * timePoints)
        for t in 0..<timePoints {
            for c in 0..<channels {
                for z in 0..<sections {
                    let number = Int32((t * sections + z) * channels + c)
                    planes.append(
                        TIFFPlane(
                            file: 0,
                            directory: hasDirectories ? number : 0,
                            planesBehind: hasDirectories ? 0 : number
                        )
                    )
                }
            }
        }
        return planes
    }

    /// ImageJ keeps the resolution in pixels per its own unit, which the text names.
    private func physicalSize() throws(ImageFormatError) -> PhysicalSize {
        guard let unit = fields["unit"], let micrometres = LengthUnit.micrometres(unit) else {
            return try TIFFResolution.physicalSize(layout.directory)
        }
        func size(_ tag: UInt16) throws(ImageFormatError) -> Double? {
            try TIFFResolution.size(layout.directory, tag, unitMicrometres: micrometres)
        }
        return PhysicalSize(
            xMicrometres: try size(TIFFTag.xResolution),
            yMicrometres: try size(TIFFTag.yResolution),
            zMicrometres: fields["spacing"].flatMap { Double($0) }.map { $0 * micrometres }
        )
    }
}
