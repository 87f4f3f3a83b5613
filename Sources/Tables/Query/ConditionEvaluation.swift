import Codecs

/// Computes a condition over the cells of a group of rows, as numpy would.
///
/// Values of a single cell stand for as many as are needed.
struct ConditionEvaluation {
    /// The cells of a column by its place.
    let cells: [Int: ColumnValues]

    func truths(_ term: Condition.Term) -> [Bool] {
        if case .booleans(let truths) = values(term) { truths } else { [] }
    }

    private func values(_ term: Condition.Term) -> ColumnValues {
        switch term {
        case .column(let place): cells[place] ?? .booleans([])
        case .constant(let value): value
        case .unary(let sign, let operand): Self.unary(sign, values(operand))
        case .binary(let sign, let left, let right):
            sign.isLogical
                ? Self.logical(sign, values(left), values(right))
                : Self.arithmetic(sign, values(left), values(right))
        case .comparison(let sign, let left, let right):
            .booleans(Self.comparison(sign, values(left), values(right)))
        }
    }

    private static func unary(_ sign: UnaryOperator, _ operand: ColumnValues) -> ColumnValues {
        switch (sign, operand) {
        case (.complement, .booleans(let truths)): .booleans(truths.map { !$0 })
        case (.complement, _): .longs(operand.asLongs.map { ~$0 })
        case (.negative, .doubles(let numbers)): .doubles(numbers.map { -$0 })
        case (.negative, _): .longs(operand.asLongs.map { 0 &- $0 })
        case (.absolute, .doubles(let numbers)): .doubles(numbers.map(abs))
        case (.absolute, _): .longs(operand.asLongs.map { $0 < 0 ? 0 &- $0 : $0 })
        case (.squareRoot, _): .doubles(operand.asDoubles.map { $0.squareRoot() })
        case (.floor, _): .doubles(operand.asDoubles.map { $0.rounded(.down) })
        case (.ceiling, _): .doubles(operand.asDoubles.map { $0.rounded(.up) })
        }
    }

    private static func logical(
        _ sign: BinaryOperator,
        _ left: ColumnValues,
        _ right: ColumnValues
    ) -> ColumnValues {
        if case .booleans(let left) = left, case .booleans(let right) = right {
            switch sign {
            case .and: return .booleans(pairs(left, right) { $0 && $1 })
            case .or: return .booleans(pairs(left, right) { $0 || $1 })
            default: return .booleans(pairs(left, right) { $0 != $1 })
            }
        }
        switch sign {
        case .and: return .longs(pairs(left.asLongs, right.asLongs) { $0 & $1 })
        case .or: return .longs(pairs(left.asLongs, right.asLongs) { $0 | $1 })
        default: return .longs(pairs(left.asLongs, right.asLongs) { $0 ^ $1 })
        }
    }

    /// Whole numbers wrap around; a remainder by zero is zero, and has the sign of what is divided.
    private static func arithmetic(
        _ sign: BinaryOperator,
        _ left: ColumnValues,
        _ right: ColumnValues
    ) -> ColumnValues {
        let isReal = left.isReal || right.isReal || sign == .quotient || sign == .power
        guard isReal else {
            let (left, right) = (left.asLongs, right.asLongs)
            switch sign {
            case .sum: return .longs(pairs(left, right) { $0 &+ $1 })
            case .difference: return .longs(pairs(left, right) { $0 &- $1 })
            case .product: return .longs(pairs(left, right) { $0 &* $1 })
            default: return .longs(pairs(left, right) { $1 == 0 || $1 == -1 ? 0 : $0 % $1 })
            }
        }
        let (left, right) = (left.asDoubles, right.asDoubles)
        switch sign {
        case .sum: return .doubles(pairs(left, right) { $0 + $1 })
        case .difference: return .doubles(pairs(left, right) { $0 - $1 })
        case .product: return .doubles(pairs(left, right) { $0 * $1 })
        case .quotient: return .doubles(pairs(left, right) { $0 / $1 })
        case .power: return .doubles(pairs(left, right) { RealFunctions.power($0, $1) })
        default: return .doubles(pairs(left, right) { $0.truncatingRemainder(dividingBy: $1) })
        }
    }

    private static func comparison(
        _ sign: Comparison,
        _ left: ColumnValues,
        _ right: ColumnValues
    ) -> [Bool] {
        if case .texts(let left) = left, case .texts(let right) = right {
            return orders(left, right).map { comparison(sign, $0) }
        }
        if left.isReal || right.isReal {
            return compared(sign, left.asDoubles, right.asDoubles)
        }
        return compared(sign, left.asLongs, right.asLongs)
    }

    private static func comparison(_ sign: Comparison, _ order: Int) -> Bool {
        switch sign {
        case .equal: order == 0
        case .unequal: order != 0
        case .less: order < 0
        case .lessOrEqual: order <= 0
        case .greater: order > 0
        case .greaterOrEqual: order >= 0
        }
    }

    /// No number is unequal to everything, and in no order with anything.
    @inline(__always)
    private static func compared<Number: Comparable>(
        _ sign: Comparison,
        _ left: [Number],
        _ right: [Number]
    ) -> [Bool] {
        switch sign {
        case .equal: pairs(left, right) { $0 == $1 }
        case .unequal: pairs(left, right) { $0 != $1 }
        case .less: pairs(left, right) { $0 < $1 }
        case .lessOrEqual: pairs(left, right) { $0 <= $1 }
        case .greater: pairs(left, right) { $0 > $1 }
        case .greaterOrEqual: pairs(left, right) { $0 >= $1 }
        }
    }

    private static func orders(_ left: TextValues, _ right: TextValues) -> [Int] {
        let count = left.count == 1 ? right.count : left.count
        return (0..<count).map { index in
            left.order(left.count == 1 ? 0 : index, right, right.count == 1 ? 0 : index)
        }
    }

    @inline(__always)
    private static func pairs<Value, Result>(
        _ left: [Value],
        _ right: [Value],
        _ join: (Value, Value) -> Result
    ) -> [Result] {
        if right.count == 1 {
            let right = right[0]
            return left.map { join($0, right) }
        }
        if left.count == 1 {
            let left = left[0]
            return right.map { join(left, $0) }
        }
        return left.indices.map { join(left[$0], right[$0]) }
    }
}

extension ColumnValues {
    fileprivate var isReal: Bool { if case .doubles = self { true } else { false } }

    fileprivate var asLongs: [Int] {
        switch self {
        case .longs(let numbers): numbers
        case .booleans(let truths): truths.map { $0 ? 1 : 0 }
        default: []
        }
    }

    fileprivate var asDoubles: [Double] {
        if case .doubles(let numbers) = self { return numbers }
        return asLongs.map(Double.init)
    }
}
