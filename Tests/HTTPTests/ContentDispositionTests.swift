import HTTP
import Testing

@Suite struct `Names of downloads` {
    @Test(arguments: [
        ("/a/plain.tif", "plain.tif", "plain.tif"),
        (#"/a/a "b" \c;d,e.tif"#, "a__b___c_d_e.tif", "a%20%22b%22%20%5Cc%3Bd%2Ce.tif"),
        ("/a/Zürich 细胞.tif", "Z_rich___.tif", "Z%C3%BCrich%20%E7%BB%86%E8%83%9E.tif"),
        ("/a/x\r\nSet-Cookie: y\u{7F}", "x__Set-Cookie:_y_", "x%0D%0ASet-Cookie%3A%20y%7F"),
        ("/a/..", "file", "file"), ("", "file", "file"),
    ])
    func `a name passes whole, and as plain text that breaks no field`(
        path: String,
        plain: String,
        encoded: String
    ) {
        let expected = "attachment; filename=\"\(plain)\"; filename*=UTF-8''\(encoded)"
        #expect(ContentDisposition.attachment(path).value == expected)
    }

    @Test func `a name that no file system takes is shortened before its ending`() {
        let name = String(repeating: "ä", count: 300) + ".tif"
        let value = ContentDisposition.attachment(name).value
        #expect(value.hasSuffix("%C3%A4.tif"))
        #expect(value.split(separator: "%C3%A4").count - 1 <= 126)
    }
}
