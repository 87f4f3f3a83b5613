import Kernel
import TestSupport

@testable import SharedState

/// Shared state in a folder of its own, as a master would have it.
final class StateUnderTest {
    let folder: TemporaryFolder
    var configuration: SharedStateConfiguration

    init() throws {
        folder = try TemporaryFolder()
        configuration = SharedStateConfiguration(
            volatileFolder: folder.path("volatile"),
            durableFolder: folder.path("durable"),
            cacheFolder: folder.path("cache")
        )
        configuration.cacheBytes = 16 << 20
    }

    func open(
        as role: SharedState.Role = .founder,
        clock: @escaping @Sendable () -> MonotonicTime = MonotonicTime.now
    ) throws -> SharedState {
        try SharedState(configuration, as: role, clock: clock)
    }
}
