import Pixels
import Rendering
import Repository
import WebGateway

/// The markup of how an image was taken: its pixels, the objective, its channels.
struct AcquisitionContent {
    let image: ImageRecord

    var html: String {
        """
        \(facts.html)
        <table class="channels">
        <thead><tr><th scope="col">Channel</th><th scope="col">Colour</th>\
        <th scope="col">Emission</th><th scope="col">Excitation</th>\
        <th scope="col">Lowest</th><th scope="col">Highest</th></tr></thead>
        <tbody>
        \(image.channels.indices.map(row).joined(separator: "\n"))
        </tbody>
        </table>
        """
    }

    private var facts: [PanelFact] {
        let number = image.pixels.nominalMagnification
        let more = [
            PanelFact("acquired", "Acquired", moment: image.acquisitionSeconds),
            PanelFact("magnification", "Objective", number.map { $0.plain + "×" }),
        ]
        return (more + Self.pixels(of: image)).compactMap(\.self)
    }

    /// What there is of pixels, and how large they are.
    static func pixels(of image: ImageRecord) -> [PanelFact?] {
        let (size, length) = (image.dimensions, image.pixels.physicalSize)
        let sides = [
            ("x", "Pixel width", length.xMicrometres), ("y", "Pixel height", length.yMicrometres),
            ("z", "Distance of sections", length.zMicrometres),
        ]
        return [
            PanelFact("size", "Width × height", "\(size.x) × \(size.y)"),
            PanelFact("size-z", "Sections", size.z),
            PanelFact("size-c", "Channels", size.c),
            PanelFact("size-t", "Time points", size.t),
            PanelFact("pixel-type", "Pixel type", image.pixels.pixelType.rawValue),
            PanelFact("significant-bits", "Significant bits", image.pixels.significantBits),
        ]
            + sides.map { axis, label, micrometres in
                PanelFact("pixel-size-\(axis)", label, micrometres.map { $0.plain + " µm" })
            } + [PanelFact("format", "Format", image.format)]
    }

    private func row(_ index: Int) -> String {
        let channel = image.channels[index]
        let metadata = channel.metadata
        let cells = [
            metadata.color.map { "#" + $0.hexadecimal },
            metadata.emissionWavelengthNanometres.map { $0.plain + " nm" },
            metadata.excitationWavelengthNanometres.map { $0.plain + " nm" },
            channel.statistics?.min.plain, channel.statistics?.max.plain,
        ]
        return "<tr data-channel=\"\(index)\">"
            + "<th scope=\"row\">\(HTML.escape(image.channelLabel(index)))</th>"
            + cells.map { "<td>\($0 ?? "")</td>" }.joined() + "</tr>"
    }
}
