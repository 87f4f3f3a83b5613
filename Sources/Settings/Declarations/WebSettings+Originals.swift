/// What may be taken away: original files, and images as pictures.
extension WebSettings {
    package static let binaryAccess = Setting(
        name: "omero.policy.binary_access",
        defaultText: "+read,+write,+image",
        accepted: "words such as +read, +write, +image, +plate or -read, with commas",
        help: "Who may download original files: more in groups' configs; a minus anywhere wins."
    ) { text -> String? in
        let words = text.split(separator: ",").map { $0.filter { $0 != " " } }
        let known = Set(["read", "write", "image", "plate"].flatMap { ["+" + $0, "-" + $0] })
        return words.allSatisfy(known.contains) ? text : nil
    }
    package static let multifileLimit = Setting.bytes(
        "omero.web.maximum_multifile_download_size",
        default: "1073741824",
        "Most bytes of original files in one zip; a single file has no limit."
    )
    package static let downloadAsLimit = Setting.integer(
        "omero.client.download_as.max_size",
        in: 1...1_000_000_000,
        default: 144_000_000,
        "Most pixels of a plane that is downloaded as JPEG, PNG or TIFF."
    )
    package static let tableRowsLimit = Setting.integer(
        "omero.web.max_table_download_rows",
        in: 1...10_000_000,
        default: 10_000,
        "Most rows of a table in one answer, also as CSV."
    )
    package static let tableCellsLimit = Setting.integer(
        "omero.web.max_table_slice_size",
        in: 1...10_000_000,
        default: 1_000_000,
        "Most cells of a slice of a table, and rows that one request searches for their numbers."
    )

    static let originals: [any AnySetting] = [
        binaryAccess, multifileLimit, downloadAsLimit, tableRowsLimit, tableCellsLimit,
    ]
}
