package import Pixels
package import Rendering

/// How one user sees an image.
package struct RenderingRecord: Sendable, Equatable {
    package var id: Int
    package var imageID: Int
    package var ownerID: Int
    /// Seconds since 1970.
    package var modifiedSeconds: Int
    package var choice: RenderingChoice
}

/// Settings that somebody saved, without the tables that look-up names stand for.
package struct RenderingChoice: Sendable, Equatable {
    package var model: RenderingModel
    /// The plane shown first; both count from 0.
    package var defaultZ: Int
    package var defaultT: Int
    /// One a channel of the image.
    package var channels: [ChannelBinding]

    package init(
        model: RenderingModel,
        defaultZ: Int,
        defaultT: Int,
        channels: [ChannelBinding]
    ) {
        self.model = model
        self.defaultZ = defaultZ
        self.defaultT = defaultT
        self.channels = channels
    }
}

/// Settings that an image is to be seen in.
package struct NewRendering: Sendable, Equatable {
    package var imageID: Int
    package var choice: RenderingChoice

    package init(imageID: Int, choice: RenderingChoice) {
        self.imageID = imageID
        self.choice = choice
    }
}

/// How the samples of one channel become light.
package struct ChannelBinding: Sendable, Equatable {
    package var isActive: Bool
    package var window: Window
    package var family: Family
    package var coefficient: Double
    package var color: RGBAColor
    /// The file name of a table that takes the colour's place.
    package var lookUpTableName: String?
    package var isInverted: Bool

    package init(
        isActive: Bool,
        window: Window,
        family: Family = .linear,
        coefficient: Double = 1,
        color: RGBAColor,
        lookUpTableName: String? = nil,
        isInverted: Bool = false
    ) {
        self.isActive = isActive
        self.window = window
        self.family = family
        self.coefficient = coefficient
        self.color = color
        self.lookUpTableName = lookUpTableName
        self.isInverted = isInverted
    }
}
