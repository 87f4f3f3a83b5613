import JSON

/// What parameters must have that are to be saved.
extension RenderingQuery {
    /// Refuses a list of channels that leaves one of them out; no list at all is none.
    package func requireEveryChannel(of count: Int) throws(IncompleteSettings) {
        guard let listedChannels, !Set(0..<count).isSubset(of: listedChannels) else { return }
        throw .everyChannel
    }

    package static func requireReadable(maps: String) throws(IncompleteSettings) {
        guard JSONReader.document(maps)?.elements != nil else { throw .malformedMaps }
    }
}

extension RenderingSettings {
    /// Refuses settings that no picture could be drawn in.
    package func requireDrawable() throws(RenderingError) {
        for (index, channel) in channels.enumerated() where !channel.isDrawable {
            throw .coefficient(channel: index, channel.coefficient)
        }
    }
}

extension ChannelSettings {
    /// The linear family has no use for the coefficient.
    fileprivate var isDrawable: Bool {
        coefficient.isFinite && (family == .linear || coefficient > 0)
    }
}
