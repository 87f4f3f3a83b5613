import Pixels

/// Images of a file without metadata: pages of one size are time points, shrinking ones levels.
struct PlainTIFF {
    private struct Page {
        let index: Int
        let layout: TIFFLayout
        let isReduced: Bool
    }

    /// An image in the making: pages of full resolution, or one page and its levels.
    private struct Group {
        var pages: [Page]
        var levels: [Page] = []

        var last: Page { levels.last ?? pages[0] }
    }

    private let container: TIFFContainer
    private let limits: ReadLimits

    init(_ container: TIFFContainer, _ limits: ReadLimits) {
        self.container = container
        self.limits = limits
    }

    func images() throws(ImageFormatError) -> [FormatImage] {
        let groups = try groups()
        guard !groups.isEmpty else {
            throw .unsupported(file: container.input.path, feature: "a TIFF file of masks only")
        }
        guard groups.count <= limits.imagesPerFile else {
            throw .beyondLimit(file: container.input.path, limit: "\(limits.imagesPerFile) images")
        }
        var images: [FormatImage] = []
        for group in groups { images.append(FormatImage(source: try source(group))) }
        return images
    }

    /// Walks the pages in the order of the file.
    private func groups() throws(ImageFormatError) -> [Group] {
        var groups: [Group] = []
        for (index, offset) in container.directoryOffsets.enumerated() {
            let directory = try container.directory(at: offset)
            // NewSubfileType: bit 0 a lower resolution, bit 2 a mask (TIFF 6.0, section 8).
            let kind = try directory.integer(TIFFTag.newSubfileType) ?? 0
            if kind & 4 != 0 { continue }
            let layout = try TIFFLayout(container.input, directory)
            let page = Page(index: index, layout: layout, isReduced: kind & 1 != 0)
            add(page, to: &groups)
        }
        return groups
    }

    private func add(_ page: Page, to groups: inout [Group]) {
        guard let current = groups.last else {
            groups.append(Group(pages: [page]))
            return
        }
        let base = current.pages[0].layout
        if current.levels.isEmpty, page.layout.size == base.size, page.layout.hasSamples(like: base)
        {
            groups[groups.count - 1].pages.append(page)
        } else if current.pages.count == 1, current.levels.count < limits.levels - 1,
            page.layout.isReduction(of: current.last.layout)
        {
            groups[groups.count - 1].levels.append(page)
        } else if !page.isReduced {
            groups.append(Group(pages: [page]))
        }
        // What remains is a small copy of other proportions: a thumbnail, not an image.
    }

    private func source(_ group: Group) throws(ImageFormatError) -> TIFFSource {
        let base = group.pages[0].layout
        let planes = group.pages.map { TIFFPlane(file: 0, directory: Int32($0.index)) }
        let levels: [TIFFLayout]
        let places: TIFFSource.Levels
        if group.levels.isEmpty {
            levels = try TIFFLevels.below(base, in: container)
            places = .subdirectories
        } else {
            levels = [base] + group.levels.map(\.layout)
            places = .directories(levels.map(\.directory.offset))
        }
        return TIFFSource(
            files: TIFFFileSet(main: container, limits: limits),
            map: TIFFPlaneMap(sections: 1, channels: 1, timePoints: planes.count, planes: planes),
            levels: levels,
            levelPlaces: places,
            metadata: TIFFImageMetadata(
                physicalSize: try TIFFResolution.physicalSize(base.directory)
            )
        )
    }
}
