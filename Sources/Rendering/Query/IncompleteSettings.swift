import JSON

/// What a request lacks that has to give all of its settings; the texts are OMERO's where it has
/// one.
package enum IncompleteSettings: String, Error, Equatable, CustomStringConvertible {
    case channels = "Rendering settings must specify channels as c"
    case windows = "Must specify window for each channel"
    case colors = "Must specify color for each channel"
    case model = #"Query parameter "m" must be present with value either "g" or "c""#
    case everyChannel = "Rendering settings must specify every channel as c"
    case malformedMaps = "Failed to parse maps JSON"
    case mapCount = #"Number of "maps" must match number of channels"#

    package var description: String { rawValue }
}

extension RenderingQuery {
    /// Refuses parameters that leave anything to settings of the image.
    ///
    /// A look-up table is as good as a colour; maps may be left out, but not in part.
    package static func requireComplete(
        c: String?,
        m: String?,
        maps: String?
    ) throws(IncompleteSettings) {
        let entries = ChannelEntry.list(c ?? "")
        guard !entries.isEmpty else { throw .channels }
        guard entries.allSatisfy({ $0.window != nil }) else { throw .windows }
        guard entries.allSatisfy({ $0.color != nil || $0.lookUpTable != nil }) else {
            throw .colors
        }
        guard m == "g" || m == "c" else { throw .model }
        guard let maps else { return }
        guard let list = JSONReader.document(maps)?.elements else { throw .malformedMaps }
        guard list.count == entries.count else { throw .mapCount }
    }
}
