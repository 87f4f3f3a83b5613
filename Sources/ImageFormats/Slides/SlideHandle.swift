import OpenSlide
import Synchronization

/// A slide that is opened anew after an error, which OpenSlide would repeat at every later call.
///
/// So one damaged tile costs the pictures that need it, and no others.
final class SlideHandle: Sendable {
    let path: String
    private let current: Mutex<Slide>

    init(_ slide: Slide) {
        path = slide.path
        current = Mutex(slide)
    }

    /// Lends the slide to `read`, outside the lock: many threads read one slide at a time.
    func pixels(
        _ read: (Slide) throws(SlideError) -> [UInt32]
    ) throws(ImageFormatError) -> [UInt32] {
        let slide = current.withLock { $0 }
        do throws(SlideError) {
            return try read(slide)
        } catch {
            try replace(slide)
            throw ImageFormatError(error)
        }
    }

    /// Another thread may have replaced the one that failed.
    private func replace(_ failed: Slide) throws(ImageFormatError) {
        do throws(SlideError) {
            guard let fresh = try Slide(path: path) else { return }
            current.withLock { current in
                if current === failed { current = fresh }
            }
        } catch {
            throw ImageFormatError(error)
        }
    }
}
