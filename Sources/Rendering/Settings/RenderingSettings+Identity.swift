import Pixels

extension RenderingSettings {
    /// Whether a picture of red, green and blue bytes comes out just as it went in.
    package var keepsRGB: Bool {
        model == .color && channels.count == 3
            && zip(channels, Self.components).allSatisfy { $0.keeps($1) }
    }

    private static let components = [
        RGBAColor(red: 255, green: 0, blue: 0), RGBAColor(red: 0, green: 255, blue: 0),
        RGBAColor(red: 0, green: 0, blue: 255),
    ]
}

extension ChannelSettings {
    /// Whether bytes become as much light of one component.
    fileprivate func keeps(_ component: RGBAColor) -> Bool {
        isActive && !isInverted && lookUpTable == nil && family == .linear && color == component
            && window == Window(start: 0, end: 255)
    }
}
