import Settings
import SharedState

/// What kind of work a route is: its rate limit, and how its denial reads.
enum RequestClass: Int, CaseIterable, Sendable {
    case rendering
    case api
    case download
    case login
    /// Pages and small things that no limit counts.
    case page

    /// The name of its policy, in metrics and in the fields of responses.
    var name: String { "\(self)" }

    private var setting: Setting<RateLimitSetting?>? {
        switch self {
        case .rendering: WebSettings.renderingLimit
        case .api: WebSettings.apiLimit
        case .download: WebSettings.downloadLimit
        case .login: WebSettings.loginLimit
        case .page: nil
        }
    }

    /// The policies that are on, named for their classes.
    static func policies(_ settings: SettingsSnapshot) -> [RateLimitPolicy] {
        allCases.compactMap { kind in
            guard let setting = kind.setting, let limit = settings[setting] else { return nil }
            return RateLimitPolicy(
                name: kind.name,
                ratePerSecond: limit.ratePerSecond,
                burst: limit.burst,
                isDryRun: limit.isDryRun
            )
        }
    }
}
