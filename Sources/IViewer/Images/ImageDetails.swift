import JSON
import Pixels
import Rendering
import Repository
import WebAccess
import WebClient
import WebGateway

/// `imgData` with what OMERO.iviewer wants to know besides: units, dates, the number of regions.
struct ImageDetails {
    let context: IViewerContext
    let record: ImageRecord
    let visitor: Visitor

    private typealias Member = JSONValue.Member

    func json() throws -> JSONValue {
        let image = try context.gateway.shown(record, to: visitor)
        let document = context.gateway.imageData(image, visitor)
        let members = (document.members ?? []).map { member in
            switch member.name {
            case "pixel_size": Member("pixel_size", pixelSize(member.value))
            default: member
            }
        }
        var added: [Member] = [
            Member("roi_count", .integer(try context.catalogue.roiCount(ofImage: record.id))),
            Member("delta_t_unit_symbol", .null),
            Member("import_date", .string(Self.date(Double(record.importedSeconds)))),
            Member("families", .array(Family.allCases.map { .string($0.rawValue) })),
        ]
        if let seconds = record.acquisitionSeconds {
            added.append(Member("acquisition_date", .string(Self.date(seconds))))
        }
        return .object(members + added)
    }

    /// Whole seconds, in universal time.
    private static func date(_ seconds: Double) -> String {
        TreeDate(seconds: seconds.rounded(.down)).name
    }

    /// Each size that is known with its unit: as it reads best, and as OMERO calls the stored one.
    private func pixelSize(_ size: JSONValue) -> JSONValue {
        let sizes = record.pixels.physicalSize
        let axes = [
            ("x", sizes.xMicrometres), ("y", sizes.yMicrometres), ("z", sizes.zMicrometres),
        ]
        let units = axes.flatMap { axis, micrometres -> [Member] in
            guard let micrometres else { return [] }
            let (value, symbol) = ReadableLength.of(micrometres: micrometres)
            return [
                Member("unit_" + axis, .number(value)), Member("symbol_" + axis, .string(symbol)),
                Member("unit_id_" + axis, "MICROMETER"),
            ]
        }
        return .object((size.members ?? []) + units)
    }
}

/// A length in the unit in which its number is short, as OMERO chooses it.
enum ReadableLength {
    static func of(micrometres: Double) -> (value: Double, symbol: String) {
        switch micrometres {
        case 0: (0, "µm")
        case ..<0.001: (micrometres * 10_000, "Å")
        case ..<0.01: (micrometres * 1000, "nm")
        case ..<1000: (micrometres, "µm")
        case ..<100_000: (micrometres / 1000, "mm")
        case ..<1_000_000: (micrometres / 10_000, "cm")
        default: (micrometres / 1_000_000, "m")
        }
    }
}
