/// The parameters of an address that change how an image is rendered.
///
/// Values that mean nothing are passed over, as OMERO does.
package struct RenderingQuery: Hashable, Sendable {
    /// OMERO's compression level "medium".
    package static let defaultQuality = 0.85

    package var model: RenderingModel?
    /// Quality of JPEG, 0 to 1.
    package var quality: Double
    package var projection: Projection?
    /// The parameter `ia`: sections and time points change places.
    package var isAxisInverted: Bool
    /// Nil without the parameter `c`: then the settings' channels stay as they are.
    private var entries: [ChannelEntry]?

    /// The channels that the parameter `c` names, from 0; nil without it.
    var listedChannels: Set<Int>? { entries.map { Set($0.map(\.channel)) } }

    private var maps: [ChannelMap]

    package init(
        c: String?,
        m: String?,
        maps: String?,
        q: String?,
        p: String? = nil,
        ia: String? = nil,
        defaultQuality: Double = RenderingQuery.defaultQuality
    ) {
        model = m == "g" ? .greyscale : m == "c" ? .color : nil
        let number = q.flatMap { QueryNumber.decimal($0[...]) }
        quality = min(max(number ?? defaultQuality, 0), 1)
        projection = p.flatMap(Projection.init)
        isAxisInverted = ia == "1"
        entries = c.flatMap { $0.isEmpty ? nil : ChannelEntry.list($0) }
        self.maps = maps.map(ChannelMap.list) ?? []
    }

    /// The settings to render with.
    ///
    /// An entry of `c` belongs to the channel of its number. (OMERO takes entries by position,
    /// so that a list out of order mixes up its windows.)
    package func settings(
        over defaults: RenderingSettings,
        _ tables: LookUpTables = .generated
    ) -> RenderingSettings { settings(over: defaults, tables, changing: \.isActive) }

    /// The settings to save: what entries say of inactive channels is kept as well.
    package func settingsToSave(
        over defaults: RenderingSettings,
        _ tables: LookUpTables = .generated
    ) -> RenderingSettings { settings(over: defaults, tables) { _ in true } }

    private func settings(
        over defaults: RenderingSettings,
        _ tables: LookUpTables,
        changing isChanged: (ChannelEntry) -> Bool
    ) -> RenderingSettings {
        var settings = defaults
        settings.model = model ?? defaults.model
        guard let entries else { return settings }
        for index in settings.channels.indices { settings.channels[index].isActive = false }
        for (position, entry) in entries.enumerated()
        where settings.channels.indices.contains(entry.channel) {
            var channel = settings.channels[entry.channel]
            channel.isActive = entry.isActive
            if isChanged(entry) {
                entry.apply(to: &channel, tables)
                if position < maps.count { maps[position].apply(to: &channel) }
            }
            settings.channels[entry.channel] = channel
        }
        return settings
    }
}
