/// Finds the columns of a condition and says of which type each part is.
struct ConditionBinding {
    enum ValueType: String {
        case boolean = "truth value"
        case long = "whole number"
        case double = "number"
        case text
    }

    private let columns: [TableColumn]
    private(set) var used: Set<Int> = []

    init(_ columns: [TableColumn]) { self.columns = columns }

    typealias Typed = (term: Condition.Term, type: ValueType)

    mutating func term(_ expression: Expression) throws(ConditionError) -> Typed {
        switch expression {
        case .integer(let number): (.constant(.longs([number])), .long)
        case .double(let number): (.constant(.doubles([number])), .double)
        case .text(let text): (.constant(.texts(TextValues([text]))), .text)
        case .boolean(let truth): (.constant(.booleans([truth])), .boolean)
        case .bracketed(let inside): try term(inside)
        case .column(let name, let place): try column(name, place)
        case .unary(let sign, let operand, let place): try unary(sign, operand, place)
        case .binary(let sign, let left, let right, let place):
            try binary(sign, left, right, place)
        case .comparison(let sign, let left, let right, let place):
            try comparison(sign, left, right, place)
        }
    }

    private mutating func column(_ name: String, _ place: Int) throws(ConditionError) -> Typed {
        guard let index = columns.firstIndex(where: { $0.name == name }) else {
            throw ConditionError(place, "there is no column '\(name.prefix(80))'")
        }
        used.insert(index)
        let type: ValueType
        switch columns[index].type.storage {
        case .longs: type = .long
        case .doubles: type = .double
        case .booleans: type = .boolean
        case .texts: type = .text
        case .floatArrays, .doubleArrays, .longArrays:
            throw ConditionError(place, "the cells of '\(name.prefix(80))' are arrays")
        }
        return (.column(index), type)
    }

    private mutating func unary(
        _ sign: UnaryOperator,
        _ operand: Expression,
        _ place: Int
    ) throws(ConditionError) -> Typed {
        let (term, type) = try term(operand)
        switch (sign, type) {
        case (_, .text): throw ConditionError(place, "'\(sign.rawValue)' of a text")
        case (.complement, .double):
            throw ConditionError(place, "'~' is for truth values, as in ~(a > 1)")
        case (.complement, .boolean): return (.unary(sign, term), .boolean)
        case (.complement, .long), (.negative, .boolean), (.negative, .long), (.absolute, .boolean),
            (.absolute, .long):
            return (.unary(sign, term), .long)
        default: return (.unary(sign, term), .double)
        }
    }

    private mutating func binary(
        _ sign: BinaryOperator,
        _ left: Expression,
        _ right: Expression,
        _ place: Int
    ) throws(ConditionError) -> Typed {
        let (left, leftType) = try term(left)
        let (right, rightType) = try term(right)
        let types = [leftType, rightType]
        let joined = Condition.Term.binary(sign, left, right)
        if types.contains(.text) { throw ConditionError(place, "'\(sign.rawValue)' of a text") }
        if sign.isLogical {
            if types == [.boolean, .boolean] { return (joined, .boolean) }
            guard !types.contains(.double) else {
                throw ConditionError(place, "'\(sign.rawValue)' of a number with a fraction")
            }
            return (joined, .long)
        }
        if sign == .quotient || sign == .power || types.contains(.double) {
            return (joined, .double)
        }
        return (joined, .long)
    }

    private mutating func comparison(
        _ sign: Comparison,
        _ left: Expression,
        _ right: Expression,
        _ place: Int
    ) throws(ConditionError) -> Typed {
        let (left, leftType) = try term(left)
        let (right, rightType) = try term(right)
        guard (leftType == .text) == (rightType == .text) else {
            throw ConditionError(
                place,
                "a \(leftType.rawValue) cannot be compared with a \(rightType.rawValue)"
            )
        }
        return (.comparison(sign, left, right), .boolean)
    }
}
