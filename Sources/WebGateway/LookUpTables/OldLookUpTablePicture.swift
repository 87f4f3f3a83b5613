/// The fixed order of tables in `luts_10.png`, the picture that viewers used before `luts_png`.
enum OldLookUpTablePicture {
    static let paths: [String] = names.map { folder, name in "/luts/\(folder)\(name).lut" }

    /// The place in the picture; -1 for a table that is not there, as OMERO has it.
    static func index(of path: String) -> Int { indices[path] ?? -1 }

    private static let indices: [String: Int] = Dictionary(
        uniqueKeysWithValues: zip(paths, paths.indices)
    )

    private static let palette = "ncsa_paledit/"
    private static let names: [(String, String)] = [
        (palette, "16_colors"), ("", "3-3-2_rgb"), (palette, "5_ramps"), (palette, "6_shades"),
        (palette, "blue_orange_icb"), (palette, "brgbcmyw"), (palette, "cool"),
        ("wcif/", "cyan_hot"), (palette, "edges"), ("", "fire"), (palette, "gem"),
        ("", "glasbey"), ("", "glasbey_inverted"), ("", "glow"), ("", "grays"),
        ("wcif/", "green_fire_blue"), ("wcif/", "hilo"), ("wcif/", "ica"), ("wcif/", "ica2"),
        ("wcif/", "ica3"), ("", "ice"), ("wcif/", "magenta_hot"), ("wcif/", "orange_hot"),
        (palette, "phase"), ("", "physics"), ("janelia/", "pup_br"), ("janelia/", "pup_nr"),
        ("wcif/", "rainbow_rgb"), ("", "red-green"), ("wcif/", "red_hot"), (palette, "royal"),
        (palette, "sepia"), (palette, "smart"), ("", "spectrum"), (palette, "thal"),
        (palette, "thallium"), ("", "thermal"), (palette, "unionjack"), ("wcif/", "yellow_hot"),
    ]
}
