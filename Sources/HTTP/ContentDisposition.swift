/// The name under which a client keeps what it gets (RFC 6266).
package enum ContentDisposition {
    private static let nameBytesMax = 255

    /// A plain name for old clients, and the whole one for all others.
    ///
    /// Only the last part of a path counts, so that no client is led elsewhere.
    package static func attachment(_ path: String) -> ResponseField {
        let last = path.split(separator: "/").last.map(String.init) ?? "file"
        let name = last == "." || last == ".." ? "file" : shortened(last)
        let plain = String(
            name.unicodeScalars.map { scalar in
                let isPlain =
                    (0x21..<0x7F).contains(scalar.value)
                    && !"\"\\;,".unicodeScalars.contains(scalar)
                return isPlain ? Character(scalar) : "_"
            }
        )
        return ResponseField(
            "Content-Disposition",
            "attachment; filename=\"\(plain)\"; filename*=UTF-8''\(PercentCoding.encode(name))"
        )
    }

    /// File systems have no room for longer names; what follows the last point stays.
    private static func shortened(_ name: String) -> String {
        guard name.utf8.count > nameBytesMax else { return name }
        let ending = name.lastIndex(of: ".").map { String(name[$0...]) } ?? ""
        var rest = name.dropLast(ending.count)
        let end = ending.utf8.count < nameBytesMax ? ending : ""
        while rest.utf8.count + end.utf8.count > nameBytesMax { rest = rest.dropLast() }
        return rest + end
    }
}
