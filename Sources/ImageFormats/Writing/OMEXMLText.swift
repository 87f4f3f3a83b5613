package import Pixels

/// What the OME-XML of a written image says.
package struct OMEImageText: Sendable {
    package var name: String
    package var description: String?
    /// xsd:dateTime.
    package var acquisitionDate: String?
    package var nominalMagnification: Double?
    package var dimensions: Dimensions
    package var pixelType: PixelType
    /// Samples of each directory that are channels.
    package var samplesPerPixel = 1
    package var significantBits: Int?
    package var physicalSize = PhysicalSize()
    package var timeIncrementSeconds: Double?
    package var channels: [ChannelMetadata] = []

    package init(name: String, dimensions: Dimensions, pixelType: PixelType) {
        self.name = name
        self.dimensions = dimensions
        self.pixelType = pixelType
    }
}

/// Writes OME-XML of the schema 2016-06 for files whose planes follow each other in order XYZCT.
package enum OMEXMLText {
    private static let namespace = "http://www.openmicroscopy.org/Schemas/OME/2016-06"

    package static func document(_ images: [OMEImageText]) -> String {
        var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        text += "<OME xmlns=\"\(namespace)\" Creator=\"omero-web\">"
        text += instrument(images)
        var firstDirectory = 0
        for (index, image) in images.enumerated() {
            text += element(image, index, firstDirectory)
            firstDirectory += planeCount(image)
        }
        return text + "</OME>"
    }

    private static func planeCount(_ image: OMEImageText) -> Int {
        image.dimensions.z * image.dimensions.t * (image.dimensions.c / image.samplesPerPixel)
    }

    private static func instrument(_ images: [OMEImageText]) -> String {
        let objectives = images.enumerated().compactMap { index, image in
            image.nominalMagnification.map {
                "<Objective ID=\"Objective:0:\(index)\" NominalMagnification=\"\($0)\"/>"
            }
        }
        return objectives.isEmpty
            ? "" : "<Instrument ID=\"Instrument:0\">\(objectives.joined())</Instrument>"
    }

    /// The elements of an Image in the order that the schema prescribes.
    private static func element(_ image: OMEImageText, _ index: Int, _ first: Int) -> String {
        var text = "<Image ID=\"Image:\(index)\" Name=\"\(escaped(image.name))\">"
        if let date = image.acquisitionDate {
            text += "<AcquisitionDate>\(date)</AcquisitionDate>"
        }
        if let description = image.description {
            text += "<Description>\(escaped(description))</Description>"
        }
        if image.nominalMagnification != nil {
            text += "<InstrumentRef ID=\"Instrument:0\"/>"
            text += "<ObjectiveSettings ID=\"Objective:0:\(index)\"/>"
        }
        text += "<Pixels ID=\"Pixels:\(index)\"\(attributes(image))>"
        for (number, channel) in image.channels.enumerated() {
            text += "<Channel ID=\"Channel:\(index):\(number)\""
            text += " SamplesPerPixel=\"\(image.samplesPerPixel)\"\(attributes(channel))/>"
        }
        text += "<TiffData IFD=\"\(first)\" PlaneCount=\"\(planeCount(image))\"/>"
        return text + "</Pixels></Image>"
    }

    private static func attributes(_ image: OMEImageText) -> String {
        let size = image.dimensions
        var attributes = [
            ("DimensionOrder", "XYZCT"), ("Type", image.pixelType.rawValue),
            ("SizeX", "\(size.x)"), ("SizeY", "\(size.y)"), ("SizeZ", "\(size.z)"),
            ("SizeC", "\(size.c)"), ("SizeT", "\(size.t)"),
        ]
        if let bits = image.significantBits { attributes.append(("SignificantBits", "\(bits)")) }
        let lengths = [
            ("PhysicalSizeX", image.physicalSize.xMicrometres),
            ("PhysicalSizeY", image.physicalSize.yMicrometres),
            ("PhysicalSizeZ", image.physicalSize.zMicrometres),
        ]
        for (name, length) in lengths {
            guard let length else { continue }
            attributes += [(name, "\(length)"), (name + "Unit", "µm")]
        }
        if let seconds = image.timeIncrementSeconds {
            attributes += [("TimeIncrement", "\(seconds)"), ("TimeIncrementUnit", "s")]
        }
        return joined(attributes)
    }

    private static func attributes(_ channel: ChannelMetadata) -> String {
        var attributes: [(String, String)] = []
        if let name = channel.name { attributes.append(("Name", escaped(name))) }
        if let color = channel.color { attributes.append(("Color", "\(color.omeNumber)")) }
        let lengths = [
            ("EmissionWavelength", channel.emissionWavelengthNanometres),
            ("ExcitationWavelength", channel.excitationWavelengthNanometres),
        ]
        for (name, length) in lengths {
            guard let length else { continue }
            attributes += [(name, "\(length)"), (name + "Unit", "nm")]
        }
        return joined(attributes)
    }

    private static func joined(_ attributes: [(String, String)]) -> String {
        attributes.map { " \($0)=\"\($1)\"" }.joined()
    }

    private static func escaped(_ text: String) -> String {
        text.unicodeScalars.reduce(into: "") { output, scalar in
            switch scalar {
            case "&": output += "&amp;"
            case "<": output += "&lt;"
            case ">": output += "&gt;"
            case "\"": output += "&quot;"
            default: if isAllowed(scalar) { output.unicodeScalars.append(scalar) }
            }
        }
    }

    /// XML 1.0 §2.2 has no way to write the others.
    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A, 0x0D, 0x20...0xFFFD, 0x10000...: true
        default: false
        }
    }
}

extension RGBAColor {
    /// OME's signed number of a colour.
    var omeNumber: Int32 {
        let high = UInt32(red) << 24 | UInt32(green) << 16
        return Int32(bitPattern: high | UInt32(blue) << 8 | UInt32(alpha))
    }
}
