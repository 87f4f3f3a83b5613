import Repository

/// The markup of an image in a list of thumbnails.
struct ImageItem {
    let context: PageContext
    let image: ImageRecord

    var html: String {
        let name = HTML.escape(image.name)
        let address = HTML.escape(context.prefix) + "/webclient/"
        return """
            <li data-type="image" data-id="\(image.id)">\
            <a href="\(address)img_detail/\(image.id)/" title="\(name)">\
            <span class="picture"><img loading="lazy" alt="" \
            src="\(address)render_thumbnail/size/192/\(image.id)/"></span>\
            <span class="name">\(name)</span>\
            <span class="extent">\(BrowserContent.extent(image))</span></a></li>
            """
    }
}

/// The markup of images as a list of thumbnails; empty without any.
struct ImageList {
    let context: PageContext
    let images: [ImageRecord]

    var html: String {
        let items = images.map { ImageItem(context: context, image: $0).html }
        return items.isEmpty
            ? "" : "<ul class=\"thumbnails\">\n\(items.joined(separator: "\n"))\n</ul>"
    }
}
