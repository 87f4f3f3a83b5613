import JSON
import Kernel

/// OME-Zarr: images as groups of arrays in a hierarchy (OME-NGFF 0.1 to 0.5, Zarr 2 and 3).
package enum ZarrFormat {
    /// Opens a folder.
    static func open(
        _ path: String,
        _ limits: ReadLimits
    ) throws(ImageFormatError) -> ImageFile {
        let images = try images(ZarrFolder(path), limits)
        return ImageFile(path: path, format: "OME-Zarr", images: images)
    }

    /// The images of a hierarchy, wherever it is stored; at least one.
    package static func images(
        _ store: any ZarrStore,
        _ limits: ReadLimits = ReadLimits()
    ) throws(ImageFormatError) -> [FormatImage] {
        try NGFFReader.images(ZarrHierarchy(store: store, limits: limits))
    }

    /// Whether a path is a folder that holds a hierarchy, by its name or by what it holds.
    static func isCandidate(_ path: String) -> Bool {
        do {
            guard try FileIdentity.of(path: path).isDirectory else { return false }
            if path.lowercased().hasSuffix(".zarr") { return true }
            let hierarchy = ZarrHierarchy(store: try ZarrFolder(path), limits: ReadLimits())
            return try hierarchy.ngffGroup("")?.kind != nil
        } catch {
            // What cannot be looked at is no candidate; a walk says so when it enters the folder.
            return false
        }
    }
}
