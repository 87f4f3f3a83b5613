import OmeroWeb
import Settings
import SharedState
import TestSupport
import Testing

@testable import OmeroCommands

@Suite struct `omero quota` {
    private let instance: TemporaryInstance

    init() throws { instance = try TemporaryInstance() }

    private func omero(_ line: String) -> CommandResult {
        instance.run(line.split(separator: " ").map(String.init))
    }

    /// Makes the tables that a server's first start makes.
    private func found() throws {
        _ = omero("web init")
        var configuration = SharedStateConfiguration(
            volatileFolder: instance.folder.path("volatile"),
            durableFolder: instance.folder.path("var/shared"),
            cacheFolder: instance.folder.path("cache")
        )
        configuration.durableBytes = 16 << 20
        configuration.cacheBytes = 1 << 20
        try SharedState(configuration, as: .founder).close()
        #expect(omero("group add lab --type read-only").status == 0)
        #expect(omero("user add anna Anna Smith lab --no-password").status == 0)
    }

    @Test func `before the first start there are no quotas`() {
        _ = omero("web init")
        let result = omero("quota list")
        #expect(result.status == 66 && result.messages.contains("never started"))
    }

    @Test func `limits are set, shown and taken back`() throws {
        try found()
        #expect(
            omero("quota set --user anna --bytes 20GiB --concurrent 4").output
                == "Set: bytes 21474836480, concurrent 4, speed default, max-size default\n"
        )
        #expect(omero("quota set --group lab --speed 1MiB --bytes unlimited").status == 0)
        let shown = omero("quota show anna --style csv").output.split(separator: "\n")
        #expect(shown.last?.contains("anna,21474836480,0,0,21474836480,") == true)
        #expect(shown.last?.contains(",1048576,4,0,0,0,0,0") == true)
        #expect(omero("quota set --user anna --bytes default").status == 0)
        #expect(omero("quota show anna --style csv").output.contains("anna,-,0,0,-,"))
        #expect(omero("quota reset anna").output == "anna has downloaded nothing\n")
        #expect(omero("quota list --style json").output == "[]\n")
    }

    @Test(arguments: [
        "quota set --bytes 1", "quota set --user anna --group lab --bytes 1",
        "quota set --user anna --bytes much", "quota show",
    ])
    func `what is not said clearly is refused`(line: String) throws {
        try found()
        #expect(omero(line).status == 64)
    }
}
