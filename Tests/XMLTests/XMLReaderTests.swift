import Testing

@testable import XML

@Suite struct `XML reader` {
    /// Events as one line each.
    func events(_ text: String, limits: XMLReader.Limits = .init()) throws -> [String] {
        var lines: [String] = []
        try XMLReader.read(Array(text.utf8), limits: limits) { event in
            switch event {
            case .start(let name, let attributes):
                let values = attributes.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
                lines.append((["<" + name] + values).joined(separator: " "))
            case .end(let name, let text): lines.append(">\(name) \(text)")
            }
        }
        return lines
    }

    @Test func `elements come with their attributes and their text`() throws {
        let lines = try events("<a x='1'><b>t&amp;u</b> v<c/></a>")
        #expect(lines == ["<a x=1", "<b", ">b t&u", "<c", ">c ", ">a  v"])
    }

    @Test func `namespaces leave local names`() throws {
        let text = "<o:OME xmlns:o='http://x/y' xmlns:s='u' s:z='2'><o:Image/></o:OME>"
        #expect(try events(text) == ["<OME z=2", "<Image", ">Image ", ">OME "])
    }

    @Test func `text in another declared encoding comes as Unicode`() throws {
        var seen = ""
        let bytes = Array("<?xml version='1.0' encoding='ISO-8859-1'?><a>".utf8) + [0xB5]
        try XMLReader.read(bytes + Array("m</a>".utf8)) { event in
            if case .end(_, let text) = event { seen = text }
        }
        #expect(seen == "µm")
    }

    @Test func `a document type declaration is refused, and with it entities`() {
        let bomb = "<!DOCTYPE a [<!ENTITY b 'x'><!ENTITY c '&b;&b;&b;'>]><a>&c;</a>"
        #expect(throws: XMLError.hasDocumentType) { try events(bomb) }
        #expect(throws: XMLError.hasDocumentType) {
            try events("<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>")
        }
    }

    @Test func `malformed documents are refused with their line`() {
        #expect(throws: XMLError.malformed(line: 2, reason: "mismatched tag")) {
            try events("<a>\n</b>")
        }
        #expect(throws: XMLError.self) { try events("") }
        #expect(throws: XMLError.self) { try events("<a>") }
        #expect(throws: XMLError.self) { try events("<a/><b/>") }
        #expect(throws: XMLError.self) { try events("<a>&unknown;</a>") }
    }

    @Test func `documents beyond a limit are refused`() throws {
        var limits = XMLReader.Limits()
        limits.documentBytes = 20
        limits.depth = 3
        limits.attributeBytes = 5
        #expect(throws: XMLError.beyondLimit("20 bytes")) {
            try events("<a>01234567890123456789</a>", limits: limits)
        }
        #expect(try events("<a><b><c/></b></a>", limits: limits).count == 6)
        limits.documentBytes = 100
        #expect(throws: XMLError.beyondLimit("3 nested elements")) {
            try events("<a><b><c><d/></c></b></a>", limits: limits)
        }
        #expect(throws: XMLError.beyondLimit("5 bytes of attributes")) {
            try events("<a x='123' y='456'/>", limits: limits)
        }
    }

    @Test func `what the body throws ends the reading`() {
        struct Enough: Error {}
        var count = 0
        #expect(throws: Enough.self) {
            try XMLReader.read(Array("<a><b/><c/></a>".utf8)) { _ in
                count += 1
                if count == 2 { throw Enough() }
            }
        }
        #expect(count == 2)
    }

    @Test func `every truncation of a document is refused`() {
        let text = Array("<?xml version='1.0'?><a x='1'><b>text</b></a>".utf8)
        for count in 0..<text.count {
            #expect(throws: XMLError.self) { try XMLReader.read(Array(text[..<count])) { _ in } }
        }
    }
}
