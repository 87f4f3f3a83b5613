/// What users may download.
extension WebSettings {
    package static let downloadQuota = Setting.byteLimit(
        "omero.web.download.quota.bytes",
        "Bytes a user may download in one window; of visitors without an account, a network."
    )
    package static let downloadQuotaWindow = Setting.integer(
        "omero.web.download.quota.window",
        in: 1...31_622_400,
        default: 86_400,
        "Seconds of one window; windows begin at multiples of it in universal time."
    )
    package static let downloadQuotaSliding = Setting.boolean(
        "omero.web.download.quota.sliding",
        default: false,
        "Counts the window back from each moment instead."
    )
    package static let downloadExcess = Setting.choice(
        "omero.web.download.on_exceed",
        of: ["refuse", "truncate"],
        default: "refuse",
        "What becomes of a download larger than what is left: none, or one that ends there."
    )
    package static let downloadStreams = Setting.countLimit(
        "omero.web.download.concurrent",
        "Downloads of one user at the same time, over all workers."
    )
    package static let downloadSpeed = Setting.byteLimit(
        "omero.web.download.speed",
        "Bytes per second of all downloads of one user together."
    )
    package static let downloadSize = Setting.byteLimit(
        "omero.web.download.max_size",
        "Bytes of a single download."
    )
    package static let downloadExemptsAdministrators = Setting.boolean(
        "omero.web.download.exempt_admins",
        default: true,
        "Whether administrators download without limits; their bytes are counted all the same."
    )

    static let downloads: [any AnySetting] = [
        downloadQuota, downloadQuotaWindow, downloadQuotaSliding, downloadExcess, downloadStreams,
        downloadSpeed, downloadSize, downloadExemptsAdministrators,
    ]
}
