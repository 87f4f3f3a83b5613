import Testing

@testable import SharedState

@Suite struct `Quota overrides` {
    private let state: StateUnderTest
    private let shared: SharedState
    private let everybody = DownloadLimits(
        bytes: 1000,
        window: QuotaWindow(seconds: 60, isSliding: false),
        streams: 2
    )

    init() throws {
        state = try StateUnderTest()
        shared = try state.open()
    }

    private func limits(isAdministrator: Bool = false) throws -> DownloadLimits {
        let policy = DownloadPolicy(everybody: everybody, exemptsAdministrators: true)
        return try DownloadQuotas(shared, policy).limits(
            of: .init(id: 7, groups: [3, 4], isAdministrator: isAdministrator)
        )
    }

    @Test func `the most generous group holds, and the user's own limit before it`() throws {
        let overrides = shared.quotaOverrides
        #expect(try limits() == everybody)
        try overrides.set(QuotaOverride(bytes: .of(500)), .group(3))
        try overrides.set(QuotaOverride(bytes: .of(700), streams: .of(1)), .group(4))
        #expect(try limits().bytes == 700 && limits().streams == 1)
        try overrides.set(QuotaOverride(bytes: .unlimited), .group(3))
        #expect(try limits().bytes == nil)
        try overrides.set(QuotaOverride(bytes: .of(10)), .user(7))
        #expect(try limits().bytes == 10 && limits().streams == 1)
        #expect(try overrides.all().count == 3)
        try overrides.set(QuotaOverride(), .user(7))
        #expect(try overrides.all().map(\.target) == [.group(3), .group(4)])
    }

    @Test func `administrators are exempt where that is set, and counted all the same`() throws {
        try shared.quotaOverrides.set(QuotaOverride(bytes: .of(10)), .user(7))
        #expect(try limits(isAdministrator: true) == DownloadLimits(window: everybody.window))
    }
}

@Suite struct `Download headers` {
    private let limits = DownloadLimits(
        bytes: 1000,
        window: QuotaWindow(seconds: 3600, isSliding: false)
    )

    @Test func `what is left is told as draft-ietf-httpapi-ratelimit-headers-10 has it`() {
        let fields = DownloadHeaders.fields(limits, leftBytes: 400, resetSeconds: 60)
        #expect(
            fields.map { "\($0.name): \($0.value)" } == [
                "RateLimit-Policy: \"download-bytes\";q=1000;qu=\"content-bytes\";w=3600",
                "RateLimit: \"download-bytes\";r=400;t=60",
            ]
        )
        #expect(DownloadHeaders.fields(limits, leftBytes: nil).isEmpty)
    }

    @Test(arguments: [
        (DownloadRefusal.quotaExceeded(leftBytes: 5, retryAfterSeconds: 9), 429, "9" as String?),
        (.quotaExceeded(leftBytes: 5, retryAfterSeconds: nil), 403, nil),
        (.tooManyStreams(limit: 3), 429, "5"), (.tooLarge(sizeBytes: 9, limitBytes: 8), 403, nil),
    ])
    func `a refusal says when to come again, if that helps`(
        refusal: DownloadRefusal,
        status: Int,
        retry: String?
    ) {
        #expect(DownloadHeaders.status(refusal) == status)
        let fields = DownloadHeaders.fields(refusal, limits)
        #expect(fields.first { $0.name == "Retry-After" }?.value == retry)
        #expect(DownloadHeaders.problem(refusal, limits).contains("\"status\":\(status)"))
    }
}
