import ImageFormats
import Kernel
import Synchronization

/// What the threads of one import share.
final class ImportRun: Sendable {
    let catalogue: any Catalogue
    let reader: FilesetReader
    let managed: ManagedFolder?
    let ownership: Ownership
    /// The dataset or screen for what is imported.
    let target: ObjectReference?

    /// Files that a fileset of this run has taken, so that its other files are passed over.
    private let taken = Mutex<Set<String>>([])
    /// Sets of several files which were looked at in this run, and whether they are unchanged.
    private let examined = Mutex<[Int: Bool]>([:])
    private let omitted = Mutex<[String]>([])

    init(
        catalogue: any Catalogue,
        reading: any ImageReading,
        options: ImportOptions,
        target: ObjectReference?
    ) {
        self.catalogue = catalogue
        self.target = target
        reader = FilesetReader(reading: reading)
        ownership = options.ownership
        switch options.transfer {
        case .inPlace: managed = nil
        case .copy(let folder): managed = ManagedFolder(path: folder)
        }
    }

    /// What one file needs.
    enum Step {
        case done(ImportOutcome)
        /// A new fileset was read and is to be added.
        case add(NewFileset)
    }

    /// Imports one file, but for the writing of a new fileset.
    ///
    /// What is wrong with the file is an outcome; what is wrong with the
    /// catalogue is thrown, and ends the import.
    func importFile(_ path: String) throws -> Step {
        guard !taken.withLock({ $0.contains(path) }) else { return .done(.partOfFileset) }
        guard let known = try catalogue.fileset(importedFrom: path) else {
            return try importNew(path)
        }
        if known.failure == nil, isUnchanged(known) {
            try link(known)
            return .done(known.files[0].clientPath == path ? .alreadyThere : .partOfFileset)
        }
        return .done(try importAgain(known))
    }

    private func link(_ known: FilesetRecord) throws {
        if let dataset = targetID(.dataset) {
            try catalogue.link(filesetID: known.id, toDataset: dataset)
        }
        if let screen = targetID(.screen) {
            try catalogue.link(filesetID: known.id, toScreen: screen)
        }
    }

    private func targetID(_ kind: ObjectKind) -> Int? { target?.kind == kind ? target?.id : nil }

    private func isUnchanged(_ known: FilesetRecord) -> Bool {
        guard known.files.count > 1 else { return reader.isUnchanged(known.files) }
        if let answer = examined.withLock({ $0[known.id] }) { return answer }
        let answer = reader.isUnchanged(known.files)
        examined.withLock { $0[known.id] = answer }
        return answer
    }

    private func importNew(_ path: String) throws -> Step {
        switch read(path) {
        case .taken: return .done(.partOfFileset)
        case .failed(let reason, let files):
            // A file that cannot even be looked at leaves nothing to write down.
            if !files.isEmpty { try record(reason, files) }
            return .done(.failed(reason: reason))
        case .read(let fileset): return .add(fileset)
        }
    }

    private func record(_ reason: String, _ files: [OriginalFile]) throws {
        _ = try catalogue.add(fileset(files, images: [], failure: reason))
    }

    private func importAgain(_ known: FilesetRecord) throws -> ImportOutcome {
        switch read(known.files[0].clientPath) {
        case .taken: return .partOfFileset
        case .failed(let reason, _):
            try catalogue.markBroken(filesetID: known.id, failure: reason)
            return .failed(reason: reason)
        case .read(let fileset):
            do {
                let imageIDs = try catalogue.replace(filesetID: known.id, with: fileset)
                let kept = Set(fileset.files.map(\.path))
                try managed?.remove(known.files.map(\.path).filter { !kept.contains($0) })
                return .updated(imageIDs: imageIDs)
            } catch let error as RepositoryError {
                try catalogue.markBroken(filesetID: known.id, failure: "\(error)")
                return .failed(reason: "\(error)")
            }
        }
    }

    private enum Reading {
        case read(NewFileset)
        /// Another file of this run has taken a file of the set.
        case taken
        case failed(reason: String, files: [OriginalFile])
    }

    private func read(_ path: String) -> Reading {
        var files: [OriginalFile] = []
        do {
            let state = FileState(try FileIdentity.of(path: path))
            files = [OriginalFile(path: path, clientPath: path, state: state)]
            let opened = try reader.reading.open(path)
            files = try reader.files(of: opened, at: path, state: state)
            guard take(files.map(\.clientPath)) else { return .taken }
            let images = try reader.images(of: opened, at: path)
            let stored = try managed?.copy(files) ?? files
            guard reader.isUnchanged(files) else {
                throw ImportError.changedWhileRead(path: path)
            }
            tellOmissions(opened.marks.omissions, of: path)
            return .read(try fileset(stored, images: images, marks: opened.marks))
        } catch {
            return .failed(reason: "\(error)", files: files)
        }
    }

    private func tellOmissions(_ texts: [String], of path: String) {
        omitted.withLock { omitted in
            let room = max(0, ImportReport.omissionsMax - omitted.count)
            omitted += texts.prefix(room).map { "\(path): \($0)" }
        }
    }

    /// What files of this run say of their images and was not taken over.
    var omissions: [String] { omitted.withLock { $0 } }

    /// Takes all of the files, or none when one is taken.
    private func take(_ paths: [String]) -> Bool {
        taken.withLock { taken in
            guard taken.isDisjoint(with: paths) else { return false }
            taken.formUnion(paths)
            return true
        }
    }

    private func fileset(
        _ files: [OriginalFile],
        images: [NewImage],
        marks: FileMarks = FileMarks(),
        failure: String? = nil
    ) throws -> NewFileset {
        let states = try files.map { file in
            failure == nil ? FileState(try FileIdentity.of(path: file.path)) : file.state
        }
        return NewFileset(
            files: files,
            version: FileState.version(of: states),
            images: images,
            failure: failure,
            ownership: ownership,
            datasetID: targetID(.dataset),
            screenID: targetID(.screen),
            importedSeconds: WallClock.nowSeconds(),
            marks: marks
        )
    }
}
