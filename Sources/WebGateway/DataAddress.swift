import HTTP

/// Bytes written into an address of their own (RFC 2397), in base 64.
package enum DataAddress {
    package static func text(_ mediaType: String, _ bytes: [UInt8]) -> String {
        "data:\(mediaType);base64," + String(decoding: Base64Text.encode(bytes), as: UTF8.self)
    }
}
