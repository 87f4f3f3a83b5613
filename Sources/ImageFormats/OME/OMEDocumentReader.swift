import Pixels
import XML

/// Reads OME-XML as a stream, by local names, in every version of the schema since 2003.
struct OMEDocumentReader {
    private var document = OMEDocument()
    /// Names of the open elements, outermost first.
    private var path: [String] = []
    private var objectiveID: String?
    private var channelMax: Int
    private var tiffDataMax: Int
    private var imagesMax: Int
    private var regions: OMERegions
    private var annotations: OMEAnnotations

    private init(_ limits: ReadLimits) {
        channelMax = limits.planes
        tiffDataMax = limits.planes
        imagesMax = limits.imagesPerFile
        regions = OMERegions(limits)
        annotations = OMEAnnotations(limits)
    }

    static func read(
        _ bytes: [UInt8],
        from file: String,
        _ limits: ReadLimits
    ) throws(ImageFormatError) -> OMEDocument {
        var reader = OMEDocumentReader(limits)
        var xmlLimits = XMLReader.Limits()
        xmlLimits.documentBytes = limits.xmlBytes
        do {
            // Some writers end the text with zeros, which are not XML.
            let text = bytes.last == 0 ? Array(bytes.prefix { $0 != 0 }) : bytes
            try XMLReader.read(text, limits: xmlLimits) { event in
                switch event {
                case .start(let name, let attributes): try reader.start(name, attributes)
                case .end(let name, let text): reader.end(name, text)
                }
            }
        } catch let error as OMEDocumentLimit {
            throw .beyondLimit(file: file, limit: error.limit)
        } catch {
            throw .malformed(file: file, offset: 0, expected: "OME-XML, not: \(error)")
        }
        let count = reader.document.images.count
        reader.document.marks = OMEMarks.resolved(reader.regions, reader.annotations, count, limits)
        return reader.document
    }

    private mutating func start(
        _ name: String,
        _ attributes: [String: String]
    ) throws(OMEDocumentLimit) {
        path.append(name)
        document.plates.start(name, in: parent, attributes)
        switch name {
        case "OME": document.uuid = attributes["UUID"]
        case "BinaryOnly": document.metadataFile = attributes["MetadataFile"]
        case "Image" where path.count <= 2 || parent == "OME":
            try requireRoom(document.images.count, imagesMax, "images")
            document.images.append(OMEImage(attributes))
        case "Objective": startObjective(attributes)
        case "ObjectiveSettings", "ObjectiveRef": setObjective(attributes)
        // ChannelInfo in 2003, LogicalChannel until 2009.
        case "LogicalChannel" where parent == "Image", "ChannelInfo" where parent == "Image":
            try startChannel(attributes)
        case "ChannelComponent": setColor(attributes)
        case "Pixels" where parent == "Image": startPixels(attributes)
        default: try startInPixels(name, attributes)
        }
        let image = document.images.count - 1
        regions.start(name, in: parent, attributes, image: image)
        annotations.start(name, in: parent, attributes, image: image)
    }

    /// The element that the one just started lies in.
    private var parent: String? { path.count >= 2 ? path[path.count - 2] : nil }

    private func requireRoom(
        _ count: Int,
        _ countMax: Int,
        _ name: String
    ) throws(OMEDocumentLimit) {
        if count >= countMax { throw OMEDocumentLimit(limit: "\(countMax) \(name)") }
    }

    private mutating func startObjective(_ attributes: [String: String]) {
        objectiveID = attributes["ID"]
        if let id = objectiveID, let text = attributes["NominalMagnification"] {
            document.magnifications[id] = Double(text)
        }
    }

    private mutating func setObjective(_ attributes: [String: String]) {
        guard path.contains("Image"), !document.images.isEmpty else { return }
        document.images[document.images.count - 1].objectiveID = attributes["ID"]
    }

