import Pixels

extension [String: String] {
    /// A positive length with its unit beside it (`PhysicalSizeX` and `PhysicalSizeXUnit`).
    ///
    /// The schema's default unit is the micrometre, and the only one before 2015.
    func micrometres(_ name: String) -> Double? { length(name, defaultUnit: "µm") }

    /// A wavelength; the schema's default unit is the nanometre.
    func nanometres(_ name: String) -> Double? {
        length(name, defaultUnit: "nm").map { $0 * 1000 }
    }

    private func length(_ name: String, defaultUnit: String) -> Double? {
        guard let text = self[name], let number = Double(text), number > 0, number.isFinite,
            let unit = LengthUnit.micrometres(self[name + "Unit"] ?? defaultUnit)
        else { return nil }
        return number * unit
    }

    fileprivate func integer(_ name: String) -> Int? { self[name].flatMap { Int($0) } }
}

extension OMEImage {
    init(_ attributes: [String: String]) {
        id = attributes["ID"]
        name = attributes["Name"]
        physicalSize = PhysicalSize(
            xMicrometres: attributes.micrometres("PixelSizeX"),
            yMicrometres: attributes.micrometres("PixelSizeY"),
            zMicrometres: attributes.micrometres("PixelSizeZ")
        )
    }
}

extension OMEChannel {
    init(_ attributes: [String: String]) {
        metadata = ChannelMetadata(
            name: attributes["Name"].flatMap { $0.isEmpty ? nil : $0 },
            emissionWavelengthNanometres: attributes.nanometres("EmissionWavelength")
                ?? attributes.nanometres("EmWave"),
            excitationWavelengthNanometres: attributes.nanometres("ExcitationWavelength")
                ?? attributes.nanometres("ExWave"),
            color: attributes["Color"].flatMap { RGBAColor(omeColor: $0) }
        )
        samplesPerPixel = Swift.max(1, attributes.integer("SamplesPerPixel") ?? 1)
    }
}

extension OMETiffData {
    init(_ attributes: [String: String]) {
        firstZ = attributes.integer("FirstZ") ?? 0
        firstC = attributes.integer("FirstC") ?? 0
        firstT = attributes.integer("FirstT") ?? 0
        directory = attributes.integer("IFD")
        // NumPlanes until 2009.
        planeCount = attributes.integer("PlaneCount") ?? attributes.integer("NumPlanes")
    }
}

extension RGBAColor {
    /// The name of a sample of RGB; other names of domains are free text.
    init?(omeDomain name: String) {
        switch name.lowercased() {
        case "r", "red": self = Self.primaries[0]
        case "g", "green": self = Self.primaries[1]
        case "b", "blue": self = Self.primaries[2]
        default: return nil
        }
    }

    /// OME's colour: red, green, blue, alpha from the highest byte down, as one signed number.
    init?(omeColor text: String) {
        let number = Int32(text) ?? UInt32(text).map { Int32(bitPattern: $0) }
        guard let number else { return nil }
        let bits = UInt32(bitPattern: number)
        self.init(
            red: UInt8(bits >> 24),
            green: UInt8(bits >> 16 & 0xFF),
            blue: UInt8(bits >> 8 & 0xFF),
            alpha: UInt8(bits & 0xFF)
        )
    }
}
