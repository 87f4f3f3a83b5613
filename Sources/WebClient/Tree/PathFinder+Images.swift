import Repository

extension PathFinder {
    /// Through datasets, else through the well, else among what lies in no container.
    func paths(toImage image: Int) throws -> [[TreeStep]] {
        guard let ownership = try visible(.image, image) else { return [] }
        let held = try catalogue.datasets(ofImage: image).filter { admits($0.ownership) }
        guard held.isEmpty else { return try paths(toImage: image, in: held) }
        guard wanted.dataset == nil, wanted.project == nil, wanted.admits(owner: ownership.ownerID)
        else { return [] }
        let throughWell = try paths(throughWellOf: image)
        guard throughWell.isEmpty, !wanted.leadsThroughPlates else { return throughWell }
        return [
            [
                TreeStep("experimenter", ownership.ownerID),
                try orphaned(image, ownership), TreeStep("image", image),
            ]
        ]
    }

    private func paths(toImage image: Int, in held: [DatasetRecord]) throws -> [[TreeStep]] {
        try held.filter { wanted.dataset == nil || wanted.dataset == $0.id }.flatMap { dataset in
            let step = try step(dataset, to: image)
            return try ways(to: dataset).map { $0 + [step, TreeStep("image", image)] }
        }.sorted(by: isBefore)
    }

    func paths(toDataset dataset: Int) throws -> [[TreeStep]] {
        guard let record = try catalogue.dataset(dataset), admits(record.ownership) else {
            return []
        }
        return try ways(to: record).map { $0 + [TreeStep("dataset", dataset)] }
    }

    /// The steps above a dataset: an owner, and a project where it lies in any.
    private func ways(to dataset: DatasetRecord) throws -> [[TreeStep]] {
        let projects = try catalogue.projects(ofDataset: dataset.id).filter {
            admits($0.ownership)
        }
        guard !projects.isEmpty else {
            guard wanted.project == nil, wanted.admits(owner: dataset.ownerID) else { return [] }
            return [[TreeStep("experimenter", dataset.ownerID)]]
        }
        return projects.filter { project in
            (wanted.project == nil || wanted.project == project.id)
                && wanted.admits(owner: project.ownership.ownerID)
        }.map { project in
            [
                TreeStep("experimenter", project.ownership.ownerID),
                TreeStep("project", project.id),
            ]
        }
    }

    private func step(_ dataset: DatasetRecord, to image: Int) throws -> TreeStep {
        let ownerID = reader.visibility.ownerSeen(inGroup: dataset.groupID)
        let count = try reader.childCount(dataset.imageCount, dataset.ownership) { owner in
            try catalogue.images(inDataset: dataset.id, ownerID: owner, TreeReader.countOnly)?
                .totalCount
        }
        var step = TreeStep("dataset", dataset.id, childCount: count)
        if count > wanted.pageSize {
            step.child = try catalogue.position(
                ofImage: image,
                inDataset: dataset.id,
                ownerID: ownerID
            ).map(place)
        }
        return step
    }

    /// Among the images of the same owner and group that lie nowhere.
    private func orphaned(_ image: Int, _ ownership: Ownership) throws -> TreeStep {
        let siblings = ListFilter(
            reader.visibility,
            ownerID: ownership.ownerID,
            groupID: ownership.groupID,
            isOrphaned: true
        )
        let count = try catalogue.images(siblings, TreeReader.countOnly).totalCount
        guard count > wanted.pageSize, let index = try catalogue.position(ofOrphan: image) else {
            return TreeStep("orphaned", ownership.ownerID)
        }
        return TreeStep(
            "orphaned",
            ownership.ownerID,
            childCount: count,
            child: place(index)
        )
    }

    private func place(_ index: Int) -> TreeStep.ChildPlace {
        TreeStep.ChildPlace(index: index, page: index / wanted.pageSize + 1)
    }

    /// By owner, project and dataset; ways without a project come last.
    private func isBefore(_ one: [TreeStep], _ other: [TreeStep]) -> Bool {
        func key(_ path: [TreeStep]) -> (Int, Int, Int) {
            let ids = Dictionary(path.map { ($0.type, $0.id) }) { first, _ in first }
            return (ids["experimenter"] ?? .max, ids["project"] ?? .max, ids["dataset"] ?? .max)
        }
        return key(one) < key(other)
    }
}
