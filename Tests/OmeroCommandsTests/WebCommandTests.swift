import Foundation
import Kernel
import TestSupport
import Testing

@testable import OmeroCommands

@Suite struct `omero web without a server` {
    private let instance: TemporaryInstance

    init() throws { instance = try TemporaryInstance() }

    @Test func `status says so in OMERO's words and exits with 3`() {
        #expect(
            instance.run(["web", "status"])
                == CommandResult(
                    status: 3,
                    output: "OMERO.web status... [NOT STARTED]\n",
                    messages: ""
                )
        )
        #expect(
            instance.run(["web", "status", "--json"])
                == CommandResult(status: 3, output: "{\"phase\":\"stopped\"}\n", messages: "")
        )
    }

    @Test func `stop says so and is no failure`() {
        #expect(
            instance.run(["web", "stop"])
                == CommandResult(
                    status: 0,
                    output: "Stopping OMERO.web... [NOT STARTED]\n",
                    messages: ""
                )
        )
    }

    @Test func `reload fails`() {
        let result = instance.run(["web", "reload"])
        #expect(result.status == 69)
        #expect(result.output == "Reloading OMERO.web... ")
        #expect(result.messages == "[NOT STARTED]\nUse 'omero web start'.\n")
    }

    @Test func `a file that names a dead master is told by status and removed by stop`() throws {
        try FileManager.default.createDirectory(
            atPath: instance.folder.path("var"),
            withIntermediateDirectories: true
        )
        let path = try instance.folder.write("999999999\n", to: "var/django.pid")
        let status = instance.run(["web", "status"])
        #expect(status.status == 3)
        #expect(status.messages.contains("\(path) is stale"))
        #expect(FileManager.default.fileExists(atPath: path))
        let stop = instance.run(["web", "stop"])
        #expect(stop.messages == "WARNING: Removed stale \(path)\n")
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test(arguments: ["start", "restart", "reload"])
    func `wrong settings are told before anything is touched`(_ word: String) throws {
        let xml = """
            <icegrid><properties id="default">
            <property name="omero.web.wsgi_workers" value="none"/>
            </properties></icegrid>
            """
        try FileManager.default.createDirectory(
            atPath: instance.folder.path("etc/grid"),
            withIntermediateDirectories: true
        )
        try instance.folder.write(xml, to: "etc/grid/config.xml")
        let result = instance.run(["web", word])
        #expect(result.status == 78)
        #expect(result.output.isEmpty)
        #expect(result.messages.contains("omero.web.wsgi_workers: expected a whole number"))
        #expect(!FileManager.default.fileExists(atPath: instance.folder.path("var/static")))
    }

    /// Pools share their ports, so two instances once started on the same one without a word.
    @Test func `a port on which another instance listens keeps from starting`() throws {
        let listener = try Listener(
            address: SocketAddress(host: "127.0.0.1", port: 0),
            backlog: 8
        )
        let port = try listener.address().port
        _ = instance.config("set", "omero.web.application_server.port", "\(port)")
        _ = instance.config("set", "omero.web.application_server.async_port", "0")
        _ = instance.config("set", "omero.web.metrics.address", "off")
        let folder = instance.folder.path("shared")
        _ = instance.config("set", "omero.web.shared.volatile_dir", folder)
        let check = instance.run(["web", "check"])
        #expect(check.status == 78)
        #expect(check.output.contains("pool sync: port \(port) is taken"))
        let start = instance.run(["web", "start"])
        #expect(start.status == 78)
        #expect(start.messages.contains("pool sync: port \(port) is taken"))
        #expect(!FileManager.default.fileExists(atPath: instance.folder.path("var/django.pid")))
    }

    @Test func `options that exclude each other are refused`() {
        #expect(instance.run(["web", "start", "--keep-sessions", "--no-wait"]).status == 64)
    }

    @Test func `a configuration of the front server goes to the output`() {
        let result = instance.run(["web", "config", "nginx", "--http", "8123"])
        #expect(result.status == 0)
        #expect(result.output.contains("8123"))
        #expect(result.messages.isEmpty)
    }

    @Test(arguments: [
        ["apache"], [], ["nginx", "--http", "0"], ["nginx", "--http", "65536"],
        ["nginx", "--servername", "a;b"], ["nginx", "--servername", "a {"],
        ["nginx", "--max-body-size", "10x"], ["nginx", "--max-body-size", "k"],
    ])
    func `what would not be a configuration is refused`(_ words: [String]) {
        let result = instance.run(["web", "config"] + words)
        #expect(result.status == 64)
        #expect(result.output.isEmpty)
    }

    @Test func `the roles of processes refuse wrong descriptors`() {
        #expect(instance.run(["web", "master", "--readiness", "x"]).status == 64)
        #expect(instance.run(["web", "master", "--resume", "1"]).status == 64)
    }
}

@Suite struct `Server status` {
    private static let document = """
        {"phase":"ready","pid":17,"age_seconds":7500,"generation":2,"pools":[
        {"name":"sync","size":2,"capacity":8,"accept_queue":0,"slots":[
        {"index":0,"crashes":1,"last_departure":"crashed","workers":[
        {"pid":18,"role":"serving","state":"ready","generation":2,"age_seconds":59,
        "requests":1200,"in_flight":1,"connections":3,"rss_bytes":52428800}]},
        {"index":1,"crashes":0,"last_departure":null,"workers":[]}]}]}
        """

    @Test func `the master's document becomes a table`() throws {
        let status = try #require(ServerStatus(Self.document))
        #expect(status.phase == "ready" && status.process == 17 && status.generation == 2)
        #expect(
            StatusTable(status: status).text == """
                ready for 2h05m, generation 2

                Pool sync: 1 of 2 workers serve, room for 8, 0 connections wait
                  SLOT  PID  ROLE     STATE  AGE  REQUESTS  IN FLIGHT  MEMORY  CRASHES  LAST ONE
                  0     18   serving  ready  59s  1200      1          50 MiB  1        crashed
                  1     -    -        none   -    -         -          -       0        -

                """
        )
    }

    @Test(arguments: ["", "{}", "[]", #"{"phase":"ready"}"#, #"{"phase":1,"pid":2,"pools":[]}"#])
    func `another document is none`(_ text: String) {
        #expect(ServerStatus(text) == nil)
    }

    @Test(arguments: [
        (0, "0s"), (59, "59s"), (60, "1m00s"), (3599, "59m59s"), (3600, "1h00m"),
        (86_399, "23h59m"), (90_000, "1d1h"),
    ])
    func `durations have their two largest units`(_ seconds: Int, _ text: String) {
        #expect(StatusTable.duration(seconds) == text)
    }

    @Test func `memory is told in MiB and GiB`() {
        #expect(StatusTable.size(50 << 20) == "50 MiB")
        #expect(StatusTable.size(3 << 29) == "1.5 GiB")
    }
}

@Suite struct `Log tail` {
    @Test func `only lines that came since are told`() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("old\n", to: "log")
        let tail = try LogTail(path: path)
        #expect(try tail.newLines() == [])
        try folder.write("old\nnew\nnewer\n", to: "log")
        #expect(try tail.newLines() == ["new", "newer"])
    }

    @Test func `a log that was not there, or was begun anew, is read`() throws {
        let folder = try TemporaryFolder()
        let tail = try LogTail(path: folder.path("deep/log"))
        #expect(try tail.newLines() == [])
        try folder.write("first\n", to: "deep/log")
        #expect(try tail.newLines() == ["first"])
    }
}
