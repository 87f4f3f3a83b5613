import HTTP
import JSON
import Testing

@testable import Repository
@testable import WebClient

@Suite struct `Annotating` {
    private let under: TreeUnderTest
    private let image: Int

    init() throws {
        under = try TreeUnderTest()
        image = try under.addImage("i")
    }

    private func map(_ fields: [(String, String)], as user: Int = 10) throws -> JSONValue {
        try under.post(AnnotateMapEndpoint(under.catalogue), fields, as: user)
    }

    private func tag(_ fields: [(String, String)], as user: Int = 10) throws -> JSONValue {
        try under.post(AnnotateTagsEndpoint(under.catalogue), fields, as: user)
    }

    private func comment(_ fields: [(String, String)], as user: Int = 10) throws -> JSONValue {
        try under.post(AnnotateCommentEndpoint(under.catalogue), fields, as: user)
    }

    private func rate(_ rating: String, as user: Int = 10) throws -> JSONValue {
        let fields = [("image", "\(image)"), ("rating", rating)]
        return try under.post(AnnotateRatingEndpoint(under.catalogue), fields, as: user)
    }

    private func values(as user: Int = 10) throws -> [AnnotationValue] {
        try under.catalogue.annotations(of: .image, [image], types: nil, namespace: nil)
            .map(\.annotation.value)
    }

