import HTTP
import Pixels
package import Repository

/// What was read from an image's file when it was imported, by names.
package struct OriginalMetadata {
    package typealias Pair = (name: String, value: String)

    /// Of the file.
    package let global: [Pair]
    /// Of the image among those of its file.
    package let series: [Pair]

    package init(_ record: ImageRecord) {
        global = Self.global(record)
        series = Self.series(record)
    }

    private static func global(_ record: ImageRecord) -> [Pair] {
        var pairs = [("Format", record.format), ("Name", record.name)]
        if !record.description.isEmpty { pairs.append(("Description", record.description)) }
        if let seconds = record.acquisitionSeconds, abs(seconds) < 1e15 {
            pairs.append(("AcquisitionDate", HTTPDate.text(unixSeconds: Int(seconds))))
        }
        if let number = record.pixels.nominalMagnification {
            pairs.append(("NominalMagnification", "\(number)"))
        }
        return pairs
    }

    private static func series(_ record: ImageRecord) -> [Pair] {
        let size = record.dimensions
        var pairs = [
            ("Series", "\(record.series)"), ("PixelType", record.pixels.pixelType.rawValue),
            ("SignificantBits", "\(record.pixels.significantBits)"), ("SizeX", "\(size.x)"),
            ("SizeY", "\(size.y)"), ("SizeZ", "\(size.z)"), ("SizeC", "\(size.c)"),
            ("SizeT", "\(size.t)"),
        ]
        let length = record.pixels.physicalSize
        for (name, value) in [
            ("PhysicalSizeX", length.xMicrometres), ("PhysicalSizeY", length.yMicrometres),
            ("PhysicalSizeZ", length.zMicrometres),
        ] {
            if let value { pairs.append((name, "\(value) µm")) }
        }
        for index in record.channels.indices {
            pairs.append(("Channel \(index)", record.channelLabel(index)))
        }
        return pairs
    }
}
