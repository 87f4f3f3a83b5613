import JSON
import Pixels

/// Names, colours and windows of channels (OME-NGFF, "omero" metadata).
enum NGFFChannels {
    static func read(
        _ omero: ZarrDocument?,
        _ limits: ReadLimits
    ) throws(ImageFormatError) -> [ChannelMetadata] {
        guard let channels = omero?.member("channels") else { return [] }
        return try channels.elements(countMax: limits.samplesPerPixel)
            .mapOrFail { channel throws(ImageFormatError) in
                ChannelMetadata(
                    name: try channel.member("label")?.text(),
                    color: try channel.member("color").map(color),
                    window: try window(channel.member("window")),
                    isActive: channel.member("active")?.value.boolean
                )
            }
    }

    /// Six hexadecimal digits, red first.
    private static func color(_ document: ZarrDocument) throws(ImageFormatError) -> RGBAColor {
        let text = try document.text()
        let digits = text.hasPrefix("#") ? text.dropFirst() : Substring(text)
        guard digits.utf8.count == 6, let number = UInt32(digits, radix: 16) else {
            throw document.malformed("six hexadecimal digits")
        }
        return RGBAColor(
            red: UInt8(number >> 16 & 0xFF),
            green: UInt8(number >> 8 & 0xFF),
            blue: UInt8(number & 0xFF)
        )
    }

    /// From `start` to `end`; nil where one of them is missing or nothing lies between them.
    private static func window(
        _ window: ZarrDocument?
    ) throws(ImageFormatError) -> ClosedRange<Double>? {
        let limits = try ["start", "end", "min", "max"].mapOrFail { name throws(ImageFormatError) in
            try window?.member(name).map(number)
        }
        guard let start = limits[0], let end = limits[1], start < end else { return nil }
        return start...end
    }

    /// Some writers put the numbers into strings.
    private static func number(_ limit: ZarrDocument) throws(ImageFormatError) -> Double {
        let found = limit.value.double ?? limit.value.string.flatMap(Double.init)
        guard let found, found.isFinite else { throw limit.malformed("a number") }
        return found
    }
}
