import Kernel
import Synchronization

/// The files one TIFF image draws from; the first stays open, of the others the last used.
final class TIFFFileSet: Sendable {
    let main: TIFFContainer
    /// Paths of all files; index 0 is the main one.
    let paths: [String]
    private let limits: ReadLimits
    private let opened: Mutex<LastUsed<TIFFContainer>>

    init(main: TIFFContainer, companions: [String] = [], limits: ReadLimits) {
        self.main = main
        self.limits = limits
        opened = Mutex(LastUsed(countMax: limits.openCompanionFiles))
        paths = [main.input.path] + companions
    }

    func container(_ index: Int) throws(ImageFormatError) -> TIFFContainer {
        guard index > 0 else { return main }
        if let container = opened.withLock({ $0[index] }) { return container }
        let container = try TIFFContainer(File.openOrFail(paths[index]), limits)
        opened.withLock { $0.keep(container, as: index) }
        return container
    }
}
