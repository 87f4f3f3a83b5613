/// What the bounds of a group of rows say of a condition, before a cell is read.
enum ConditionVerdict {
    /// It holds for no row.
    case never
    /// It holds for all.
    case always
    case unknown

    var opposite: ConditionVerdict {
        switch self {
        case .never: .always
        case .always: .never
        case .unknown: .unknown
        }
    }
}

extension Condition {
    /// - Parameter bounds: of each column; nil for those without.
    func verdict(_ bounds: (Int) -> ValueBounds?) -> ConditionVerdict {
        Self.verdict(root, bounds)
    }

    private static func verdict(
        _ term: Term,
        _ bounds: (Int) -> ValueBounds?
    ) -> ConditionVerdict {
        switch term {
        case .unary(.complement, let operand): verdict(operand, bounds).opposite
        case .binary(.and, let left, let right):
            all(verdict(left, bounds), verdict(right, bounds))
        case .binary(.or, let left, let right):
            all(verdict(left, bounds).opposite, verdict(right, bounds).opposite).opposite
        case .comparison(let sign, .column(let column), .constant(let constant)):
            comparison(sign, bounds(column), constant)
        case .comparison(let sign, .constant(let constant), .column(let column)):
            comparison(sign.exchanged, bounds(column), constant)
        default: .unknown
        }
    }

    private static func all(
        _ left: ConditionVerdict,
        _ right: ConditionVerdict
    ) -> ConditionVerdict {
        if left == .never || right == .never { return .never }
        return left == .always && right == .always ? .always : .unknown
    }

    private static func comparison(
        _ sign: Comparison,
        _ bounds: ValueBounds?,
        _ constant: ColumnValues
    ) -> ConditionVerdict {
        guard let bounds else { return .unknown }
        let (low, high): (Double, Double)
        switch constant {
        case .doubles(let numbers) where !numbers[0].isNaN: (low, high) = (numbers[0], numbers[0])
        case .longs(let numbers): (low, high) = ValueBounds.around(numbers[0])
        default: return .unknown
        }
        let verdict = Self.verdict(sign, bounds, low, high)
        // What is no number fulfils nothing but `!=`.
        return verdict == .always && bounds.hasNaN && sign != .unequal ? .unknown : verdict
    }

    private static func verdict(
        _ sign: Comparison,
        _ bounds: ValueBounds,
        _ low: Double,
        _ high: Double
    ) -> ConditionVerdict {
        let (isBelow, isAbove) = (bounds.upper < low, bounds.lower > high)
        switch sign {
        case .equal: return isBelow || isAbove ? .never : .unknown
        case .unequal: return isBelow || isAbove ? .always : .unknown
        case .less: return isBelow ? .always : bounds.lower >= high ? .never : .unknown
        case .lessOrEqual: return bounds.upper <= low ? .always : isAbove ? .never : .unknown
        case .greater: return isAbove ? .always : bounds.upper <= low ? .never : .unknown
        case .greaterOrEqual: return bounds.lower >= high ? .always : isBelow ? .never : .unknown
        }
    }
}
