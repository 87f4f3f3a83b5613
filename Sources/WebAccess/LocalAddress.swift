package import HTTP

/// Where a page may send its visitor: paths of this server alone (CVE-2021-21377).
package enum LocalAddress {
    private static let bytesMax = 4096

    /// The path a client asked to be sent to; nil for one that leads, or might lead, elsewhere.
    package static func path(_ address: String?, _ request: Request) -> String? {
        guard var address, address.utf8.count <= bytesMax else { return nil }
        // Browsers read a backslash as a slash and pass over control characters.
        let isPlain = address.unicodeScalars.allSatisfy {
            $0.value > 0x20 && $0.value < 0x7F && $0 != "\\"
        }
        guard isPlain else { return nil }
        if let host = request.fields["Host"] {
            for scheme in ["http://", "https://"] where address.hasPrefix(scheme + host + "/") {
                address.removeFirst((scheme + host).count)
            }
        }
        guard address.hasPrefix("/"), !address.hasPrefix("//") else { return nil }
        return address
    }
}