    @Test func `key-value pairs are made, changed, and deleted by no pairs`() throws {
        let answer = try map([("image", "\(image)"), ("mapAnnotation", #"[["a","b"],["a",""]]"#)])
        let id = try #require(answer["annId"]?.elements?.first?.integer)
        #expect(try values() == [.map([KeyValuePair("a", "b"), KeyValuePair("a", "")])])
        #expect(try under.catalogue.annotation(id)?.namespace == AnnotationNamespace.clientMap)
        let changed = try map([("annId", "\(id)"), ("mapAnnotation", #"[["c","d"]]"#)])
        #expect(changed == ["annId": [.integer(id)]])
        #expect(try values() == [.map([KeyValuePair("c", "d")])])
        #expect(try map([("annId", "\(id)"), ("mapAnnotation", "[]")]) == ["annId": .null])
        #expect(try under.catalogue.annotation(id) == nil)
    }

    @Test func `each thing has pairs of its own, unless those of a program are shared`() throws {
        let other = try under.addImage("j")
        let fields = [
            ("image", "\(image)"), ("image", "\(other)"), ("mapAnnotation", #"[["a","b"]]"#),
        ]
        #expect(try map(fields)["annId"]?.elements?.count == 2)
        #expect(try map(fields + [("duplicate", "false")])["annId"]?.elements?.count == 2)
        #expect(try map(fields + [("ns", "x")])["annId"]?.elements?.count == 2)
        let shared = try map(fields + [("ns", "x"), ("duplicate", "false")])
        #expect(shared["annId"]?.elements?.count == 1)
    }

    @Test(arguments: ["", "{}", "[1]", #"[["a"]]"#, #"[["a",1]]"#, #"[["a","b","c"]]"#])
    func `what is no list of pairs is refused`(_ pairs: String) throws {
        let refusal = try under.refusal {
            _ = try map([("image", "\(image)"), ("mapAnnotation", pairs)])
        }
        #expect(refusal?.status == .badRequest)
        #expect(try values() == [])
    }

    @Test func `tags are added and taken off as chosen, and new ones are made`() throws {
        let old = try tag([("image", "\(image)"), ("newtags-TOTAL_FORMS", "1")] + new(0, "old"))
        let id = try #require(old["new"]?.elements?.first?.integer)
        #expect(try values() == [.tag("old")])
        let fields = [("image", "\(image)"), ("tags", ""), ("newtags-TOTAL_FORMS", "2")]
        let answer = try tag(fields + new(0, "x") + new(1, "y", "what y means"))
        #expect(answer["removed"] == [.integer(id)])
        #expect(try values() == [.tag("x"), .tag("y")])
        let kept = try #require(answer["new"]?.elements?.compactMap { $0.integer })
        let again = try tag([
            ("image", "\(image)"), ("tags", (kept + [id]).map(String.init).joined(separator: ",")),
        ])
        #expect(again == ["added": [.integer(id)], "removed": [], "new": []])
    }

    private func new(_ index: Int, _ text: String, _ description: String = "") -> [(String, String)]
    {
        [("newtags-\(index)-tag", text), ("newtags-\(index)-description", description)]
    }

    @Test func `a new tag is the one that means the same, else it goes into its set`() throws {
        let mine = try under.annotate(
            .init(.dataset, try under.add(.dataset, "d")),
            .tag("t"),
            TreeUnderTest.own(11)
        )
        let fields = [("image", "\(image)"), ("newtags-TOTAL_FORMS", "1")]
        #expect(try tag(fields + new(0, "t"))["new"] == [.integer(mine)])
        #expect(try tag(fields + new(0, "t", "else"))["new"] != [.integer(mine)])
        let set = try under.annotate(
            .init(.image, image),
            .tag("set"),
            namespace: AnnotationNamespace.tagSet
        )
        let answer = try tag(fields + new(0, "in it") + [("newtags-0-tagset", "\(set)")])
        let id = try #require(answer["new"]?.elements?.first?.integer)
        #expect(try under.catalogue.tags(ofSets: [set], .everything) == [set: [id]])
        #expect(throws: RepositoryError.self) {
            try tag(fields + new(0, "no set") + [("newtags-0-tagset", "\(id)")])
        }
        #expect(throws: Refusal.self) { try tag(fields + new(0, " ")) }
    }

    @Test func `of several things, a tag that only some have is left alone`() throws {
        let other = try under.addImage("j")
        let some = try under.annotate(.init(.image, image), .tag("some"))
        let all = try under.annotate(.init(.image, image), .tag("all"))
        _ = try under.catalogue.annotate(.init(.image, other), with: all, by: 10)
        let answer = try tag([("image", "\(image),\(other)"), ("tags", "")])
        #expect(answer["removed"] == [.integer(all)])
        #expect(try values() == [.tag("some")])
        #expect(try under.catalogue.annotation(some)?.linkCount == 1)
    }

    @Test func `others' links of tags stay when one's own are taken off`() throws {
        let id = try under.annotate(.init(.image, image), .tag("t"))
        #expect(
            try tag([("image", "\(image)"), ("tags", "\(id)")], as: 11)["added"] == [
                .integer(id)
            ]
        )
        #expect(try values() == [.tag("t"), .tag("t")])
        #expect(
            try tag([("image", "\(image)"), ("tags", "")], as: 11)["removed"] == [
                .integer(id)
            ]
        )
        #expect(try values() == [.tag("t")])
    }

    @Test func `a comment says who made it, and a blank one is refused`() throws {
        let answer = try comment([("image", "\(image)"), ("comment", "Fine.")], as: 11)
        #expect(answer["added_by"] == 11)
        #expect(try values() == [.comment("Fine.")])
        #expect(throws: Refusal.self) {
            try comment([("image", "\(image)"), ("comment", " \n")])
        }
        #expect(throws: Refusal.self) { try comment([("comment", "of nothing")]) }
    }

    @Test func `everybody has one rating of a thing, and 0 takes it away`() throws {
        _ = try rate("3")
        _ = try rate("5")
        _ = try rate("1", as: 11)
        #expect(try values() == [.long(5), .long(1)])
        #expect(try rate("0") == ["success": true])
        #expect(try values() == [.long(1)])
        for wrong in ["6", "-1", "five"] {
            #expect(try under.refusal { _ = try rate(wrong) }?.status == .badRequest)
        }
    }

    @Test(arguments: [
        "<script>alert(1)</script>&amp;", "\u{1}\u{7F}\t\r\n\u{0}", "\u{202E}evil\u{202C}",
        String(repeating: "ä", count: 10_000), "'; DROP TABLE image; --", "%00%0A+",
    ])
    func `any text passes as it is`(_ text: String) throws {
        _ = try comment([("image", "\(image)"), ("comment", "x" + text)])
        let pairs = JSONValue.array([[.string(text), .string(text)]]).text()
        _ = try map([("image", "\(image)"), ("mapAnnotation", pairs), ("ns", text)])
        let fields = [("image", "\(image)"), ("newtags-TOTAL_FORMS", "1")]
        _ = try tag(fields + new(0, "x" + text, text))
        let found = try under.ask({ AnnotationsEndpoint($0) }, "image=\(image)")
        let all = try #require(found["annotations"]?.elements)
        #expect(
            all.contains {
                $0["textValue"]?.string == "x" + text && $0["class"] == "CommentAnnotationI"
            }
        )
        #expect(
            all.contains {
                $0["values"] == [[.string(text), .string(text)]] && $0["ns"]?.string == text
            }
        )
        #expect(all.contains { $0["description"]?.string == text })
    }

    /// Ann's image, as bob wants to annotate it.
    @Test(arguments: [GroupLevel.isPrivate, .readOnly, .readAnnotate, .readWrite])
    func `colleagues annotate where the group lets them`(_ level: GroupLevel) throws {
        let tagID = try under.annotate(.init(.image, image), .tag("t"))
        let pairs = try under.annotate(.init(.image, image), .map([KeyValuePair("a", "b")]))
        try under.share(level)
        let text = [("image", "\(image)"), ("comment", "c")]
        let change = [("annId", "\(pairs)"), ("mapAnnotation", #"[["c","d"]]"#)]
        func outcome(_ ask: () throws -> JSONValue) -> String {
            do {
                _ = try ask()
                return "done"
            } catch RepositoryError.noSuchObject {
                return "missing"
            } catch {
                return error is PeopleError ? "refused" : "\(error)"
            }
        }
        let annotated = level == .isPrivate ? "missing" : level == .readOnly ? "refused" : "done"
        #expect(outcome { try comment(text, as: 11) } == annotated)
        #expect(outcome { try rate("3", as: 11) } == annotated)
        #expect(
            outcome { try tag([("image", "\(image)"), ("tags", "\(tagID)")], as: 11) }
                == annotated
        )
        let changed = level == .isPrivate ? "missing" : level == .readWrite ? "done" : "refused"
        #expect(outcome { try map(change, as: 11) } == changed)
        #expect(outcome { try comment(text, as: 12) } == "missing")
        #expect(outcome { try comment(text) } == "done")
    }

    @Test func `others' tags are no use in groups that only read`() throws {
        let theirs = try under.annotate(.init(.image, image), .tag("t"))
        let own = try under.addImage("bob's", TreeUnderTest.own(11))
        let fields = [("image", "\(own)"), ("tags", "\(theirs)")]
        try under.share(.readOnly)
        #expect(throws: PeopleError.self) { try tag(fields, as: 11) }
        try under.share(.readAnnotate)
        #expect(try tag(fields, as: 11)["added"] == [.integer(theirs)])
    }

    @Test func `one thing that is missing or of another group keeps all as they were`() throws {
        let foreign = try under.addImage("s", TreeUnderTest.own(10, TreeUnderTest.secret))
        #expect(throws: PeopleError.notAllowed("link things of different groups")) {
            try comment([("image", "\(image)"), ("image", "\(foreign)"), ("comment", "c")])
        }
        #expect(throws: RepositoryError.noSuchObject(.init(.image, 999))) {
            try comment([("image", "\(image),999"), ("comment", "c")])
        }
        #expect(try values() == [])
    }

    @Test func `more than there may be of anything is refused`() throws {
        let many = (1...1001).map(String.init).joined(separator: ",")
        #expect(try under.refusal { _ = try comment([("image", many), ("comment", "c")]) } != nil)
        let text = String(repeating: "x", count: AnnotationForm.textBytesMax + 1)
        #expect(
            try under.refusal {
                _ = try comment([("image", "\(image)"), ("comment", text)])
            } != nil
        )
        let pairs = JSONValue.array(
            Array(repeating: ["a", "b"], count: AnnotationValue.pairsMax + 1)
        ).text()
        #expect(
            try under.refusal {
                _ = try map([("image", "\(image)"), ("mapAnnotation", pairs)])
            } != nil
        )
    }
}
