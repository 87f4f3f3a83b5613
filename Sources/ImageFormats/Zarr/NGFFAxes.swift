import JSON
import Pixels

/// Which dimension of the arrays is which of an image (OME-NGFF, "axes" metadata).
struct NGFFAxes: Sendable {
    let rank: Int
    let x: Int
    let y: Int
    let z: Int?
    let c: Int?
    let t: Int?
    /// Micrometres of a unit along each dimension; nil where no length is said.
    let micrometres: [Double?]

    /// All but x and y.
    var outOfPlane: [Int] { [z, c, t].compactMap { $0 } }

    private static let countMax = 5

    /// Versions 0.1 and 0.2 had no axes, but five dimensions in this order.
    static let unnamed = NGFFAxes(
        rank: 5,
        x: 4,
        y: 3,
        z: 2,
        c: 1,
        t: 0,
        micrometres: [nil, nil, nil, nil, nil]
    )

    private init(
        rank: Int,
        x: Int,
        y: Int,
        z: Int?,
        c: Int?,
        t: Int?,
        micrometres: [Double?]
    ) {
        self.rank = rank
        self.x = x
        self.y = y
        self.z = z
        self.c = c
        self.t = t
        self.micrometres = micrometres
    }

    init(_ document: ZarrDocument) throws(ImageFormatError) {
        let axes = try document.elements(countMax: Self.countMax)
            .mapOrFail { element throws(ImageFormatError) in try Axis(element) }
        guard Set(axes.map(\.name)).count == axes.count else {
            throw document.malformed("axes of different names")
        }
        func places(_ kind: Axis.Kind) -> [Int] {
            axes.indices.filter { axes[$0].kind == kind }
        }
        var space = places(.space)
        guard (2...3).contains(space.count) else {
            throw document.malformed("two or three axes of space")
        }
        guard places(.time).count <= 1, places(.channel).count <= 1 else {
            throw document.malformed("at most one axis of time and one of channels")
        }
        // Axes of space are z, y, x in this order, unless all of them have these names.
        if Set(space.map { axes[$0].name }).isSubset(of: ["x", "y", "z"]) {
            space.sort { axes[$0].name > axes[$1].name }
            guard axes[space[space.count - 1]].name == "x" else {
                throw document.malformed("an axis x")
            }
        }
        self.init(
            rank: axes.count,
            x: space[space.count - 1],
            y: space[space.count - 2],
            z: space.count == 3 ? space[0] : nil,
            c: places(.channel).first,
            t: places(.time).first,
            micrometres: axes.map(\.micrometres)
        )
    }

    func dimensions(_ shape: [Int]) -> Dimensions {
        func extent(_ axis: Int?) -> Int { axis.map { shape[$0] } ?? 1 }
        return Dimensions(x: shape[x], y: shape[y], z: extent(z), c: extent(c), t: extent(t))
    }

    func planeSize(_ shape: [Int]) -> PixelSize {
        PixelSize(width: shape[x], height: shape[y])
    }

    /// Where a plane begins in an array.
    func position(_ plane: PlaneIndex) -> [Int] {
        var position = [Int](repeating: 0, count: rank)
        for (axis, number) in [(z, plane.z), (c, plane.c), (t, plane.t)] {
            if let axis { position[axis] = number }
        }
        return position
    }
}

/// One entry of the axes.
private struct Axis {
    enum Kind {
        case space
        case time
        case channel
    }

    let name: String
    let kind: Kind
    let micrometres: Double?

    init(_ document: ZarrDocument) throws(ImageFormatError) {
        // Version 0.3 has the names alone.
        if let name = document.value.string {
            guard let kind = Self.kinds[name] else {
                throw document.malformed("an axis of t c z y x")
            }
            self.name = name
            self.kind = kind
            micrometres = nil
            return
        }
        name = try document.required("name").text()
        switch try document.member("type")?.text() {
        case "space": kind = .space
        case "time": kind = .time
        // An axis of another kind, or of none, is one along which pictures are stacked.
        case nil: kind = Self.kinds[name] ?? .channel
        default: kind = .channel
        }
        let unit = try document.member("unit")?.text()
        micrometres = kind == .space ? unit.flatMap(LengthUnit.micrometres) : nil
    }

    private static let kinds: [String: Kind] = [
        "x": .space, "y": .space, "z": .space, "t": .time, "c": .channel,
    ]
}
