/// Brings regions, annotations and images of a document together, once all of it is read: what
/// refers comes before what it names.
struct OMEMarks {
    private var marks = FileMarks()
    private var omissions = OMEOmissions()
    private var places: [String: Int] = [:]
    private var shapeCount = 0
    private let limits: ReadLimits

    static func resolved(
        _ regions: OMERegions,
        _ annotations: OMEAnnotations,
        _ imageCount: Int,
        _ limits: ReadLimits
    ) -> FileMarks {
        var resolving = OMEMarks(annotations, imageCount, limits)
        for text in regions.omissions.texts + annotations.omissions.texts {
            resolving.omissions.add(text)
        }
        resolving.add(annotations)
        resolving.add(regions)
        resolving.marks.omissions = resolving.omissions.texts
        return resolving.marks
    }

    private init(_ annotations: OMEAnnotations, _ imageCount: Int, _ limits: ReadLimits) {
        self.limits = limits
        marks.images = [ImageMarks](repeating: ImageMarks(), count: imageCount)
        marks.annotations = annotations.annotations.map(\.annotation)
        for (place, entry) in annotations.annotations.enumerated() { places[entry.id] = place }
    }

    private mutating func add(_ annotations: OMEAnnotations) {
        for (image, id) in annotations.references where marks.images.indices.contains(image) {
            if let place = places[id] { marks.images[image].annotations.append(place) }
        }
    }

    private mutating func add(_ regions: OMERegions) {
        var numbers: [String: Int] = [:]
        let resolved = regions.regions.map(resolve)
        for (number, region) in regions.regions.enumerated() {
            if let id = region.id { numbers[id] = number }
            if let image = region.image { add(resolved[number], to: image) }
        }
        for (image, id) in regions.references {
            if let number = numbers[id] { add(resolved[number], to: image) }
        }
    }

    private mutating func add(_ region: FileRegion, to image: Int) {
        guard marks.images.indices.contains(image) else { return }
        guard shapeCount + region.shapes.count <= limits.regionShapes else {
            return omissions.add("more than \(limits.regionShapes) shapes")
        }
        shapeCount += region.shapes.count
        marks.images[image].regions.append(region)
    }

    private func resolve(_ region: OMERegion) -> FileRegion {
        var resolved = FileRegion()
        resolved.name = region.name
        resolved.description = region.description
        resolved.annotations = region.annotationIDs.compactMap { places[$0] }
        resolved.shapes = region.shapes.map { shape, ids in
            FileShape(shape, annotations: ids.compactMap { places[$0] })
        }
        return resolved
    }
}
