import Foundation
import Kernel
import Settings
import TestSupport
import Testing

@testable import OmeroWeb
@testable import Supervision

@Suite struct `Configuration` {
    private let folder: TemporaryFolder
    private let instance: Instance

    init() throws {
        folder = try TemporaryFolder()
        instance = Instance(root: folder.path + "/")
    }

    private func configure(_ properties: [String: String]) throws {
        try FileManager.default.createDirectory(
            atPath: folder.path("etc/grid"),
            withIntermediateDirectories: true
        )
        let lines = properties.map { "<property name=\"\($0.key)\" value=\"\($0.value)\"/>" }
        try folder.write(
            """
            <icegrid><properties id="__ACTIVE__"><property name="omero.config.profile" \
            value="default"/></properties><properties id="default">\(lines.joined())\
            </properties></icegrid>
            """,
            to: "etc/grid/config.xml"
        )
    }

    @Test func `an instance is laid out as OMERO's, its slash at the end does not count`() throws {
        let settings = try instance.settings()
        #expect(instance.root == folder.path)
        #expect(instance.configPath == folder.path("etc/grid/config.xml"))
        #expect(instance.logPath(settings) == folder.path("var/log/OMEROweb.log"))
        #expect(instance.staticFolder(settings) == folder.path("var/static"))
        #expect(instance.cataloguePath(settings) == folder.path("var/data/catalogue.sqlite"))
        let elsewhere = try SettingsSnapshot([
            "omero.web.logdir": "/l", "omero.data.dir": "/d", "omero.web.static_root": "/s",
            "omero.web.shared.volatile_dir": "/v",
        ])
        #expect(instance.logPath(elsewhere) == "/l/OMEROweb.log")
        #expect(instance.cataloguePath(elsewhere) == "/d/catalogue.sqlite")
        #expect(instance.staticFolder(elsewhere) == "/s")
        #expect(instance.volatileFolder(elsewhere) == "/v")
    }

    @Test func `every instance has a folder in memory of its own, always the same`() throws {
        let settings = try SettingsSnapshot([:])
        let folders = ["/a", "/b", "/a/"].map { Instance(root: $0).volatileFolder(settings) }
        #expect(folders[0] == folders[2])
        #expect(folders[0] != folders[1])
    }

    @Test func `static files are installed once and mended when they differ`() throws {
        let settings = try SettingsSnapshot([:])
        let count = try StaticFiles.install(instance, settings)
        #expect(count >= 3)
        let path = "var/static/webclient/css/pages.css"
        let before = try FileIdentity.of(path: folder.path(path))
        #expect(try StaticFiles.install(instance, settings) == count)
        let again = try FileIdentity.of(path: folder.path(path))
        #expect(again.inode == before.inode)
        let content = try folder.read(path)
        try folder.write("damaged", to: path)
        #expect(try StaticFiles.install(instance, settings) == count)
        #expect(try folder.read(path) == content)
    }

    @Test func `a worker reads the arguments its master wrote`() throws {
        let arguments = WorkerArguments(
            WorkerAssignment(
                pool: "sync",
                slot: 1,
                seat: 2,
                serial: 3,
                generation: 4,
                listenerCount: 5
            ),
            root: "/a folder/--root",
            masterStartNanoseconds: 6,
            hasAsyncPool: true
        )
        #expect(WorkerArguments(arguments.words) == arguments)
        #expect(WorkerArguments([]) == nil)
        #expect(WorkerArguments(Array(arguments.words.dropLast())) == nil)
        #expect(WorkerArguments(Array(arguments.words.dropFirst(2))) == nil)
        #expect(WorkerArguments(arguments.words + ["--slot", "x"]) == nil)
    }

    @Test func `a reload refuses what only a restart can change, by name`() throws {
        let current = try SettingsSnapshot([:])
        for setting in ["omero.web.application_server.port", "omero.web.metrics.address"] {
            let value = setting.hasSuffix("port") ? "4999" : "127.0.0.1:4999"
            let fresh = try SettingsSnapshot([setting: value])
            #expect(throws: MasterError.needsRestart(setting: setting)) {
                try RestartOnly.check(fresh, against: current)
            }
        }
        // What is written out but the same, and what workers alone obey, may change.
        let same = try SettingsSnapshot([
            "omero.web.application_server.port": "4080", "omero.web.wsgi_workers": "9",
        ])
        try RestartOnly.check(same, against: current)
    }

    @Test func `sockets meant for another process are not taken`() throws {
        #expect(try SocketActivation.listeners(["sync"]).isEmpty)
        #expect(try SocketActivation.listeners([]).isEmpty)
    }

    @Test func `a check of a good configuration finds nothing wrong and starts nothing`() throws {
        try configure([
            "omero.web.application_server.port": "0",
            "omero.web.application_server.async_port": "0",
            "omero.web.metrics.address": "off",
            "omero.web.shared.volatile_dir": folder.path("volatile"),
        ])
        let findings = ConfigurationCheck.run(instance)
        #expect(findings.filter { $0.level != .ok } == [])
        #expect(
            Set(findings.map(\.subject)) == [
                "settings", "folder var", "folder log", "folder data", "shared memory",
                "pool sync", "pool async",
            ]
        )
    }

    @Test func `a check names a port that is taken`() throws {
        let taken = try Listener(address: SocketAddress(host: "127.0.0.1", port: 0), backlog: 1)
        let port = try taken.address().port
        try configure([
            "omero.web.application_server.port": "\(port)", "omero.web.async_workers": "0",
            "omero.web.metrics.address": "off",
            "omero.web.shared.volatile_dir": folder.path("volatile"),
        ])
        let finding = try #require(
            ConfigurationCheck.run(instance).first { $0.subject == "pool sync" }
        )
        #expect(finding.level == .failure)
        #expect(finding.text == "port \(port) is taken")
        #expect(finding.remedy != nil)
    }

    @Test func `a check says which value is wrong and how it is corrected`() throws {
        try configure(["omero.web.wsgi_workers": "many"])
        let findings = ConfigurationCheck.run(instance)
        #expect(findings.map(\.level) == [.failure])
        #expect(findings[0].text.contains("omero.web.wsgi_workers"))
        #expect(findings[0].remedy?.contains("omero config set") == true)
    }
}
