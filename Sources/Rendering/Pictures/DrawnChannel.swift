import Pixels

/// One channel of a picture: its samples' way to levels, and the light that its levels give.
struct DrawnChannel: Sendable {
    /// Number in the image, from 0.
    let index: Int
    let quantiser: Quantiser
    let red: Strength
    let green: Strength
    let blue: Strength
    /// Gives the light of each level in place of the strengths; never in a grey picture.
    let lookUpTable: LookUpTable?

    /// The channels that a picture of an image shows.
    static func all(
        _ settings: RenderingSettings,
        of source: any PixelSource
    ) throws(RenderingError) -> [DrawnChannel] {
        var drawn: [DrawnChannel] = []
        for index in settings.drawnChannels where index < source.dimensions.c {
            drawn.append(try DrawnChannel(index, settings, source))
        }
        return drawn
    }

    private init(
        _ index: Int,
        _ settings: RenderingSettings,
        _ source: any PixelSource
    ) throws(RenderingError) {
        let channel = settings.channels[index]
        self.index = index
        quantiser = try Quantiser(
            channel,
            channel: index,
            type: source.pixelType,
            significantBits: source.significantBits
        )
        // In a grey picture colours do not count, but their opacity does.
        let isGrey = settings.model == .greyscale
        red = Strength(isGrey ? 255 : channel.color.red, alpha: channel.color.alpha)
        green = Strength(isGrey ? 255 : channel.color.green, alpha: channel.color.alpha)
        blue = Strength(isGrey ? 255 : channel.color.blue, alpha: channel.color.alpha)
        lookUpTable = isGrey ? nil : channel.lookUpTable
    }
}

/// What part of a channel's level one component of the picture gets.
enum Strength: Hashable, Sendable {
    case nothing
    case all
    /// In parts of 65,536, rounded up so that whole results stay whole.
    case part(UInt16)

    init(_ component: UInt8, alpha: UInt8) {
        let whole = 255 * 255
        let product = Int(component) * Int(alpha)
        switch product {
        case 0: self = .nothing
        case whole: self = .all
        default: self = .part(UInt16((product * 65_536 + whole - 1) / whole))
        }
    }
}
