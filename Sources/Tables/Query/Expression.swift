/// A condition as it is written: operators over columns and constants.
indirect enum Expression: Equatable {
    case column(String, at: Int)
    case integer(Int)
    case double(Double)
    case text(String)
    case boolean(Bool)
    case unary(UnaryOperator, Expression, at: Int)
    case binary(BinaryOperator, Expression, Expression, at: Int)
    case comparison(Comparison, Expression, Expression, at: Int)
    case bracketed(Expression)
}

enum UnaryOperator: String {
    case negative = "-"
    case complement = "~"
    case absolute = "abs"
    case squareRoot = "sqrt"
    case floor
    case ceiling = "ceil"
}

enum BinaryOperator: String {
    case or = "|"
    case exclusiveOr = "^"
    case and = "&"
    case sum = "+"
    case difference = "-"
    case product = "*"
    case quotient = "/"
    case remainder = "%"
    case power = "**"

    /// Whether it joins truth values, or the bits of whole numbers.
    var isLogical: Bool { self == .or || self == .exclusiveOr || self == .and }
}

enum Comparison: String {
    case equal = "=="
    case unequal = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="

    /// The same with its sides exchanged.
    var exchanged: Comparison {
        switch self {
        case .equal, .unequal: self
        case .less: .greater
        case .lessOrEqual: .greaterOrEqual
        case .greater: .less
        case .greaterOrEqual: .lessOrEqual
        }
    }
}
