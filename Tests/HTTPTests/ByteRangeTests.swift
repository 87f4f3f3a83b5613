import HTTP
import Testing

@Suite struct `Byte ranges` {
    @Test(arguments: [
        ("bytes=0-99", ByteRange.part(0..<100)), ("bytes=0-0", .part(0..<1)),
        ("bytes=900-", .part(900..<1000)), ("bytes=-100", .part(900..<1000)),
        ("bytes=-5000", .part(0..<1000)), ("bytes=990-5000", .part(990..<1000)),
        ("BYTES= 5-9 ", .part(5..<10)),
        ("bytes=0-99999999999999999999", .part(0..<1000)),
    ])
    func `one range is cut at the end of what there is`(field: String, expected: ByteRange) {
        #expect(ByteRange(field, of: 1000) == expected)
    }

    @Test(arguments: [
        "bytes=1000-", "bytes=1000-2000", "bytes=-0", "bytes=99999999999999999999-",
    ])
    func `a range without a byte cannot be satisfied`(field: String) {
        #expect(ByteRange(field, of: 1000) == .unsatisfiable)
    }

    @Test(arguments: [
        "bytes=0-1,5-9", "bytes=5-2", "bytes=-", "bytes=", "bytes", "lines=0-9", "bytes=+1-2",
        "bytes=1--2", "bytes=a-b", "bytes==0-9", "",
        "bytes=0-" + String(repeating: "9", count: 200),
    ])
    func `several ranges, and what is none, are answered with the whole`(field: String) {
        #expect(ByteRange(field, of: 1000) == .whole)
    }

    @Test func `nothing has no part`() {
        #expect(ByteRange("bytes=0-", of: 0) == .unsatisfiable)
        #expect(ByteRange(nil, of: 0) == .whole)
    }
}
