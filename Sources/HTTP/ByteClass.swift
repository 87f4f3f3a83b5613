/// What a byte may be part of in a request head: a set of bits.
enum ByteClass {
    /// A token (RFC 9110 §5.6.2): methods and field names.
    static let token: UInt8 = 1
    /// A token without underscores, as field names have it that are taken.
    static let fieldName: UInt8 = 64
    /// A request target.
    ///
    /// OMERO's clients send `{ } [ ] | $ "` unescaped, so every visible byte but `#` is let
    /// through, and bytes above ASCII too.
    static let target: UInt8 = 2
    static let digit: UInt8 = 4
    static let hexDigit: UInt8 = 8
    /// A registered name (RFC 3986 §3.2.2), without the comma that joins repeated fields.
    static let host: UInt8 = 16
    /// What needs no escape anywhere in a URI (RFC 3986 §2.3).
    static let unreserved: UInt8 = 32

    /// The classes of all 256 bytes; loops take it into a local first.
    static let table: [UInt8] = (0..<256).map { classes(of: UInt8($0)) }

    private static func classes(of byte: UInt8) -> UInt8 {
        let isLetter = (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
        let isDigit = (0x30...0x39).contains(byte)
        let isHexLetter = (0x41...0x46).contains(byte) || (0x61...0x66).contains(byte)
        let isVisible = byte > 0x20 && byte != 0x7F
        var classes: UInt8 = 0
        if isLetter || isDigit || "!#$%&'*+-.^_`|~".utf8.contains(byte) { classes |= token }
        if classes == token && byte != UInt8(ascii: "_") { classes |= fieldName }
        if isVisible && byte != UInt8(ascii: "#") { classes |= target }
        if isDigit { classes |= digit }
        if isDigit || isHexLetter { classes |= hexDigit }
        if isLetter || isDigit || "-._~".utf8.contains(byte) { classes |= unreserved | host }
        if "%!$&'()*+;=".utf8.contains(byte) { classes |= host }
        return classes
    }
}
