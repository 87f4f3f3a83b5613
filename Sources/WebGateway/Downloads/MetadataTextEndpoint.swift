package import HTTP
import Pixels
import Repository
package import WebAccess

/// `download_orig_metadata`: what was read from an image's file when it was imported, as a text.
package struct MetadataTextEndpoint: Endpoint {
    private let gateway: Gateway

    package init(_ gateway: Gateway) { self.gateway = gateway }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        let record = try gateway.record(parameters, visitor)
        let text =
            "[Global Metadata]\n" + Self.lines(Self.global(record))
            + "[Series Metadata]\n" + Self.lines(Self.series(record))
        return Response(
            .ok,
            [
                ContentDisposition.attachment("Original_Metadata.txt"),
                ResponseField("X-Content-Type-Options", "nosniff"),
            ],
            text: text
        )
    }

    private static func lines(_ pairs: [(String, String)]) -> String {
        pairs.map { name, value in
            let line = value.split(whereSeparator: \.isNewline).joined(separator: " ")
            return "\(name)=\(line)\n"
        }.joined()
    }

    private static func global(_ record: ImageRecord) -> [(String, String)] {
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

    private static func series(_ record: ImageRecord) -> [(String, String)] {
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
