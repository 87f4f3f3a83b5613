import ImageFormats
import Kernel
package import Pixels
import Synchronization

/// Files that this process keeps open, by their paths; bounded, the longest unused close first.
///
/// Each use looks whether the file is still the one that was opened, for the same version. May wait for the disk.
package final class OpenImages: Sendable {
    private let reading: any ImageReading
    private let open: Mutex<RecencyMap<String, Entry>>
    private let opening = SingleFlight<String, Entry>()

    private struct Entry: Sendable {
        let state: FileState
        /// The version of the record it was opened for: it tells of a set's other files.
        let version: String
        let file: OpenedFile
    }

    /// An opened file of a set of several counts once.
    package init(reading: any ImageReading = FormatReading(), filesMax: Int = 128) {
        self.reading = reading
        open = Mutex(RecencyMap(countMax: filesMax))
    }

    /// The pixels of an image, which must still be as the record says.
    package func source(for record: ImageRecord) throws -> any PixelSource {
        try image(for: record).source
    }

    /// An image, whose pixels must still be as the record says.
    package func image(for record: ImageRecord) throws -> OpenedImage {
        if let failure = record.failure {
            throw RepositoryError.broken(imageID: record.id, reason: failure)
        }
        let images = try file(of: record).images
        guard record.series < images.count else {
            throw RepositoryError.changed(imageID: record.id, path: record.path)
        }
        let image = images[record.series]
        let source = image.source
        guard source.dimensions == record.dimensions, source.levels == record.levels,
            source.pixelType == record.pixels.pixelType
        else { throw RepositoryError.changed(imageID: record.id, path: record.path) }
        return image
    }

    private func file(of record: ImageRecord) throws -> OpenedFile {
        let path = record.path
        let state = FileState(try FileIdentity.of(path: path))
        if let entry = entry(at: path, state, record.version) { return entry.file }
        return try opening.value(for: "\(record.version)\(path)") {
            // Another thread may have finished between the look above and this flight.
            if let entry = entry(at: path, state, record.version) { return entry }
            var file = try reading.open(path)
            // The catalogue has them; what stays open holds pixels alone.
            file.marks = FileMarks()
            let entry = Entry(state: state, version: record.version, file: file)
            open.withLock { $0.insert(entry, for: path) }
            return entry
        }.value.file
    }

    private func entry(at path: String, _ state: FileState, _ version: String) -> Entry? {
        let entry = open.withLock { $0.value(for: path) }
        guard let entry, entry.state == state, entry.version == version else { return nil }
        return entry
    }

    /// Files that are open now.
    package var count: Int { open.withLock { $0.count } }
}
