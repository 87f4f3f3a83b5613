import HTTP
package import ImageFormats
import Pixels
package import Repository

extension OMEImageText {
    /// What an exported file says of an image: what the catalogue knows.
    package init(_ record: ImageRecord) {
        self.init(
            name: record.name,
            dimensions: record.dimensions,
            pixelType: record.pixels.pixelType
        )
        if !record.description.isEmpty { description = record.description }
        acquisitionDate = record.acquisitionSeconds.flatMap(Self.date)
        nominalMagnification = record.pixels.nominalMagnification
        physicalSize = record.pixels.physicalSize
        let bits = record.pixels.significantBits
        if (1...(8 * pixelType.byteCount)).contains(bits) { significantBits = bits }
        channels = record.channels.map(\.metadata)
    }

    /// xsd:dateTime in whole seconds; nil for years that need more than four digits.
    private static func date(_ seconds: Double) -> String? {
        guard abs(seconds) < 6e10 else { return nil }
        let whole = Int(seconds.rounded(.down))
        let day = (whole - (whole < 0 ? 86_399 : 0)) / 86_400
        let second = whole - day * 86_400
        let civil = HTTPDate.civil(fromDays: day)
        guard (1...9999).contains(civil.year) else { return nil }
        func padded(_ number: Int, _ count: Int) -> String {
            String(repeating: "0", count: max(0, count - "\(number)".utf8.count)) + "\(number)"
        }
        let date = [padded(civil.year, 4), padded(civil.month, 2), padded(civil.day, 2)]
        let time = [second / 3600, second / 60 % 60, second % 60].map { padded($0, 2) }
        return date.joined(separator: "-") + "T" + time.joined(separator: ":") + "Z"
    }
}

extension ImageRecord {
    /// What tells exports of one state of an image from those of another.
    var exportVersion: String { "\(id) \(version) \(name) \(description.utf8.count)" }
}
