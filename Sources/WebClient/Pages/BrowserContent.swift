import Pixels
import Repository

/// The markup of a page of thumbnails.
struct BrowserContent {
    let context: PageContext
    let datasets: [DatasetRecord]
    let imageCount: Int
    let images: [ImageRecord]
    /// The dataset that is shown; nil shows all images.
    let datasetID: Int?
    let hasMore: Bool
    let isFirstPage: Bool

    var html: String {
        """
        <main class="browser">
        <nav aria-label="Datasets">
        <ul>
        \(datasetItem(nil, "All images", imageCount))
        \(datasets.map { datasetItem($0.id, $0.name, $0.imageCount) }.joined(separator: "\n"))
        </ul>
        </nav>
        <section>
        \(images.isEmpty ? emptiness : "<ul class=\"thumbnails\">\(images.map(thumbnail).joined())</ul>")
        \(paging)
        </section>
        </main>
        """
    }

    private var address: String { HTML.escape(context.prefix) + "/webclient/" }

    private func datasetItem(_ id: Int?, _ name: String, _ count: Int) -> String {
        let current = id == datasetID ? " aria-current=\"page\"" : ""
        let query = id.map { "?dataset=\($0)" } ?? ""
        return "<li><a href=\"\(address)\(query)\"\(current)>\(HTML.escape(name))"
            + " <span class=\"count\">\(count)</span></a></li>"
    }

    private func thumbnail(_ image: ImageRecord) -> String {
        let name = HTML.escape(image.name)
        return """
            <li><a href="\(address)img_detail/\(image.id)/" title="\(name)">\
            <span class="picture"><img loading="lazy" alt="" \
            src="\(address)render_thumbnail/size/192/\(image.id)/"></span>\
            <span class="name">\(name)</span>\
            <span class="extent">\(Self.extent(image))</span></a></li>

            """
    }

    /// Width × height, then what there is more than one of.
    static func extent(_ image: ImageRecord) -> String {
        let dimensions = image.dimensions
        let axes = [("Z", dimensions.z), ("C", dimensions.c), ("T", dimensions.t)]
        return
            (["\(dimensions.x) × \(dimensions.y)"]
            + axes.filter { $0.1 > 1 }.map { "\($0.0) \($0.1)" }).joined(separator: " · ")
    }

    private var emptiness: String {
        imageCount == 0
            ? "<p class=\"empty\">There are no images yet. <code>omero import FOLDER</code>"
                + " brings some.</p>"
            : "<p class=\"empty\">There are no images here.</p>"
    }

    private var paging: String {
        let dataset = datasetID.map { "&amp;dataset=\($0)" } ?? ""
        let first = isFirstPage ? "" : "<a href=\"\(address)?after=0\(dataset)\">First page</a>"
        let next =
            hasMore
            ? "<a rel=\"next\" href=\"\(address)?after=\(images.last?.id ?? 0)\(dataset)\">Next page</a>"
            : ""
        return first.isEmpty && next.isEmpty ? "" : "<p class=\"paging\">\(first) \(next)</p>"
    }
}
