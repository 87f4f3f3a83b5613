import Foundation
import HTTP
import JSON
import Kernel
import Settings
import SharedState
import Telemetry
import TestSupport
import Testing

@testable import OmeroWeb
@testable import Supervision

@Suite struct `What a master tells` {
    private let test: ApplicationUnderTest
    private let page: SlotPage
    private let status: MasterStatus

    init() throws {
        test = try ApplicationUnderTest()
        page = try SlotPage(
            Instance(root: test.folder.path),
            SettingsSnapshot(["omero.web.shared.volatile_dir": test.folder.path("volatile")]),
            startedAt: .now(),
            seats: 4
        )
        let worker = Worker(
            process: Kernel.Process.number,
            seat: 1,
            serial: 1,
            generation: 1,
            startedAt: .now()
        )
        let slot = MasterStatus.Slot(
            index: 0,
            crashCount: 2,
            lastDeparture: .crashed,
            workers: [MasterStatus.Member(worker: worker, role: .serving)]
        )
        status = MasterStatus(
            phase: .ready,
            process: Kernel.Process.number,
            startedAt: .now(),
            generation: 1,
            pools: [
                MasterStatus.Pool(
                    name: "sync",
                    size: 1,
                    capacity: 8,
                    slots: [slot],
                    acceptQueueLength: 3
                )
            ]
        )
    }

    @Test func `the status names pools, slots and workers`() throws {
        let bytes = StatusDocument(status: status, page: page, now: .now()).json.bytes
        let object = try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any]
        let document = try #require(object)
        #expect(Set(document.keys) == ["phase", "pid", "age_seconds", "generation", "pools"])
        #expect(document["phase"] as? String == "ready")
        let pool = try #require((document["pools"] as? [[String: Any]])?.first)
        #expect(Set(pool.keys) == ["name", "size", "capacity", "accept_queue", "slots"])
        #expect(pool["accept_queue"] as? Int == 3)
        let slot = try #require((pool["slots"] as? [[String: Any]])?.first)
        #expect(slot["crashes"] as? Int == 2)
        #expect(slot["last_departure"] as? String == "crashed")
        let worker = try #require((slot["workers"] as? [[String: Any]])?.first)
        #expect(
            Set(worker.keys) == [
                "pid", "role", "state", "generation", "age_seconds", "requests", "in_flight",
                "connections", "rss_bytes",
            ]
        )
        #expect(worker["state"] as? String == "starting")
        #expect((worker["rss_bytes"] as? Int ?? 0) > 0)
    }

    @Test(arguments: [
        MetricCatalogue.workers, MetricCatalogue.workersWanted, MetricCatalogue.inFlight,
        MetricCatalogue.openConnections, MetricCatalogue.busyThreads, MetricCatalogue.threads,
        MetricCatalogue.acceptQueue, MetricCatalogue.residentBytes,
        MetricCatalogue.mapUsedBytes, MetricCatalogue.mapBytes, MetricCatalogue.readers,
        MetricCatalogue.buildInfo, MetricCatalogue.processStart,
        MetricCatalogue.processResident, MetricCatalogue.processDescriptors,
    ])
    func `the metrics have every family that the master measures`(family: MetricFamily) throws {
        let text = try Exposition(
            shared: test.shared,
            status: status,
            page: page,
            masterStartUnixSeconds: 1
        ).text(.init(accept: nil))
        #expect(text.contains("# TYPE \(family.name) gauge\n"))
        let samples = text.split(separator: "\n").filter {
            $0.hasPrefix(family.name + " ") || $0.hasPrefix(family.name + "{")
        }
        #expect(!samples.isEmpty)
    }
}
