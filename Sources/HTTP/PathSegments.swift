/// A path cut at its slashes.
struct PathSegments {
    private let path: [UInt8]
    private var segments: [Range<Int>] = []
    let endsWithSlash: Bool

    /// Nil when the path has an empty segment, which names nothing.
    init?(_ path: [UInt8], from start: Int) {
        self.path = path
        endsWithSlash = start == path.count || path[path.count - 1] == UInt8(ascii: "/")
        segments.reserveCapacity(8)
        var index = start
        while index < path.count {
            // Every segment stands behind a slash; the last slash may have nothing behind it.
            let begin = index + 1
            index = begin
            while index < path.count, path[index] != UInt8(ascii: "/") { index += 1 }
            if index > begin {
                segments.append(begin..<index)
            } else if index < path.count {
                return nil
            }
        }
    }

    /// A hash (FNV-1a) of the first two segments, or of the only one.
    var startHash: UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        guard let first = segments.first else { return hash }
        let end = segments.count > 1 ? segments[1].upperBound : first.upperBound
        for index in first.lowerBound..<end {
            hash = (hash ^ UInt64(path[index])) &* 0x100_0000_01b3
        }
        return hash
    }

    /// What the path says for the parameters of a pattern; nil when it does not fit.
    func parameters(of pattern: RoutePattern) -> RouteParameters? {
        guard pattern.parts.count == segments.count || pattern.takesRest else { return nil }
        var parameters = RouteParameters()
        for (index, part) in pattern.parts.enumerated() {
            guard index < segments.count else { return nil }
            let segment = segments[index]
            switch part {
            case .text(let text):
                guard path.span.isText(text, in: segment) else { return nil }
            case .integer(let name):
                guard let number = integer(segment) else { return nil }
                parameters.integers.append((name, number))
            case .word(let name):
                guard let text = decoded(segment) else { return nil }
                parameters.texts.append((name, text))
            case .rest(let name):
                guard let text = decoded(segment.lowerBound..<path.count) else { return nil }
                parameters.texts.append((name, text))
                return parameters
            }
        }
        return parameters
    }

    /// A number of at most 18 digits, without a sign.
    private func integer(_ segment: Range<Int>) -> Int? {
        guard segment.count <= 18 else { return nil }
        var number = 0
        for byte in path[segment] {
            guard (0x30...0x39).contains(byte) else { return nil }
            number = number * 10 + Int(byte - 0x30)
        }
        return number
    }

    private func decoded(_ range: Range<Int>) -> String? {
        PercentCoding.decode(String(decoding: path[range], as: UTF8.self)[...])
    }
}

extension RoutePattern {
    var takesRest: Bool {
        if case .rest? = parts.last { true } else { false }
    }
}
