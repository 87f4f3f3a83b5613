import Pixels

extension RGBAColor {
    /// Red, green and blue: the colours of the samples of RGB.
    static let primaries = [
        RGBAColor(red: 255, green: 0, blue: 0),
        RGBAColor(red: 0, green: 255, blue: 0),
        RGBAColor(red: 0, green: 0, blue: 255),
    ]
}
