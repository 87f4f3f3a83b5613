import COpenSlide

/// A whole slide as the library OpenSlide reads it; many threads may read one at a time.
@safe package final class Slide: @unchecked Sendable {
    package let path: String
    private let handle: OpaquePointer

    /// The library's name of the format of a file; nil when it knows none.
    package static func vendor(ofFileAt path: String) -> String? {
        unsafe openslide_detect_vendor(path).map { unsafe String(cString: $0) }
    }

    /// Nil when the library knows no such format.
    package init?(path: String) throws(SlideError) {
        guard let handle = unsafe openslide_open(path) else { return nil }
        self.path = path
        unsafe self.handle = handle
        try check()
    }

    deinit { unsafe openslide_close(handle) }

    /// Width and height of each level in pixels, the largest first.
    package var levels: [(width: Int, height: Int)] {
        let count = unsafe openslide_get_level_count(handle)
        return (0..<max(0, count)).map { level in
            var width: Int64 = 0
            var height: Int64 = 0
            unsafe openslide_get_level_dimensions(handle, level, &width, &height)
            return (Int(width), Int(height))
        }
    }

    /// How much smaller a level is than the first one.
    package func downsample(level: Int) -> Double {
        unsafe openslide_get_level_downsample(handle, Int32(clamping: level))
    }

    package func property(_ name: String) -> String? {
        unsafe openslide_get_property_value(handle, name).map { unsafe String(cString: $0) }
    }

    /// A rectangle of a level, row by row: alpha in the highest byte, then red, green and blue,
    /// these multiplied by alpha.
    ///
    /// - Parameters:
    ///   - x: left edge in pixels of the first level, as is `y`.
    package func read(
        x: Int,
        y: Int,
        level: Int,
        width: Int,
        height: Int
    ) throws(SlideError) -> [UInt32] {
        let count = width * height
        let pixels = unsafe [UInt32](unsafeUninitializedCapacity: count) { target, filled in
            unsafe openslide_read_region(
                handle,
                target.baseAddress,
                Int64(x),
                Int64(y),
                Int32(clamping: level),
                Int64(width),
                Int64(height)
            )
            filled = count
        }
        try check()
        return pixels
    }

    /// Names of the pictures beside the slide, such as `label` and `macro`.
    package var associatedNames: [String] {
        var names: [String] = []
        guard let list = unsafe openslide_get_associated_image_names(handle) else { return names }
        while let name = unsafe list[names.count] { names.append(unsafe String(cString: name)) }
        return names
    }

    /// Width and height of a picture beside the slide; nil when there is none of the name.
    package func associatedSize(_ name: String) -> (width: Int, height: Int)? {
        var width: Int64 = -1
        var height: Int64 = -1
        unsafe openslide_get_associated_image_dimensions(handle, name, &width, &height)
        return width > 0 && height > 0 ? (Int(width), Int(height)) : nil
    }

    /// The whole of a picture beside the slide, in pixels as `read` has them.
    package func readAssociated(_ name: String) throws(SlideError) -> [UInt32] {
        guard let size = associatedSize(name) else {
            throw SlideError(path: path, reason: "no picture is called \(name)")
        }
        let count = size.width * size.height
        let pixels = unsafe [UInt32](unsafeUninitializedCapacity: count) { target, filled in
            unsafe openslide_read_associated_image(handle, name, target.baseAddress)
            filled = count
        }
        try check()
        return pixels
    }

    /// An error stays with the handle, so every later call fails too.
    private func check() throws(SlideError) {
        guard let reason = unsafe openslide_get_error(handle) else { return }
        throw SlideError(path: path, reason: unsafe String(cString: reason))
    }
}

/// Why a slide cannot be read.
package struct SlideError: Error, Equatable, CustomStringConvertible {
    package let path: String
    package let reason: String

    package var description: String { "\(path): \(reason)" }
}
