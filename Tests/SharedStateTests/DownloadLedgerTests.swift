import LMDB
import TestSupport
import Testing

@testable import SharedState

@Suite struct `Download ledger` {
    @Test(arguments: 0..<30)
    func `no quota is exceeded and nothing is lost, whatever happens`(group: UInt64) throws {
        for seed in (group * 10)..<(group * 10 + 10) {
            let simulation = try QuotaSimulation(in: TemporaryFolder(), seed: seed)
            try simulation.run(steps: 250)
            #expect(simulation.complaints.first == nil, "seed \(seed)")
        }
    }
}
