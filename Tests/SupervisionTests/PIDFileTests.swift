import Kernel
import TestSupport
import Testing

@testable import Supervision

@Suite struct `PID file` {
    let folder: TemporaryFolder
    private var file: PIDFile { PIDFile(path: folder.path("django.pid")) }

    init() throws { folder = try TemporaryFolder() }

    @Test func `no file means no master`() throws {
        #expect(try file.standing() == .absent)
        #expect(try !file.remove())
    }

    @Test func `a master that holds the lock runs`() throws {
        let lock = try #require(try file.lock())
        try file.write(Process.number)
        #expect(try file.standing() == .running(Process.number))
        #expect(try folder.read("django.pid") == Array("\(Process.number)\n".utf8))
        #expect(try file.lock() == nil)
        withExtendedLifetime(lock) {}
        #expect(try file.remove())
        #expect(try file.standing() == .absent)
    }

    @Test func `a number that another program has by now is stale`() throws {
        // This process lives, but holds no lock.
        try file.write(Process.number)
        #expect(try file.standing() == .stale(Process.number))
    }

    @Test func `a file that names nobody is unreadable`() throws {
        for text in ["", "\n", "x", "12x", "-", "99999999999999"] {
            try folder.write(text, to: "django.pid")
            #expect(try file.standing() == .unreadable, "\(text)")
        }
    }

    @Test func `asking for the standing does not keep a master from starting`() async throws {
        let file = file
        try file.write(Process.number)
        let asking = Task.detached {
            for _ in 0..<2000 { _ = try file.standing() }
        }
        for _ in 0..<50 {
            let lock = try file.lock()
            #expect(lock != nil)
        }
        try await asking.value
    }
}
