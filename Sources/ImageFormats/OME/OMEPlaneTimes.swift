/// When planes were taken, in seconds since the beginning of an image: Plane/@DeltaT.
struct OMEPlaneTimes: Sendable {
    /// Pixels/@TimeIncrement: from one time point to the next.
    private let increment: Double?
    /// Of the first section and channel, by time point.
    private var first: [Int: Double] = [:]
    /// Of the plane that the document names first, by time point.
    private var any: [Int: Double] = [:]
    /// The plane whose element began last.
    private var plane: (isFirst: Bool, timePoint: Int)?

    /// - Parameter attributes: those of Pixels.
    init(_ attributes: [String: String]) { increment = attributes.seconds("TimeIncrement") }

    /// A Plane element, which says the time itself from 2009 on.
    mutating func startPlane(_ attributes: [String: String]) {
        func index(_ name: String) -> Int { attributes[name].flatMap { Int($0) } ?? 0 }
        plane = (index("TheZ") == 0 && index("TheC") == 0, index("TheT"))
        setTime(attributes)
    }

    /// A Plane's or its PlaneTiming's attributes: the latter has the time before 2009.
    mutating func setTime(_ attributes: [String: String]) {
        guard let plane, let seconds = attributes.seconds("DeltaT") else { return }
        if plane.isFirst { first[plane.timePoint] = seconds }
        if any[plane.timePoint] == nil { any[plane.timePoint] = seconds }
    }

    /// One for each time point, 0 where nothing is said of it; none where no time is known at all.
    ///
    /// Times of the first section and channel are taken where all time points have them, as OMERO's
    /// clients do; those of a regular series where no plane has any.
    ///
    /// - Parameter count: the time points that the image really has.
    func seconds(count: Int) -> [Double] {
        let timePoints = 0..<count
        let known = timePoints.allSatisfy { first[$0] != nil } ? first : any
        if timePoints.contains(where: { known[$0] != nil }) {
            return timePoints.map { known[$0] ?? 0 }
        }
        return increment.map { increment in timePoints.map { Double($0) * increment } } ?? []
    }
}

extension [String: String] {
    /// A time with its unit beside it (`DeltaT` and `DeltaTUnit`); seconds, if there is none.
    fileprivate func seconds(_ name: String) -> Double? {
        guard let text = self[name], let number = Double(text), number.isFinite,
            let unit = TimeUnit.seconds(self[name + "Unit"] ?? "s")
        else { return nil }
        return number * unit
    }
}
