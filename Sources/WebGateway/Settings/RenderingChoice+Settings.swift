import Rendering
import Repository

extension RenderingChoice {
    /// The settings to save, with the plane to show first; both of its numbers count from 0.
    init(_ settings: RenderingSettings, z: Int, t: Int) {
        self.init(
            model: settings.model,
            defaultZ: z,
            defaultT: t,
            channels: settings.channels.map(ChannelBinding.init)
        )
    }

    /// The settings to render with: channels that had none when these were saved are as before.
    func settings(
        over defaults: RenderingSettings,
        _ tables: LookUpTables
    ) -> RenderingSettings {
        var settings = defaults
        settings.model = model
        for (index, binding) in channels.prefix(defaults.channels.count).enumerated() {
            settings.channels[index] = binding.settings(tables)
        }
        return settings
    }
}

extension ChannelBinding {
    fileprivate init(_ settings: ChannelSettings) {
        self.init(
            isActive: settings.isActive,
            window: settings.window,
            family: settings.family,
            coefficient: settings.coefficient,
            color: settings.color,
            lookUpTableName: settings.lookUpTable?.name,
            isInverted: settings.isInverted
        )
    }

    /// A table that is not there any more gives way to the colour.
    fileprivate func settings(_ tables: LookUpTables) -> ChannelSettings {
        ChannelSettings(
            isActive: isActive,
            window: window,
            color: color,
            lookUpTable: lookUpTableName.flatMap { tables[$0] },
            isInverted: isInverted,
            family: family,
            coefficient: coefficient
        )
    }
}
