import JSON
import Pixels
import Repository

extension DocumentWriter {
    /// The pixels of an image, which has one set of them and lends it its number.
    func pixels(_ record: ImageRecord, hasChannels: Bool) -> JSONValue {
        let pixels = record.pixels
        var document = Document("Pixels", id: record.id)
        document["omero:details"] = innerDetails(record.ownership)
        document["SizeX"] = .integer(pixels.dimensions.x)
        document["SizeY"] = .integer(pixels.dimensions.y)
        document["SizeZ"] = .integer(pixels.dimensions.z)
        document["SizeC"] = .integer(pixels.dimensions.c)
        document["SizeT"] = .integer(pixels.dimensions.t)
        let size = pixels.physicalSize
        document["PhysicalSizeX"] = size.xMicrometres.map { .length($0, .micrometre) }
        document["PhysicalSizeY"] = size.yMicrometres.map { .length($0, .micrometre) }
        document["PhysicalSizeZ"] = size.zMicrometres.map { .length($0, .micrometre) }
        document["SignificantBits"] = .integer(pixels.significantBits)
        document["Type"] = .enumeration(
            "PixelsType",
            id: pixels.pixelType.number,
            pixels.pixelType.rawValue
        )
        document["DimensionOrder"] = .enumeration("DimensionOrder", id: 1, "XYZCT")
        if hasChannels {
            document["Channels"] = .array(
                pixels.channels.enumerated().map { channel($1, $0, of: record) }
            )
        }
        return document.json
    }

    private func channel(_ record: ChannelRecord, _ index: Int, of image: ImageRecord) -> JSONValue
    {
        let id = image.id << Self.channelBits | index
        let metadata = record.metadata
        var document = Document("Channel", id: id)
        document["omero:details"] = innerDetails(image.ownership)
        document.add("Name", metadata.name)
        document["Color"] = metadata.color.map { .integer($0.signed) }
        document["EmissionWavelength"] = metadata.emissionWavelengthNanometres.map {
            .length($0, .nanometre)
        }
        document["ExcitationWavelength"] = metadata.excitationWavelengthNanometres.map {
            .length($0, .nanometre)
        }
        document["SamplesPerPixel"] = 1
        document["omero:LogicalChannelId"] = .integer(id)
        document["omero:photometricInterpretation"] = .enumeration(
            "PhotometricInterpretation",
            id: 5,
            "Monochrome"
        )
        return document.json
    }

    /// A channel's number is its image's followed by so many bits of its place.
    private static var channelBits: Int { 16 }
}

extension PixelType {
    /// The type's place in OMERO's list.
    fileprivate var number: Int {
        switch self {
        case .bit: 1
        case .int8: 2
        case .int16: 3
        case .int32: 4
        case .uint8: 5
        case .uint16: 6
        case .uint32: 7
        case .float: 8
        case .double: 9
        }
    }
}

extension RGBAColor {
    /// Signed 32 bits with red in the highest byte.
    fileprivate var signed: Int {
        let bits = UInt32(red) << 24 | UInt32(green) << 16 | UInt32(blue) << 8 | UInt32(alpha)
        return Int(Int32(bitPattern: bits))
    }
}
