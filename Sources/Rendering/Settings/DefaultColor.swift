package import Pixels

/// The colour of a channel nobody has chosen one for, after OMERO's rules.
package enum DefaultColor {
    private static let red = RGBAColor(red: 255, green: 0, blue: 0)
    private static let green = RGBAColor(red: 0, green: 255, blue: 0)
    private static let blue = RGBAColor(red: 0, green: 0, blue: 255)
    private static let white = RGBAColor(red: 255, green: 255, blue: 255)

    /// The file's own colour, else by wavelength, else red, green and blue in turn; channels
    /// without wavelength beside channels with one are transmitted light, and white.
    package static func of(channel index: Int, in channels: [ChannelMetadata]) -> RGBAColor {
        if let color = channels[index].color { return color }
        if let wavelength = channels[index].wavelengthNanometres {
            return ofLight(nanometres: wavelength)
        }
        if channels.contains(where: { $0.emissionWavelengthNanometres != nil }) { return white }
        return [red, green, blue][index % 3]
    }

    private static func ofLight(nanometres: Double) -> RGBAColor {
        switch nanometres {
        case ..<500: blue
        case ..<560: green
        default: red
        }
    }
}

extension ChannelMetadata {
    fileprivate var wavelengthNanometres: Double? {
        emissionWavelengthNanometres ?? excitationWavelengthNanometres
    }
}
