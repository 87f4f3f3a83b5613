/// Lends arrays to a loop in C, which relies on their counts: they are held against each other here.
@unsafe func withPointers<Source, Target>(
    _ source: Span<Source>,
    _ target: inout MutableSpan<Target>,
    _ body: (UnsafePointer<Source>, Int, UnsafeMutablePointer<Target>) -> Void
) {
    precondition(source.count <= target.count)
    unsafe source.withUnsafeBufferPointer { source in
        unsafe target.withUnsafeMutableBufferPointer { target in
            guard let from = source.baseAddress, let to = target.baseAddress else { return }
            unsafe body(from, source.count, to)
        }
    }
}

/// Lends two sources of the same count.
@unsafe func withPointers<Source, Target>(
    _ first: Span<Source>,
    _ second: Span<Source>,
    _ target: inout MutableSpan<Target>,
    _ body: (UnsafePointer<Source>, UnsafePointer<Source>, Int, UnsafeMutablePointer<Target>) ->
        Void
) {
    precondition(first.count == second.count)
    unsafe second.withUnsafeBufferPointer { second in
        guard let other = second.baseAddress else { return }
        unsafe withPointers(first, &target) { unsafe body($0, other, $1, $2) }
    }
}

/// Lends whole rows of a source, one behind the other, and a target as long as each: the body gets the
/// source, the length of a row, the number of rows and the target.
@unsafe func withRows<Source, Target>(
    _ rows: Span<Source>,
    _ target: inout MutableSpan<Target>,
    _ body: (UnsafePointer<Source>, Int, Int, UnsafeMutablePointer<Target>) -> Void
) {
    let length = target.count
    guard length > 0 else { return }
    precondition(rows.count.isMultiple(of: length))
    let count = rows.count / length
    unsafe rows.withUnsafeBufferPointer { rows in
        unsafe target.withUnsafeMutableBufferPointer { target in
            guard let from = rows.baseAddress, let to = target.baseAddress else { return }
            unsafe body(from, length, count, to)
        }
    }
}
