import Pixels

extension RenderingSettings {
    /// A stable text for keys of caches.
    ///
    /// Settings that draw the same share it as far as can be told without pixels: channels that
    /// are not drawn leave no trace, nor do the colours of a grey picture. Its length grows with
    /// the number of drawn channels, so a store with short keys has to hash it.
    package var cacheKey: String {
        let drawn = drawnChannels.map { "\($0)" + key(of: channels[$0], model) }
        return (model == .greyscale ? "g" : "c") + drawn.joined(separator: ",")
    }

    /// The same for pictures that show every active channel for itself, also in grey.
    package var cacheKeyOfEachChannel: String {
        let active = channels.indices.filter { channels[$0].isActive }
        let keys = active.map { "\($0)" + key(of: channels[$0], .color) }
        return (model == .greyscale ? "G" : "C") + keys.joined(separator: ",")
    }

    private func key(of channel: ChannelSettings, _ model: RenderingModel) -> String {
        var key = "|\(channel.window.start):\(channel.window.end)$"
        if model == .color, let table = channel.lookUpTable {
            // Its colours, not its name: another file may have that tomorrow.
            key += "l\(table.fingerprint)"
        } else if model == .color {
            key += "\(channel.color.packed)"
        } else {
            key += "\(channel.color.alpha)"
        }
        if channel.isInverted { key += "-" }
        guard channel.family != .linear else { return key }
        return key + "\(channel.family.rawValue)\(channel.coefficient)"
    }
}

extension RGBAColor {
    fileprivate var packed: UInt32 {
        UInt32(red) << 24 | UInt32(green) << 16 | UInt32(blue) << 8 | UInt32(alpha)
    }
}
