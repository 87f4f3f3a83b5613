import Kernel
import Synchronization

/// The files one TIFF image draws from; the first stays open, of the others the last used.
final class TIFFFileSet: Sendable {
    let main: TIFFContainer
    /// Paths of all files; index 0 is the main one.
    let paths: [String]
    private let limits: ReadLimits
    private let opened = Mutex<[(index: Int, container: TIFFContainer)]>([])

    init(main: TIFFContainer, companions: [String] = [], limits: ReadLimits) {
        self.main = main
        self.limits = limits
        paths = [main.input.path] + companions
    }

    func container(_ index: Int) throws(ImageFormatError) -> TIFFContainer {
        guard index > 0 else { return main }
        if let container = alreadyOpened(index) { return container }
        let container = try TIFFContainer(File.openOrFail(paths[index]), limits)
        opened.withLock { opened in
            opened.append((index, container))
            if opened.count > limits.openCompanionFiles { opened.removeFirst() }
        }
        return container
    }

    /// The last used go to the end, so that the first is the one to let go.
    private func alreadyOpened(_ index: Int) -> TIFFContainer? {
        opened.withLock { opened in
            guard let place = opened.firstIndex(where: { $0.index == index }) else { return nil }
            let found = opened.remove(at: place)
            opened.append(found)
            return found.container
        }
    }
}
