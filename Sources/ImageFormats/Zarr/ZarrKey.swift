import JSON

/// Keys built from what a document calls its members: none leads out of the hierarchy.
enum ZarrKey {
    /// Longest key; what is longer cannot lie on a disk either.
    private static let bytesMax = 4000
    private static let componentBytesMax = 255

    /// The key of a member whose path is relative to a group.
    static func joined(_ group: String, _ path: ZarrDocument) throws(ImageFormatError) -> String {
        // Some writers give the path "0" as a number.
        let text = path.value.string ?? path.value.integer.map { "\($0)" }
        guard let text, isPath(text) else {
            throw path.malformed("a path inside the Zarr hierarchy")
        }
        let key = below(group, text)
        guard key.utf8.count <= bytesMax else { throw path.malformed("a shorter path") }
        return key
    }

    static func below(_ group: String, _ name: String) -> String {
        group.isEmpty ? name : group + "/" + name
    }

    private static func isPath(_ text: String) -> Bool {
        text.split(separator: "/", omittingEmptySubsequences: false).allSatisfy { component in
            !component.isEmpty && component.utf8.count <= componentBytesMax
                && component != "." && component != ".." && !component.utf8.contains(0)
        }
    }
}
