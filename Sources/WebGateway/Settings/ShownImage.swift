import HTTP
import Pixels
import Rendering
package import Repository

/// An image as somebody sees it: in the settings he saved, else its owner did, else in the default
/// ones.
package struct ShownImage: Sendable {
    package let record: ImageRecord
    /// Nil where the default settings apply.
    let rendering: RenderingRecord?

    init(_ record: ImageRecord, in rendering: RenderingRecord?) {
        self.record = record
        self.rendering = rendering
    }

    /// As after a reset.
    package init(inDefaults record: ImageRecord) { self.init(record, in: nil) }

    func settings(_ tables: LookUpTables) -> RenderingSettings {
        rendering?.choice.settings(over: record.defaultSettings, tables) ?? record.defaultSettings
    }

    /// A file that was replaced may have fewer sections than the one the settings were saved for.
    package var defaultZ: Int {
        rendering.map { min(max($0.choice.defaultZ, 0), record.dimensions.z - 1) }
            ?? record.defaultZ
    }

    package var defaultT: Int {
        rendering.map { min(max($0.choice.defaultT, 0), record.dimensions.t - 1) } ?? 0
    }

    /// The section and time point asked for, or the default ones; both count from 0.
    func plane(z: Int?, t: Int?) throws(Refusal) -> (z: Int, t: Int) {
        try record.plane(z: z ?? defaultZ, t: t ?? defaultT)
    }

    /// Seconds since 1970 when a picture of the image changed last.
    var changedSeconds: Int {
        max(record.recordedSeconds, rendering?.modifiedSeconds ?? 0)
    }
}
