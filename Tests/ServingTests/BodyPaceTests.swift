import Testing

@testable import Serving

@Suite struct `Pace of a body` {
    private func isKept(_ pace: inout BodyPace) -> Bool {
        pace.isKept(seconds: 10, bytesPerSecond: 500)
    }

    @Test func `what came in pieces counts together, and up to the last byte`() {
        var pace = BodyPace()
        for _ in 0..<5 { pace.received(1000) }
        #expect(isKept(&pace))
        pace.received(4999)
        #expect(!isKept(&pace))
    }

    @Test func `what came before the last look counts no more`() {
        var pace = BodyPace()
        pace.received(1 << 30)
        #expect(isKept(&pace))
        #expect(!isKept(&pace))
        pace.received(5000)
        #expect(isKept(&pace))
    }
}
