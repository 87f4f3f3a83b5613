import CExpat

/// Reads an XML document as a stream of elements, within limits and without entities.
///
/// A document type declaration is refused, and with it every entity of the document's own, external
/// files and the growth they can cause.
package struct XMLReader {
    /// What a document may be at most.
    package struct Limits: Sendable {
        package var documentBytes = 256 << 20
        package var depth = 64
        package var attributeBytes = 1 << 20

        package init() {}
    }

    /// Start of an element, its attributes by local name, or its end with the text inside.
    package enum Event {
        /// The name without its namespace.
        case start(String, [String: String])
        case end(String, text: String)
    }

    /// Hands each event to `body`; what it throws ends the reading.
    package static func read(
        _ bytes: [UInt8],
        limits: Limits = Limits(),
        _ body: (Event) throws -> Void
    ) throws {
        guard bytes.count <= limits.documentBytes else {
            throw XMLError.beyondLimit("\(limits.documentBytes) bytes")
        }
        guard let parser = unsafe XML_ParserCreateNS(nil, 0x7C) else { throw XMLError.outOfMemory }
        defer { unsafe XML_ParserFree(parser) }
        // The block outlives the parser only in name: everything happens inside this call.
        try withoutActuallyEscaping(body) { escaping in
            let stop = { _ = unsafe XML_StopParser(parser, 0) }
            let handler = Handler(limits: limits, stop: stop, body: escaping)
            unsafe XML_SetUserData(parser, Unmanaged.passUnretained(handler).toOpaque())
            unsafe XML_SetElementHandler(parser, onStart, onEnd)
            unsafe XML_SetCharacterDataHandler(parser, onText)
            unsafe XML_SetStartDoctypeDeclHandler(parser, onDoctype)
            let status = unsafe bytes.withUnsafeBufferPointer { buffer in
                unsafe buffer.withMemoryRebound(to: CChar.self) { text in
                    unsafe XML_Parse(parser, text.baseAddress, Int32(clamping: text.count), 1)
                }
            }
            if let failure = handler.failure { throw failure }
            if status != XML_STATUS_OK {
                let line = unsafe Int(XML_GetCurrentLineNumber(parser))
                let reason = unsafe XML_ErrorString(XML_GetErrorCode(parser)).map {
                    unsafe String(cString: $0)
                }
                throw XMLError.malformed(line: line, reason: reason ?? "unknown")
            }
        }
    }
}

/// Why a document is refused.
package enum XMLError: Error, Equatable, CustomStringConvertible {
    case malformed(line: Int, reason: String)
    case hasDocumentType
    case beyondLimit(String)
    case outOfMemory

    package var description: String {
        switch self {
        case .malformed(let line, let reason): "XML, line \(line): \(reason)"
        case .hasDocumentType: "XML: a document type declaration is not allowed"
        case .beyondLimit(let limit): "XML: more than \(limit)"
        case .outOfMemory: "XML: out of memory"
        }
    }
}

/// Collects what the parser reports; lives as long as one reading.
private final class Handler {
    let limits: XMLReader.Limits
    let body: (XMLReader.Event) throws -> Void
    let stop: () -> Void
    /// The first failure; nothing is reported after it.
    var failure: (any Error)? { didSet { stop() } }
    var texts: [[UInt8]] = []

    init(
        limits: XMLReader.Limits,
        stop: @escaping () -> Void,
        body: @escaping (XMLReader.Event) throws -> Void
    ) {
        self.limits = limits
        self.stop = stop
        self.body = body
    }

    func start(_ name: String, _ attributes: [String: String]) {
        guard failure == nil else { return }
        guard texts.count < limits.depth else {
            failure = XMLError.beyondLimit("\(limits.depth) nested elements")
            return
        }
        texts.append([])
        report(.start(name, attributes))
    }

    func end(_ name: String) {
        guard failure == nil, let text = texts.popLast() else { return }
        report(.end(name, text: String(decoding: text, as: UTF8.self)))
    }

    func report(_ event: XMLReader.Event) {
        do {
            try body(event)
        } catch {
            failure = error
        }
    }
}

private func handler(_ data: UnsafeMutableRawPointer?) -> Handler? {
    unsafe data.map { unsafe Unmanaged<Handler>.fromOpaque($0).takeUnretainedValue() }
}

/// The name after the namespace, which the parser puts before a bar.
private func localName(_ name: UnsafePointer<CChar>?) -> String {
    guard let name = unsafe name else { return "" }
    let whole = unsafe String(cString: name)
    return whole.lastIndex(of: "|").map { String(whole[whole.index(after: $0)...]) } ?? whole
}

private func onStart(
    _ data: UnsafeMutableRawPointer?,
    _ name: UnsafePointer<CChar>?,
    _ attributes: UnsafeMutablePointer<UnsafePointer<CChar>?>?
) {
    guard let handler = unsafe handler(data), handler.failure == nil else { return }
    var values: [String: String] = [:]
    var byteCount = 0
    var index = 0
    while let key = unsafe attributes?[index], let value = unsafe attributes?[index + 1] {
        let text = unsafe String(cString: value)
        byteCount += text.utf8.count
        guard byteCount <= handler.limits.attributeBytes else {
            handler.failure = XMLError.beyondLimit(
                "\(handler.limits.attributeBytes) bytes of attributes"
            )
            return
        }
        values[unsafe localName(key)] = text
        index += 2
    }
    unsafe handler.start(localName(name), values)
}

private func onEnd(_ data: UnsafeMutableRawPointer?, _ name: UnsafePointer<CChar>?) {
    unsafe handler(data)?.end(localName(name))
}

private func onText(
    _ data: UnsafeMutableRawPointer?,
    _ text: UnsafePointer<CChar>?,
    _ count: Int32
) {
    guard let handler = unsafe handler(data), let text = unsafe text, !handler.texts.isEmpty else {
        return
    }
    let bytes = unsafe UnsafeRawBufferPointer(start: text, count: Int(count))
    unsafe handler.texts[handler.texts.count - 1].append(contentsOf: bytes)
}

private func onDoctype(
    _ data: UnsafeMutableRawPointer?,
    _ name: UnsafePointer<CChar>?,
    _ system: UnsafePointer<CChar>?,
    _ identifier: UnsafePointer<CChar>?,
    _ hasSubset: Int32
) {
    unsafe handler(data)?.failure = XMLError.hasDocumentType
}
