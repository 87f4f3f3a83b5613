import Kernel
import Settings
import Testing

@testable import OmeroWeb
@testable import Supervision

@Suite struct `Where an instance keeps things` {
    private let instance = Instance(root: "/opt/omero/")

    @Test func `files lie where OMERO has them`() throws {
        let settings = try SettingsSnapshot([:])
        #expect(instance.configPath == "/opt/omero/etc/grid/config.xml")
        #expect(instance.pidFile.path == "/opt/omero/var/django.pid")
        #expect(instance.logPath(settings) == "/opt/omero/var/log/OMEROweb.log")
        #expect(instance.staticFolder(settings) == "/opt/omero/var/static")
    }

    @Test func `gunicorn's arguments move the log, from the instance where they are relative`()
        throws
    {
        let arguments = [
            "omero.web.wsgi_args": "--log-level=DEBUG --error-logfile=/var/log/error.log"
        ]
        #expect(instance.logPath(try SettingsSnapshot(arguments)) == "/var/log/error.log")
        let relative = try SettingsSnapshot(["omero.web.access_logfile": "var/access.log"])
        #expect(instance.accessLogPath(relative) == "/opt/omero/var/access.log")
    }

    @Test func `two instances share no memory`() throws {
        let settings = try SettingsSnapshot([:])
        let other = Instance(root: "/opt/other")
        #expect(instance.volatileFolder(settings) != other.volatileFolder(settings))
    }

    @Test func `a reload refuses what only a restart can change`() throws {
        let before = try SettingsSnapshot([:])
        let port = try SettingsSnapshot(["omero.web.application_server.port": "4090"])
        #expect(throws: MasterError.needsRestart(setting: "omero.web.application_server.port")) {
            try RestartOnly.check(port, against: before)
        }
        let workers = try SettingsSnapshot(["omero.web.wsgi_workers": "3"])
        try RestartOnly.check(workers, against: before)
    }

    @Test func `what a worker is told it understands`() {
        let assignment = WorkerAssignment(
            pool: "sync",
            slot: 2,
            seat: 7,
            serial: 11,
            generation: 3,
            listenerCount: 8
        )
        let arguments = WorkerArguments(
            assignment,
            root: "/opt/a b",
            masterStartNanoseconds: 5,
            hasAsyncPool: true
        )
        #expect(WorkerArguments(arguments.words) == arguments)
        #expect(WorkerArguments(Array(arguments.words.dropLast())) == nil)
        #expect(WorkerArguments(["--pool"]) == nil)
    }

    @Test func `a gevent instance has one pool, which is asynchronous`() throws {
        let settings = try SettingsSnapshot(["omero.web.wsgi_worker_class": "gevent"])
        let pools = try PoolLayout(settings).pools
        #expect(pools.map(\.name) == ["async"])
        #expect(pools[0].address.port == 4080)
        #expect(pools[0].size == 5)
        #expect(try PoolLayout(SettingsSnapshot([:])).pools.map(\.name) == ["sync", "async"])
    }
}
