import Kernel
import LMDB
import TestSupport
import Testing

@testable import SharedState

@Suite struct `Session table` {
    let state: StateUnderTest
    let shared: SharedState
    private var sessions: SessionTable { shared.sessions }

    init() throws {
        state = try StateUnderTest()
        state.configuration.sessionIdleSeconds = 600
        state.configuration.sessionAgeSeconds = 3600
        shared = try state.open()
    }

    @Test func `a session is found by its token alone`() throws {
        let token = try sessions.create(userID: 5, groupID: 3, atSeconds: 1000)
        let other = try sessions.create(userID: 6, groupID: 3, atSeconds: 1000)
        let record = try #require(try sessions.lookup(token, atSeconds: 1000))
        #expect(record.userID == 5)
        #expect(record.groupID == 3)
        #expect(record.createdSeconds == 1000)
        #expect(token != other)
        #expect(token.count == 64)
        for wrong in ["", "x", String(repeating: "0", count: 64), token.uppercased() + "0"] {
            #expect(try sessions.lookup(wrong, atSeconds: 1000) == nil)
        }
    }

    @Test func `a lookup is one read, whatever it finds and however many there are`() throws {
        let tokens = try (0..<100).map { user in
            try sessions.create(userID: user, groupID: 3, atSeconds: 1000)
        }
        let unknown = String(repeating: "0", count: 64)
        for (token, now) in [(tokens[50], 1000), (tokens[0], 9000), (unknown, 1000)] {
            let before = sessions.environment.readCount
            _ = try sessions.lookup(token, atSeconds: now)
            #expect(sessions.environment.readCount == before + 1)
        }
    }

    @Test func `a session that is not used ends`() throws {
        let token = try sessions.create(userID: 5, groupID: 3, atSeconds: 1000)
        #expect(try sessions.lookup(token, atSeconds: 1600) != nil)
        #expect(try sessions.lookup(token, atSeconds: 1661) == nil)
    }

    @Test func `a session that is used ends at its age`() throws {
        let token = try sessions.create(userID: 5, groupID: 3, atSeconds: 1000)
        for now in stride(from: 1000, through: 4600, by: 300) {
            let record = try #require(try sessions.lookup(token, atSeconds: now))
            try sessions.touch(token, record, atSeconds: now)
        }
        #expect(try sessions.lookup(token, atSeconds: 4601) == nil)
    }

    /// Times are written once a minute, so the idle time is counted from up to a minute early.
    @Test func `a visitor who was here less than the idle time ago is still logged in`() throws {
        let token = try sessions.create(userID: 5, groupID: 3, atSeconds: 1000)
        let record = try #require(try sessions.lookup(token, atSeconds: 1059))
        try sessions.touch(token, record, atSeconds: 1059)
        #expect(try sessions.lookup(token, atSeconds: 1659) != nil)
    }

    @Test func `last-seen times are written once a minute at most`() throws {
        let token = try sessions.create(userID: 5, groupID: 3, atSeconds: 1000)
        let record = try #require(try sessions.lookup(token, atSeconds: 1000))
        try sessions.touch(token, record, atSeconds: 1059)
        #expect(try sessions.lookup(token, atSeconds: 1059)?.lastSeenSeconds == 1000)
        try sessions.touch(token, record, atSeconds: 1060)
        #expect(try sessions.lookup(token, atSeconds: 1060)?.lastSeenSeconds == 1060)
        // A slower worker must not turn the time back.
        try sessions.touch(token, record, atSeconds: 1070)
        try sessions.touch(token, record, atSeconds: 1065)
        #expect(try sessions.lookup(token, atSeconds: 1070)?.lastSeenSeconds == 1070)
    }

    @Test func `a session that ended is not brought back by a worker that still knows it`() throws {
        let token = try sessions.create(userID: 5, groupID: 3, atSeconds: 1000)
        let record = try #require(try sessions.lookup(token, atSeconds: 1000))
        try sessions.delete(token)
        try sessions.touch(token, record, atSeconds: 1100)
        try sessions.activate(groupID: 9, token)
        #expect(try sessions.lookup(token, atSeconds: 1100) == nil)
    }

    @Test func `the active group can be changed`() throws {
        let token = try sessions.create(userID: 5, groupID: 3, atSeconds: 1000)
        try sessions.activate(groupID: 9, token)
        #expect(try sessions.lookup(token, atSeconds: 1000)?.groupID == 9)
    }

    @Test func `all sessions of a user end and those of others stay`() throws {
        let mine = try (0..<20).map { _ in
            try sessions.create(userID: 5, groupID: 3, atSeconds: 1000)
        }
        let other = try sessions.create(userID: 6, groupID: 3, atSeconds: 1000)
        #expect(try sessions.deleteAll(userID: 5) == 20)
        #expect(try sessions.deleteAll(userID: 5) == 0)
        for token in mine { #expect(try sessions.lookup(token, atSeconds: 1000) == nil) }
        #expect(try sessions.lookup(other, atSeconds: 1000) != nil)
    }

    @Test func `the sweep removes what is over, however many`() throws {
        for user in 0..<2500 { _ = try sessions.create(userID: user, groupID: 1, atSeconds: 1000) }
        let young = try sessions.create(userID: 1, groupID: 1, atSeconds: 2000)
        #expect(try sessions.sweep(atSeconds: 2000) == 2500)
        #expect(try sessions.sweep(atSeconds: 2000) == 0)
        #expect(try sessions.lookup(young, atSeconds: 2000) != nil)
    }

    @Test func `a session that is ended is gone for every process at once`() throws {
        let now = WallClock.nowSeconds()
        let token = try sessions.create(userID: 5, groupID: 3, atSeconds: now)
        let probes = try (0..<3).map { _ in
            try ProbeProcess(["watch-session", state.folder.path, token])
        }
        for probe in probes { #expect(try probe.line() == "user 5") }
        try sessions.delete(token)
        for probe in probes { #expect(try probe.line() == "absent") }
    }

    @Test func `a record is read as it was written, and garbage is not`() {
        let record = SessionRecord(
            userID: -1,
            groupID: .max,
            createdSeconds: 0,
            lastSeenSeconds: 1,
            origin: SessionOrigin(address: "ü", agent: String(repeating: "x", count: 500))
        )
        #expect(SessionRecord(record.bytes) == record)
        #expect(SessionRecord([]) == nil)
        #expect(SessionRecord([1] + record.bytes.dropFirst()) == nil)
        for count in 0..<record.bytes.count {
            #expect(SessionRecord(Array(record.bytes.prefix(count))) == nil)
        }
    }
}
