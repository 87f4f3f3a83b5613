import JSON
import Pixels

/// Names and colours of channels (OME-NGFF, "omero" metadata).
enum NGFFChannels {
    static func read(
        _ omero: ZarrDocument?,
        _ limits: ReadLimits
    ) throws(ImageFormatError) -> [ChannelMetadata] {
        guard let channels = omero?.member("channels") else { return [] }
        return try channels.elements(countMax: limits.samplesPerPixel)
            .mapOrFail { channel throws(ImageFormatError) in
                try requireWindow(channel.member("window"))
                return ChannelMetadata(
                    name: try channel.member("label")?.text(),
                    color: try channel.member("color").map(color)
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

    /// Some writers put the numbers into strings.
    private static func requireWindow(_ window: ZarrDocument?) throws(ImageFormatError) {
        for name in ["start", "end", "min", "max"] {
            guard let limit = window?.member(name) else { continue }
            guard (limit.value.double ?? limit.value.string.flatMap(Double.init)) != nil else {
                throw limit.malformed("a number")
            }
        }
    }
}
