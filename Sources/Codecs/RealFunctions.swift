import Glibc

/// Functions of the C library's mathematics.
package enum RealFunctions {
    package static func power(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }
    package static func exponential(_ exponent: Double) -> Double { exp(exponent) }
    package static func logarithm(_ number: Double) -> Double { log(number) }
}
