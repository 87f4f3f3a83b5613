import Pixels
import Rendering
import Repository
import WebGateway

/// The markup of an image's picture, of where it leads to, and of how it is drawn.
struct PreviewContent {
    let context: PageContext
    let image: ImageRecord
    let settings: RenderingSettings
    /// The section and the time point that are shown first, from 0.
    let plane: (z: Int, t: Int)
    /// What users saved, with their names.
    let saved: [(record: RenderingRecord, ownerName: String)]
    let mayDownload: Bool

    private static let pictureSide = 512
    private static let thumbnailSide = 96

    var html: String {
        """
        <p><a href="\(client)img_detail/\(image.id)/"><img alt="Full viewer" data-image="\(image.id)" \
        src="\(client)render_thumbnail/size/\(Self.pictureSide)/\(image.id)/"></a></p>
        <p><a href="\(client)img_detail/\(image.id)/">Full viewer</a></p>
        \(ImageLinks(context: context, image: image, mayDownload: mayDownload).html)
        \(channels)
        \(definitions)
        """
    }

    private var client: String { HTML.escape(context.prefix) + "/webclient/" }

    private var channels: String {
        let model = settings.model == .greyscale ? "greyscale" : "color"
        return """
            <table class="rendering" data-model="\(model)" data-z="\(plane.z)" data-t="\(plane.t)">
            <thead><tr><th scope="col">Channel</th><th scope="col">Shown</th>\
            <th scope="col">Colour</th><th scope="col">From</th><th scope="col">To</th></tr></thead>
            <tbody>
            \(settings.channels.indices.map(row).joined(separator: "\n"))
            </tbody>
            </table>
            """
    }

    private func row(_ index: Int) -> String {
        let channel = settings.channels[index]
        let color = channel.lookUpTable?.name ?? "#" + channel.color.hexadecimal
        let label = index < image.channels.count ? image.channelLabel(index) : "\(index)"
        let cells = [
            channel.isActive ? "yes" : "no",
            HTML.escape(color) + (channel.isInverted ? ", inverted" : ""),
            channel.window.start.plain, channel.window.end.plain,
        ]
        return "<tr data-channel=\"\(index)\" data-active=\"\(channel.isActive)\">"
            + "<th scope=\"row\">\(HTML.escape(label))</th>"
            + cells.map { "<td>\($0)</td>" }.joined() + "</tr>"
    }

    private var definitions: String {
        if saved.isEmpty { return "" }
        let items = saved.map { record, name in
            let thumbnail =
                "\(client)render_thumbnail/size/\(Self.thumbnailSide)/\(image.id)/?rdefId=\(record.id)"
            return "<li data-rdef-id=\"\(record.id)\" data-owner-id=\"\(record.ownerID)\">"
                + "<img alt=\"\" src=\"\(thumbnail)\"> \(HTML.escape(name))</li>"
        }
        return """
            <h2>Saved settings</h2>
            <ul class="rdefs">
            \(items.joined(separator: "\n"))
            </ul>
            """
    }
}
