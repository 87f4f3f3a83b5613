import COpenJPEG

/// Bytes in memory as OpenJPEG reads them: every step is held inside them.
@safe final class JPEG2000Stream {
    private let buffer: UnsafeRawBufferPointer
    private var position = 0
    /// What the library said first about why it fails.
    var reason: String?

    @unsafe init(_ buffer: UnsafeRawBufferPointer) { unsafe self.buffer = buffer }

    /// What the library reads at a time.
    private static let windowBytes = 1 << 16

    /// A stream that reads from here; this object has to outlive it.
    @unsafe func open() -> UnsafeMutablePointer<opj_stream_t?>? {
        let window = unsafe max(1, min(buffer.count, Self.windowBytes))
        guard let stream = unsafe opj_stream_create(window, 1) else { return nil }
        let state = unsafe Unmanaged.passUnretained(self).toOpaque()
        unsafe opj_stream_set_user_data(stream, state, nil)
        unsafe opj_stream_set_user_data_length(stream, UInt64(buffer.count))
        unsafe opj_stream_set_read_function(stream, onRead)
        unsafe opj_stream_set_skip_function(stream, onSkip)
        unsafe opj_stream_set_seek_function(stream, onSeek)
        return unsafe stream
    }

    /// The number of bytes copied; nil at the end.
    @unsafe fileprivate func read(_ target: UnsafeMutableRawPointer, _ countMax: Int) -> Int? {
        let count = unsafe min(countMax, buffer.count - position)
        guard count > 0, let start = unsafe buffer.baseAddress else { return nil }
        unsafe target.copyMemory(from: start + position, byteCount: count)
        position += count
        return count
    }

    fileprivate func skip(_ count: Int) -> Int {
        let before = position
        let (wanted, overflow) = position.addingReportingOverflow(count)
        position = unsafe overflow ? buffer.count : min(max(wanted, 0), buffer.count)
        return position - before
    }

    fileprivate func seek(_ place: Int) -> Bool {
        guard unsafe (0...buffer.count).contains(place) else { return false }
        position = place
        return true
    }
}

private func stream(_ state: UnsafeMutableRawPointer?) -> JPEG2000Stream? {
    unsafe state.map { unsafe Unmanaged<JPEG2000Stream>.fromOpaque($0).takeUnretainedValue() }
}

private func onRead(
    _ target: UnsafeMutableRawPointer?,
    _ count: Int,
    _ state: UnsafeMutableRawPointer?
) -> Int {
    guard let target = unsafe target else { return -1 }
    // The library's sign for the end is the largest size there is.
    return unsafe stream(state)?.read(target, count) ?? -1
}

private func onSkip(_ count: Int64, _ state: UnsafeMutableRawPointer?) -> Int64 {
    let skipped = unsafe stream(state)?.skip(Int(count)) ?? 0
    return skipped == Int(count) ? count : -1
}

private func onSeek(_ place: Int64, _ state: UnsafeMutableRawPointer?) -> Int32 {
    unsafe stream(state)?.seek(Int(place)) == true ? 1 : 0
}
