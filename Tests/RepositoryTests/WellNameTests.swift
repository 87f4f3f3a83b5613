import Testing

@testable import Repository

@Suite struct `Names of wells` {
    @Test func `names of wells are letters and a number`() {
        #expect(WellName("A1").map { [$0.row, $0.column] } == [0, 0])
        #expect(WellName("af012").map { [$0.row, $0.column] } == [31, 11])
        for name in ["", "A", "1A", "A0", "A-1", "ABCD1", "Ä1"] {
            #expect(WellName(name) == nil, "\(name)")
        }
    }

    @Test func `letters go on behind Z, and are read as they are written`() {
        #expect([0, 25, 26, 701, 702].map(WellName.letters) == ["A", "Z", "AA", "ZZ", "AAA"])
        for row in 0..<1000 { #expect(WellName(WellName.letters(row) + "3")?.row == row) }
    }
}
