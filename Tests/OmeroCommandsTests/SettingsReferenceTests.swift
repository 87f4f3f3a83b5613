import Settings
import Testing

@testable import OmeroCommands

@Suite struct `Settings reference` {
    @Test func `every setting is in every form of it`() {
        for setting in SettingsCatalogue.all {
            #expect(SettingsReference.markdown.contains("| `\(setting.name)` |"))
            #expect(
                SettingsReference.explained.contains("\n\(setting.name)=\(setting.defaultText)\n")
            )
        }
        #expect(
            omero("config", "parse", "--keys").output.split(separator: "\n").map(String.init)
                == SettingsCatalogue.all.map(\.name)
        )
    }

    @Test func `a row of the table has four cells`() {
        let rows = SettingsReference.markdown.split(separator: "\n").filter {
            $0.hasPrefix("| `")
                && SettingsCatalogue.setting(String($0.dropFirst(3).prefix { $0 != "`" })) != nil
        }
        #expect(rows.count == SettingsCatalogue.all.count)
        for row in rows {
            let bars = row.replacing(#"\|"#, with: "").count { $0 == "|" }
            #expect(bars == 5, "\(row)")
        }
    }

    @Test func `comments are at most 80 columns wide`() {
        for line in SettingsReference.explained.split(separator: "\n") where line.hasPrefix("#") {
            #expect(line.count <= 80)
        }
    }

    @Test func `two forms at once are refused`() {
        #expect(omero("config", "parse", "--keys", "--markdown").status == 64)
    }
}
