import Archives
package import Repository
package import WebAccess

/// What a download of original files would be, before it is asked for.
package struct DownloadSummary: Sendable {
    package struct File: Sendable {
        package let name: String
        package let byteCount: Int
    }

    package let files: [File]
    package let byteCount: Int
    /// The zip file would be refused.
    package let isTooLarge: Bool

    /// Of the images that the visitor may download.
    package init(
        ofImages ids: [Int],
        _ gateway: Gateway,
        _ catalogue: any Catalogue,
        _ visitor: Visitor
    ) throws {
        let images = try ids.compactMap { try gateway.record($0, visitor) }
        let found = try OriginalFiles(of: images.filter(visitor.mayDownload), catalogue)
        files = found.found.map { File(name: $0.name, byteCount: $0.file.byteCount) }
        byteCount = found.byteCount
        isTooLarge = files.count > 1 && byteCount > gateway.limits.multifileBytes
    }
}
