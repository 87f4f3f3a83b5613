import JSON
import SharedState

/// Quotas of downloads as documents of the API; bytes and seconds are whole numbers, null is without
/// a limit.
enum QuotaDocument {
    static func standing(_ report: DownloadLedger.Report) -> [JSONValue.Member] {
        [
            .init("limits", limits(report.limits)),
            .init("usedBytes", .integer(report.usedBytes)),
            .init("reservedBytes", .integer(report.reservedBytes)),
            .init("leftBytes", number(report.leftBytes)),
            .init("resetSeconds", .integer(report.resetSeconds)),
            .init("openDownloads", .integer(report.streams)),
            .init("totalBytes", .integer(report.totalBytes)),
            .init("totalDownloads", .integer(report.downloads)),
            .init("refusedDownloads", .integer(report.refusals)),
            .init("burntBytes", .integer(report.burntBytes)),
        ]
    }

    private static func limits(_ limits: DownloadLimits) -> JSONValue {
        [
            "bytes": number(limits.bytes),
            "windowSeconds": .integer(limits.window.seconds),
            "slidingWindow": .boolean(limits.window.isSliding),
            "concurrent": number(limits.streams),
            "bytesPerSecond": number(limits.bytesPerSecond),
            "maxSize": number(limits.sizeBytes),
            "onExceed": .string(limits.truncates ? "truncate" : "refuse"),
        ]
    }

    private static func number(_ number: Int?) -> JSONValue {
        number.map(JSONValue.integer) ?? .null
    }

    /// What is set for one user or group; what is not set is not there.
    static func override(_ override: QuotaOverride) -> JSONValue {
        .object(
            names.compactMap { name, path in
                switch override[keyPath: path] {
                case .of(let number): .init(name, .integer(number))
                case .unlimited: .init(name, "unlimited")
                case nil: nil
                }
            }
        )
    }

    /// Changes what a document names: a number, `"unlimited"`, or null for what holds otherwise.
    static func change(
        _ override: inout QuotaOverride,
        _ document: JSONValue
    ) throws(QuotaFormError) {
        guard let members = document.members else { throw .noObject }
        for member in members {
            guard let path = names.first(where: { $0.name == member.name })?.path else {
                throw .unknown(member.name)
            }
            switch member.value {
            case .null: override[keyPath: path] = nil
            case .string("unlimited"): override[keyPath: path] = .unlimited
            default:
                guard let number = member.value.integer, number >= 0 else {
                    throw .noLimit(name: member.name)
                }
                override[keyPath: path] = .of(number)
            }
        }
    }

    private typealias Path = WritableKeyPath<QuotaOverride, QuotaOverride.Limit?> & Sendable

    private static let names: [(name: String, path: any Path)] = [
        ("bytes", \.bytes), ("concurrent", \.streams), ("bytesPerSecond", \.bytesPerSecond),
        ("maxSize", \.sizeBytes),
    ]
}

/// What a document of limits may not be.
enum QuotaFormError: Error, Equatable, CustomStringConvertible {
    case noObject
    case unknown(String)
    case noLimit(name: String)

    var description: String {
        switch self {
        case .noObject: "a JSON object was expected, such as {\"bytes\": 1000000}"
        case .unknown(let name): "there is no limit '\(name)'"
        case .noLimit(let name): "\(name): expected a whole number from 0, \"unlimited\" or null"
        }
    }
}
