import HTTP
import Testing

@Suite struct `Status code` {
    @Test func `every status that is sent has its own reason`() {
        let reasons = Status.all.map(\.reason)
        #expect(Set(reasons).count == reasons.count)
        for (status, reason) in Status.all { #expect(status.reason == reason) }
    }

    @Test func `a status without an entry is told as unknown`() {
        #expect(Status(rawValue: 299).reason == "Unknown")
    }
}
