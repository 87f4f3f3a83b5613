/// Reads a condition with Python's precedence, as PyTables does: `&` and `|` bind closer than `==`.
struct ConditionParser {
    private var scanner: ConditionScanner
    private var token: ConditionToken
    private var position: Int
    private var depth = 0
    private var terms = 0

    static func expression(_ text: String) throws(ConditionError) -> Expression {
        var parser = try ConditionParser(text)
        let expression = try parser.comparison()
        guard parser.token == .end else { throw parser.unexpected(wanted: "an operator") }
        return expression
    }

    private init(_ text: String) throws(ConditionError) {
        scanner = try ConditionScanner(text)
        (token, position) = try scanner.next()
    }

    private mutating func advance() throws(ConditionError) {
        terms += 1
        guard terms <= ConditionLimits.termsMax else {
            throw ConditionError(
                position,
                "a condition has at most \(ConditionLimits.termsMax) terms"
            )
        }
        (token, position) = try scanner.next()
    }

    private mutating func nested(
        _ read: (inout Self) throws(ConditionError) -> Expression
    ) throws(ConditionError) -> Expression {
        depth += 1
        guard depth <= ConditionLimits.depthMax else {
            throw ConditionError(
                position,
                "a condition is at most \(ConditionLimits.depthMax) brackets deep"
            )
        }
        let expression = try read(&self)
        depth -= 1
        return expression
    }

    /// `a < b < c` means that both hold.
    private mutating func comparison() throws(ConditionError) -> Expression {
        var left = try logical(0)
        var chain: Expression?
        while case .sign(let sign) = token, let comparison = Comparison(rawValue: sign) {
            let place = position
            try advance()
            let right = try logical(0)
            try refuseMixture(left, right)
            let link = Expression.comparison(comparison, left, right, at: place)
            chain = chain.map { .binary(.and, $0, link, at: place) } ?? link
            left = right
        }
        return chain ?? left
    }

    /// `a > 1 & b < 2` means something else in Python than whoever writes it has in mind.
    private func refuseMixture(_ sides: Expression...) throws(ConditionError) {
        for side in sides {
            guard case .binary(let sign, _, _, let place) = side, sign.isLogical else { continue }
            throw ConditionError(
                place,
                "'\(sign.rawValue)' joins conditions in brackets, as in (a > 1) \(sign.rawValue) (b < 2)"
            )
        }
    }

    /// From those that bind least to those that bind most.
    private static let levels: [Set<String>] = [
        ["|"], ["^"], ["&"], ["+", "-"], ["*", "/", "%"],
    ]

    private mutating func logical(_ level: Int) throws(ConditionError) -> Expression {
        guard level < Self.levels.count else { return try signed() }
        var left = try logical(level + 1)
        while case .sign(let sign) = token, Self.levels[level].contains(sign),
            let binary = BinaryOperator(rawValue: sign)
        {
            let place = position
            try advance()
            left = .binary(binary, left, try logical(level + 1), at: place)
        }
        return left
    }

    private mutating func signed() throws(ConditionError) -> Expression {
        guard case .sign(let sign) = token, ["+", "-", "~"].contains(sign) else {
            return try power()
        }
        let place = position
        try advance()
        let operand = try nested { parser throws(ConditionError) in try parser.signed() }
        switch (sign, operand) {
        case ("-", .integer(let number)): return .integer(0 &- number)
        case ("-", .double(let number)): return .double(-number)
        case ("+", _): return operand
        default:
            return .unary(sign == "~" ? .complement : .negative, operand, at: place)
        }
    }

    private mutating func power() throws(ConditionError) -> Expression {
        let base = try atom()
        guard token == .sign("**") else { return base }
        let place = position
        try advance()
        let exponent = try nested { parser throws(ConditionError) in try parser.signed() }
        return .binary(.power, base, exponent, at: place)
    }

    private mutating func atom() throws(ConditionError) -> Expression {
        let (found, place) = (token, position)
        switch found {
        case .integer(let number):
            try advance()
            return .integer(number)
        case .double(let number):
            try advance()
            return .double(number)
        case .text(let text):
            try advance()
            return .text(text)
        case .name(let name):
            try advance()
            return try named(name, at: place)
        case .sign("("):
            try advance()
            return try bracketed()
        case .sign, .end: throw unexpected()
        }
    }

    private mutating func named(
        _ name: String,
        at place: Int
    ) throws(ConditionError) -> Expression {
        guard token == .sign("(") else {
            switch name {
            case "True": return .boolean(true)
            case "False": return .boolean(false)
            case "and", "or", "not":
                let sign = name == "and" ? "&" : name == "or" ? "|" : "~"
                throw ConditionError(place, "'\(sign)' is written for '\(name)'")
            default: return .column(name, at: place)
            }
        }
        guard let function = UnaryOperator(rawValue: name) else {
            throw ConditionError(place, "there is no function '\(name.prefix(40))'")
        }
        try advance()
        return .unary(function, try bracketed(), at: place)
    }

    /// What follows an opening bracket, to the closing one.
    private mutating func bracketed() throws(ConditionError) -> Expression {
        let inside = try nested { parser throws(ConditionError) in try parser.comparison() }
        guard token == .sign(")") else { throw unexpected(wanted: "')'") }
        try advance()
        return .bracketed(inside)
    }

    private func unexpected(wanted: String = "a name, a number or a text") -> ConditionError {
        let found =
            switch token {
            case .end: "the end"
            case .sign(let sign): "'\(sign)'"
            case .name(let name): "'\(name.prefix(40))'"
            case .integer, .double: "a number"
            case .text: "a text"
            }
        return ConditionError(position, "\(wanted) was expected, not \(found)")
    }
}
