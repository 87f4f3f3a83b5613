package import Pixels

/// How the channels of an image become a picture: OMERO's rendering definition as far as URLs set it.
package struct RenderingSettings: Hashable, Sendable {
    package var model: RenderingModel
    /// One entry a channel, in the image's order.
    package var channels: [ChannelSettings]

    package init(model: RenderingModel, channels: [ChannelSettings]) {
        self.model = model
        self.channels = channels
    }

    /// A text that differs when the picture may; for keys of caches.
    package var cacheKey: String {
        let drawn = channels.enumerated().filter(\.element.isActive).map { index, channel in
            "\(index)\(channel.cacheKey)"
        }
        // Greyscale shows the first active channel alone.
        return model == .greyscale
            ? "g" + (drawn.first ?? "") : "c" + drawn.joined(separator: ",")
    }
}

/// Whether channels are added in their colours or one is shown in grey.
package enum RenderingModel: String, Hashable, Sendable {
    case greyscale
    case color
}

/// How one channel is drawn.
package struct ChannelSettings: Hashable, Sendable {
    package var isActive: Bool
    package var window: Window
    package var color: RGBAColor
    /// Reverse intensity: 255 − y after quantisation.
    package var isInverted: Bool
    package var family: Family
    package var coefficient: Double

    package init(
        isActive: Bool,
        window: Window,
        color: RGBAColor,
        isInverted: Bool = false,
        family: Family = .linear,
        coefficient: Double = 1
    ) {
        self.isActive = isActive
        self.window = window
        self.color = color
        self.isInverted = isInverted
        self.family = family
        self.coefficient = coefficient
    }

    fileprivate var cacheKey: String {
        let shape = family == .linear ? "" : "\(family.rawValue)\(coefficient)"
        return "|\(window.start):\(window.end)$\(color.red).\(color.green).\(color.blue)"
            + ".\(color.alpha)\(isInverted ? "i" : "")\(shape)"
    }
}

/// The pixel values that become 0 and 255.
package struct Window: Hashable, Sendable {
    package var start: Double
    package var end: Double

    package init(start: Double, end: Double) {
        self.start = start
        self.end = end
    }
}

/// How values rise between the ends of the window.
package enum Family: String, Hashable, Sendable, CaseIterable {
    case linear
    case polynomial
    case exponential
    case logarithmic
}
