import LMDB

/// Limits of single users and groups, set while the server runs; they outlive it.
package final class QuotaOverrides: Sendable {
    /// Whom limits are set for.
    package enum Target: Sendable, Hashable {
        case user(Int)
        /// Each member for himself.
        case group(Int)

        fileprivate var key: [UInt8] {
            var writer = ByteWriter()
            switch self {
            case .user(let id):
                writer.bytes = [1]
                writer.add(Int64(id))
            case .group(let id):
                writer.bytes = [2]
                writer.add(Int64(id))
            }
            return writer.bytes
        }

        fileprivate init?(_ key: [UInt8]) {
            var reader = ByteReader(key, from: 1)
            switch (key.first, reader.signed()) {
            case (1, let id?): self = .user(Int(id))
            case (2, let id?): self = .group(Int(id))
            default: return nil
            }
        }
    }

    private let environment: Environment
    private let table: Table

    init(_ environment: Environment) throws {
        self.environment = environment
        table = try environment.table("download_limits")
    }

    /// The table beside the ledger.
    package convenience init(beside ledger: DownloadLedger) throws {
        try self.init(ledger.environment)
    }

    package func override(_ target: Target) throws -> QuotaOverride? {
        try environment.read { try $0.value(table, target.key) }.flatMap(QuotaOverride.init)
    }

    /// Sets limits, or removes them where nothing is set.
    package func set(_ override: QuotaOverride, _ target: Target) throws {
        try environment.write { transaction in
            if override == QuotaOverride() {
                try transaction.delete(table, target.key)
            } else {
                try transaction.put(table, target.key, override.stored)
            }
        }
    }

    package func all() throws -> [(target: Target, override: QuotaOverride)] {
        var found: [(Target, QuotaOverride)] = []
        try environment.read { transaction in
            try transaction.scan(table) { key, value in
                if let target = Target(key), let override = QuotaOverride(value) {
                    found.append((target, override))
                }
                return true
            }
        }
        return found
    }

    /// The limits of a user: what is set for him, else the most generous of his groups, else what
    /// holds for everybody; each kind of limit by itself.
    package func limits(
        ofUser user: Int,
        groups: some Sequence<Int>,
        _ everybody: DownloadLimits
    ) throws -> DownloadLimits {
        var limits = everybody
        let ofGroups = try groups.compactMap { try override(.group($0)) }
        limits.apply(QuotaOverride(mostGenerousOf: ofGroups))
        if let own = try override(.user(user)) { limits.apply(own) }
        return limits
    }
}
