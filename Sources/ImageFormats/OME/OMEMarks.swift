/// Brings regions, annotations and images of a document together, once all of it is read: what
/// refers comes before what it names.
struct OMEMarks {
    private var marks = FileMarks()
    private var omissions = OMEOmissions()
    private var places: [String: Int] = [:]
    /// Annotations that were left out.
    private let omitted: Set<String>
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
        omitted = annotations.omitted
        marks.images = [ImageMarks](repeating: ImageMarks(), count: imageCount)
        marks.annotations = annotations.annotations.map(\.annotation)
        for (place, entry) in annotations.annotations.enumerated() { places[entry.id] = place }
    }

    private mutating func add(_ annotations: OMEAnnotations) {
        for (image, id) in annotations.references where marks.images.indices.contains(image) {
            marks.images[image].annotations += resolved([id])
        }
    }

    private mutating func add(_ regions: OMERegions) {
        var numbers: [String: Int] = [:]
        let resolved = regions.regions.map { resolve($0) }
        for (number, region) in regions.regions.enumerated() {
            if let id = region.id { numbers[id] = number }
            if let image = region.image { add(resolved[number], to: image) }
        }
        for (image, id) in regions.references {
            if let number = numbers[id] {
                add(resolved[number], to: image)
            } else if !regions.omitted.contains(id) {
                omissions.add("a reference to \(id.prefix(40)), which is not there")
            }
        }
        omitUnreferenced(regions)
    }

    /// What no image refers to is of none.
    private mutating func omitUnreferenced(_ regions: OMERegions) {
        let referred = Set(regions.references.map(\.regionID))
        for region in regions.regions where region.image == nil {
            guard region.id.map({ !referred.contains($0) }) ?? true else { continue }
            omissions.add("ROI \((region.id ?? "").prefix(40)), which no image refers to")
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

    /// The annotations of some names; those that are not there are told.
    private mutating func resolved(_ ids: [String]) -> [Int] {
        ids.compactMap { id in
            if let place = places[id] { return place }
            if !omitted.contains(id) {
                omissions.add("a reference to \(id.prefix(40)), which is not there")
            }
            return nil
        }
    }

    private mutating func resolve(_ region: OMERegion) -> FileRegion {
        var resolved = FileRegion()
        resolved.name = region.name
        resolved.description = region.description
        resolved.annotations = self.resolved(region.annotationIDs)
        resolved.shapes = region.shapes.map { shape, ids in
            FileShape(shape, annotations: self.resolved(ids))
        }
        return resolved
    }
}
