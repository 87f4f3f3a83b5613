import HTTP
import JSON
package import Pixels
import Rendering
import Repository

/// The document of `imgData`, field by field as OMERO.web's viewers read it.
struct ImageDataDocument {
    let image: ShownImage
    let tables: LookUpTables
    let permissions: JSONValue

    private var record: ImageRecord { image.record }

    private typealias Member = JSONValue.Member

    var json: JSONValue {
        var members = [
            Member("id", .integer(record.id)), Member("meta", meta),
            Member("perms", permissions),
            Member("tiles", .boolean(isTiled)),
        ]
        if isTiled { members += tiling }
        members += [
            Member("interpolate", true), Member("size", size), Member("pixel_size", pixelSize),
            Member("init_zoom", 0),
        ]
        if let magnification = record.pixels.nominalMagnification {
            members.append(Member("nominalMagnification", .number(magnification)))
        }
        let settings = image.settings(tables)
        members += [
            Member("pixel_range", record.pixelRange),
            Member("channels", channels(settings)),
            Member("split_channel", SplitChannelGrid(record.dimensions).json),
            Member("rdefs", definitions(settings)),
        ]
        return .object(members)
    }

    private var isTiled: Bool { record.levels.count > 1 }

    private var meta: JSONValue {
        let place = record.place
        return [
            "imageName": .string(record.name),
            "imageDescription": .string(record.description),
            "imageAuthor": .string(place?.authorName ?? ""),
            "imageArchived": false,
            "projectName": .string(place?.project?.name ?? "Multiple"),
            "projectId": JSONValue(place?.project?.id),
            "projectDescription": .string(place?.project?.description ?? ""),
            "datasetName": .string(place?.dataset?.name ?? "Multiple"),
            "datasetId": JSONValue(place?.dataset?.id),
            "datasetDescription": .string(place?.dataset?.description ?? ""),
            "wellSampleId": place?.wellSampleID.map(JSONValue.integer) ?? "",
            "wellId": place?.wellID.map(JSONValue.integer) ?? "",
            "imageTimestamp": .number(record.acquisitionSeconds ?? Double(record.importedSeconds)),
            "imageId": .integer(record.id),
            "pixelsType": .string(record.pixels.pixelType.rawValue),
        ]
    }

    /// Level 0 is the full image here; each next is smaller.
    private var tiling: [Member] {
        let full = Double(record.levels.first?.width ?? 1)
        let sizes = record.levels.enumerated().map { level, size in
            Member(
                "\(level)",
                ["sizeX": .integer(size.width), "sizeY": .integer(size.height)]
            )
        }
        let scales = record.levels.enumerated().map { level, size in
            Member("\(level)", .number(Double(size.width) / full))
        }
        return [
            Member(
                "tile_size",
                [
                    "width": .integer(record.pixels.tileSize.width),
                    "height": .integer(record.pixels.tileSize.height),
                ]
            ),
            Member("levels", .integer(record.levels.count)),
            Member("resolutions", .object(sizes)),
            Member("zoomLevelScaling", .object(scales)),
        ]
    }

    private var size: JSONValue {
        let dimensions = record.dimensions
        return [
            "width": .integer(dimensions.x), "height": .integer(dimensions.y),
            "z": .integer(dimensions.z), "t": .integer(dimensions.t), "c": .integer(dimensions.c),
        ]
    }

    private var pixelSize: JSONValue {
        [
            "x": JSONValue(record.pixels.physicalSize.xMicrometres),
            "y": JSONValue(record.pixels.physicalSize.yMicrometres),
            "z": JSONValue(record.pixels.physicalSize.zMicrometres),
        ]
    }

    private func channels(_ settings: RenderingSettings) -> JSONValue {
        .array(
            zip(record.channels, settings.channels).enumerated().map { index, pair in
                channel(index, pair.0, pair.1)
            }
        )
    }

    private func channel(
        _ index: Int,
        _ channel: ChannelRecord,
        _ settings: ChannelSettings
    ) -> JSONValue {
        let wavelength = channel.metadata.emissionWavelengthNanometres
        let range = record.range(ofChannel: index)
        let document: JSONValue = [
            "emissionWave": wavelength.map(JSONValue.number) ?? .null,
            "label": .string(record.channelLabel(index)),
            "color": .string(settings.color.hexadecimal),
            "inverted": .boolean(settings.isInverted),
            "reverseIntensity": .boolean(settings.isInverted),
            "family": .string(settings.family.rawValue),
            "coefficient": .number(settings.coefficient),
            "window": [
                "min": .number(range.lowerBound),
                "max": .number(range.upperBound),
                "start": .number(settings.window.start),
                "end": .number(settings.window.end),
            ],
            "active": .boolean(settings.isActive),
        ]
        guard let table = settings.lookUpTable else { return document }
        return .object((document.members ?? []) + [Member("lut", .string(table.name))])
    }

    private func definitions(_ settings: RenderingSettings) -> JSONValue {
        [
            "model": settings.model == .greyscale ? "greyscale" : "color",
            "projection": "normal",
            "defaultZ": .integer(image.defaultZ),
            "defaultT": .integer(image.defaultT),
            "invertAxis": false,
        ]
    }
}

extension RGBAColor {
    /// `RRGGBB`.
    package var hexadecimal: String {
        [red, green, blue].map { component in
            (component < 16 ? "0" : "") + String(component, radix: 16, uppercase: true)
        }.joined()
    }
}
