import Pixels
import Repository

/// The markup of the viewer; its script asks `imgData` for everything else.
struct ViewerContent {
    let context: PageContext
    let image: ImageRecord
    /// Whether the visitor may have the original files.
    let mayDownload: Bool
    /// What is said of the image.
    let annotations: AnnotationsContent

    var html: String {
        """
        <main class="viewer" id="viewer" data-id="\(image.id)" \
        data-gateway="\(HTML.escape(context.prefix))/webgateway/">
        <section class="stage" id="stage" tabindex="0" aria-label="Image"></section>
        <aside>
        <h1>\(HTML.escape(image.name))</h1>
        <p class="zoom" id="zoom" hidden><button type="button" data-step="1">−</button>
        <output></output> <button type="button" data-step="-1">+</button></p>
        <form id="controls" autocomplete="off"></form>
        <dl>\(facts.map { "<dt>\($0.0)</dt><dd>\($0.1)</dd>" }.joined())</dl>
        <div class="panel">
        \(annotations.html)
        <details><summary>Files and more</summary>\
        \(ImageLinks(context: context, image: image, mayDownload: mayDownload).html)</details>
        <details><summary>Acquisition</summary>\(AcquisitionContent(image: image).html)</details>
        </div>
        <noscript><p><img alt="" src="\(HTML.escape(context.prefix))\
        /webgateway/render_thumbnail/\(image.id)/512/"></p></noscript>
        </aside>
        </main>
        """
    }

    /// Labels, and markup.
    private var facts: [(String, String)] {
        var facts = [
            ("Extent", BrowserContent.extent(image)),
            ("Pixel type", image.pixels.pixelType.rawValue),
            ("Format", HTML.escape(image.format)),
        ]
        if let x = image.pixels.physicalSize.xMicrometres,
            let y = image.pixels.physicalSize.yMicrometres
        {
            facts.append(("Pixel size", "\(Self.short(x)) × \(Self.short(y)) µm"))
        }
        if let dataset = image.dataset {
            let address = context.address(of: .dataset(dataset.id))
            facts.append(("Dataset", "<a href=\"\(address)\">\(HTML.escape(dataset.name))</a>"))
        }
        if !image.description.isEmpty {
            facts.append(("Description", HTML.escape(image.description)))
        }
        return facts
    }

    /// At most four digits behind the point.
    private static func short(_ number: Double) -> String {
        "\((number * 10_000).rounded() / 10_000)"
    }
}
