import HTTP
import Rendering

/// Whether a request may leave settings to the image; the `_rdef` variants may not.
package enum SettingsCompleteness: Sendable {
    case optional
    case mandatory

    func check(_ query: QueryParameters) throws(Refusal) {
        guard self == .mandatory else { return }
        do throws(IncompleteSettings) {
            try RenderingQuery.requireComplete(
                c: query.first("c"),
                m: query.first("m"),
                maps: query.first("maps")
            )
        } catch {
            throw Refusal(.badRequest, "\(error)")
        }
    }
}
