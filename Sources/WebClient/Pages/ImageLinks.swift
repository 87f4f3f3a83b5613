import Repository

/// The markup of where an image's files and pictures are to be had, and what else is told of it.
struct ImageLinks {
    let context: PageContext
    let image: ImageRecord
    /// Whether the visitor may have the original files.
    let mayDownload: Bool

    var html: String {
        let items = links.map { path, text in
            "<li><a href=\"\(HTML.escape(context.prefix))/\(path)\">\(text)</a></li>"
        }
        return "<ul class=\"links\">\n\(items.joined(separator: "\n"))\n</ul>"
    }

    private var links: [(path: String, text: String)] {
        let id = image.id
        let original = ("webgateway/archived_files/download/\(id)/", "Download original files")
        let others = [
            ("webgateway/render_ome_tiff/i/\(id)/", "OME-TIFF"),
            ("webgateway/render_ome_zarr/\(id)/", "OME-Zarr"),
            ("webgateway/download_as/\(id)/?format=jpeg", "JPEG"),
            ("webgateway/download_as/\(id)/?format=png", "PNG"),
            ("webgateway/download_as/\(id)/?format=tif", "TIFF"),
            ("webclient/load_original_metadata/\(id)/", "Original metadata"),
            ("webclient/metadata_hierarchy/image/\(id)/", "Hierarchy"),
        ]
        return (mayDownload ? [original] : []) + others
    }
}
