package import Pixels

/// How pixels become a picture: OMERO's rendering definition without its default plane.
package struct RenderingSettings: Hashable, Sendable {
    package var model: RenderingModel
    /// One entry a channel of the image, in the image's order.
    package var channels: [ChannelSettings]

    package init(model: RenderingModel, channels: [ChannelSettings]) {
        self.model = model
        self.channels = channels
    }

    /// The channels a picture shows: all active ones in colour, the first active one in grey.
    package var drawnChannels: [Int] {
        let active = channels.indices.filter { channels[$0].isActive }
        return model == .greyscale ? Array(active.prefix(1)) : active
    }
}

/// Whether channels are drawn in their colours, or one of them in grey.
package enum RenderingModel: Hashable, Sendable {
    case greyscale
    case color
}

/// How the samples of one channel become light.
package struct ChannelSettings: Hashable, Sendable {
    package var isActive: Bool
    package var window: Window
    package var color: RGBAColor
    /// Takes the colour's place in a colour picture.
    package var lookUpTable: LookUpTable?
    /// OMERO's reverse intensity: dark becomes bright.
    package var isInverted: Bool
    package var family: Family
    /// The exponent of the polynomial and exponential families; must be above 0.
    package var coefficient: Double

    package init(
        isActive: Bool,
        window: Window,
        color: RGBAColor,
        lookUpTable: LookUpTable? = nil,
        isInverted: Bool = false,
        family: Family = .linear,
        coefficient: Double = 1
    ) {
        self.isActive = isActive
        self.window = window
        self.color = color
        self.lookUpTable = lookUpTable
        self.isInverted = isInverted
        self.family = family
        self.coefficient = coefficient
    }
}

/// The sample values between which intensity rises from nothing to full.
package struct Window: Hashable, Sendable {
    package var start: Double
    package var end: Double

    package init(start: Double, end: Double) {
        self.start = start
        self.end = end
    }
}

/// The curve from a sample's place in its window to intensity, with OMERO's names.
package enum Family: String, Hashable, Sendable, CaseIterable {
    case linear
    case polynomial
    case exponential
    case logarithmic
}
