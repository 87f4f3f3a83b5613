package import HTTP
import JSON
import WebAccess

/// `unit_conversion/VALUE/FROM/TO`: a length in another unit.
package struct UnitConversionEndpoint: PromptEndpoint {
    package init() {}

    package func answer(_ request: Request, _ parameters: RouteParameters) throws -> Response {
        guard let value = parameters.text("value").flatMap(Double.init), value.isFinite else {
            throw Refusal(.badRequest, "expected a number and two units of length")
        }
        let from = try Self.unit(parameters.text("from"))
        let to = try Self.unit(parameters.text("to"))
        return Response(
            .ok,
            json: [
                "value": .number(value * from.micrometres / to.micrometres),
                "unit": .string(to.name),
                "symbol": .string(to.symbol),
            ]
        )
    }

    private static func unit(_ name: String?) throws(Refusal) -> LengthUnits.Unit {
        guard let unit = name.flatMap(LengthUnits.unit) else {
            throw Refusal(.badRequest, "There is no unit of length \(name ?? "")")
        }
        return unit
    }
}
