/// What a byte may be part of in a request head.
struct ByteClass: OptionSet {
    let rawValue: UInt8

    /// A token (RFC 9110 §5.6.2): methods and field names.
    static let token = ByteClass(rawValue: 1)
    /// A field value: visible bytes, blank, tab, and bytes above ASCII.
    static let value = ByteClass(rawValue: 2)
    /// A request target.
    ///
    /// OMERO's clients send `{ } [ ] | $ "` unescaped, so every visible byte but `#` is let
    /// through, and bytes above ASCII too.
    static let target = ByteClass(rawValue: 4)
    static let digit = ByteClass(rawValue: 8)
    static let hexDigit = ByteClass(rawValue: 16)

    /// The classes of all 256 bytes.
    static let table: [ByteClass] = (0..<256).map { number in
        let byte = UInt8(number)
        var classes: ByteClass = []
        let isLetter = (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
        let isDigit = (0x30...0x39).contains(byte)
        if isLetter || isDigit || "!#$%&'*+-.^_`|~".utf8.contains(byte) { classes.insert(.token) }
        if byte == 0x09 || byte == 0x20 || (byte > 0x20 && byte != 0x7F) { classes.insert(.value) }
        if byte > 0x20 && byte != 0x7F && byte != UInt8(ascii: "#") { classes.insert(.target) }
        if isDigit { classes.insert(.digit) }
        if isDigit || (0x41...0x46).contains(byte) || (0x61...0x66).contains(byte) {
            classes.insert(.hexDigit)
        }
        return classes
    }
}
