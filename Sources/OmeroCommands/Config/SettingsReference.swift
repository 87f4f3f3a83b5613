import Settings

/// The settings in words, made from their declarations.
enum SettingsReference {
    static var defaults: String {
        SettingsCatalogue.all.map { "\($0.name)=\($0.defaultText)\n" }.joined()
    }

    /// Lines that `omero config load` takes.
    static var explained: String {
        SettingsCatalogue.all.map { setting in
            comment(setting.help) + comment("Takes \(setting.accepted).")
                + "\(setting.name)=\(setting.defaultText)\n"
        }.joined(separator: "\n")
    }

    private static func comment(_ text: String) -> String {
        TextColumns.lines(text, width: TextColumns.widthMax - 2).map { "# \($0)\n" }.joined()
    }

    static var markdown: String {
        """
        # Settings

        Made by `omero config parse --markdown`. Set one with `omero config set NAME VALUE`.

        | Name | Default | Takes | Meaning |
        |---|---|---|---|
        \(SettingsCatalogue.all.map(row).joined(separator: "\n"))

        ## Taken without effect

        An existing configuration of OMERO.web loads; these of its properties do nothing here.

        | Name | Why |
        |---|---|
        \(withoutEffect)

        """
    }

    private static func row(_ setting: any AnySetting) -> String {
        let value = setting.defaultText.isEmpty ? "" : code(setting.defaultText)
        let cells = [code(setting.name), value, cell(setting.accepted), cell(setting.help)]
        return "| " + cells.joined(separator: " | ") + " |"
    }

    private static var withoutEffect: String {
        SettingsCatalogue.withoutEffect.sorted { $0.key < $1.key }
            .map { "| \(code($0.key)) | \(cell($0.value)) |" }.joined(separator: "\n")
    }

    private static func code(_ text: String) -> String { "`\(cell(text))`" }

    /// A bar would end the cell.
    private static func cell(_ text: String) -> String {
        text.map { $0 == "|" ? "\\|" : "\($0)" }.joined()
    }
}