    private mutating func startPixels(_ attributes: [String: String]) {
        // A second Pixels of an image (before 2008) holds derived data.
        guard let image = document.images.last, image.pixels == nil else { return }
        func size(_ name: String) -> Int { attributes[name].flatMap { Int($0) } ?? 1 }
        let own = image.physicalSize
        document.images[document.images.count - 1].pixels = OMEPixels(
            dimensionOrder: attributes["DimensionOrder"] ?? "XYCZT",
            sizeC: size("SizeC"),
            sizeZ: size("SizeZ"),
            sizeT: size("SizeT"),
            significantBits: attributes["SignificantBits"].flatMap { Int($0) },
            physicalSize: PhysicalSize(
                xMicrometres: attributes.micrometres("PhysicalSizeX") ?? own.xMicrometres,
                yMicrometres: attributes.micrometres("PhysicalSizeY") ?? own.yMicrometres,
                zMicrometres: attributes.micrometres("PhysicalSizeZ") ?? own.zMicrometres
            ),
            channels: image.earlyChannels,
            times: OMEPlaneTimes(attributes)
        )
    }

    private mutating func startChannel(
        _ attributes: [String: String]
    ) throws(OMEDocumentLimit) {
        let image = document.images.count - 1
        guard image >= 0 else { return }
        let early = document.images[image].earlyChannels.count
        try requireRoom(early, channelMax, "channels")
        if document.images[image].pixels == nil {
            document.images[image].earlyChannels.append(OMEChannel(attributes))
        } else {
            document.images[image].pixels?.channels.append(OMEChannel(attributes))
        }
    }

    /// Until 2009 the parts of a channel name a colour of RGB, if any.
    private mutating func setColor(_ attributes: [String: String]) {
        guard let image = document.images.indices.last,
            let channel = document.images[image].earlyChannels.indices.last,
            let domain = attributes["ColorDomain"], let color = RGBAColor(omeDomain: domain)
        else { return }
        document.images[image].earlyChannels[channel].metadata.color = color
    }

    private mutating func startInPixels(
        _ name: String,
        _ attributes: [String: String]
    ) throws(OMEDocumentLimit) {
        guard parent == "Pixels" || parent == "TiffData" || parent == "Plane",
            var pixels = document.images.last?.pixels
        else { return }
        // What is appended to must not be held twice, or each element would copy all before it.
        document.images[document.images.count - 1].pixels = nil
        defer { document.images[document.images.count - 1].pixels = pixels }
        switch name {
        case "Channel":
            try requireRoom(pixels.channels.count, channelMax, "channels")
            pixels.channels.append(OMEChannel(attributes))
        case "TiffData":
            try requireRoom(pixels.tiffData.count, tiffDataMax, "TiffData elements")
            pixels.tiffData.append(OMETiffData(attributes))
        case "UUID" where parent == "TiffData" && !pixels.tiffData.isEmpty:
            pixels.tiffData[pixels.tiffData.count - 1].fileName = attributes["FileName"]
        case "Plane": pixels.times.startPlane(attributes)
        case "PlaneTiming": pixels.times.setTime(attributes)
        case "BinData": pixels.hasBinData = true
        case "MetadataOnly": pixels.isMetadataOnly = true
        default: return
        }
    }

    private mutating func end(_ name: String, _ text: String) {
        path.removeLast()
        regions.end(name, in: path.last, text)
        annotations.end(name, in: path.last, text)
        guard !document.images.isEmpty || name.hasSuffix("Magnification") else { return }
        let last = document.images.count - 1
        switch (name, path.last) {
        case ("Description", "Image"):
            document.images[last].description = text.trimmed.isEmpty ? nil : text.trimmed
        // AcquiredDate until 2011, CreationDate before 2008.
        case ("AcquisitionDate", "Image"), ("AcquiredDate", "Image"), ("CreationDate", "Image"):
            document.images[last].acquisitionSeconds = OMEDate.seconds(text.trimmed)
        case ("UUID", "TiffData"):
            guard let count = document.images[last].pixels?.tiffData.count, count > 0 else {
                return
            }
            document.images[last].pixels?.tiffData[count - 1].uuid = text.trimmed
        case ("NominalMagnification", "Objective"), ("Magnification", "Objective"):
            if let objectiveID { document.magnifications[objectiveID] = Double(text.trimmed) }
        default: return
        }
    }
}

/// A document with more elements of a kind than are read.
private struct OMEDocumentLimit: Error {
    let limit: String
}

extension String {
    /// The text without white space at its ends.
    var trimmed: String {
        guard let first = firstIndex(where: { !$0.isWhitespace }),
            let last = lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(self[first...last])
    }
}
