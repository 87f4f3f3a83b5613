/// Where a listener binds.
package struct ListenAddress: Equatable, Sendable {
    package var host: String
    package var port: UInt16

    package init?(_ text: String) {
        guard let mark = text.lastIndex(of: ":"),
            let port = UInt16(text[text.index(after: mark)...])
        else { return nil }
        var host = text[..<mark]
        if host.hasPrefix("["), host.hasSuffix("]") { host = host.dropFirst().dropLast() }
        guard NumericHost.isValid(String(host)) else { return nil }
        self.host = String(host)
        self.port = port
    }
}

/// Addresses as numbers, which need no look-up.
enum NumericHost {
    static func isValid(_ text: String) -> Bool {
        text.contains(":") ? isIPv6(text) : isIPv4(text)
    }

    private static func isIPv4(_ text: String) -> Bool {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts.allSatisfy { UInt8($0) != nil && $0.first != "+" }
    }

    /// Groups of four hexadecimal digits, at most one gap `::` in their place (RFC 4291 §2.2).
    private static func isIPv6(_ text: String) -> Bool {
        let groups = text.split(separator: ":", omittingEmptySubsequences: true)
        let isPlain = groups.allSatisfy { group in
            group.count <= 4 && group.allSatisfy { $0.isASCII && $0.isHexDigit }
        }
        guard isPlain, !text.contains(":::") else { return false }
        let gaps = text.indices.count { text[$0...].hasPrefix("::") }
        return gaps == 0
            ? groups.count == 8 && !text.hasPrefix(":") && !text.hasSuffix(":")
            : gaps == 1 && groups.count < 8
    }
}
