import Vectors

/// A sample of eight or sixteen bits, of which there are few enough for fixed point and tables.
protocol ShortSample: FixedWidthInteger & VectorSample & Sendable {
    /// The distance from the smallest value of the type, so that signed samples sort like unsigned.
    var offset: UInt16 { get }
    init(offset: UInt16)
    /// How many values the type has.
    static var valueCount: Int { get }
}

extension UInt8: ShortSample {
    var offset: UInt16 { UInt16(self) }
    init(offset: UInt16) { self = UInt8(truncatingIfNeeded: offset) }
    static var valueCount: Int { 256 }
}

extension Int8: ShortSample {
    var offset: UInt16 { UInt16(UInt8(bitPattern: self) ^ 0x80) }
    init(offset: UInt16) { self = Int8(bitPattern: UInt8(truncatingIfNeeded: offset) ^ 0x80) }
    static var valueCount: Int { 256 }
}

extension UInt16: ShortSample {
    var offset: UInt16 { self }
    init(offset: UInt16) { self = offset }
    static var valueCount: Int { 65_536 }
}

extension Int16: ShortSample {
    var offset: UInt16 { UInt16(bitPattern: self) ^ 0x8000 }
    init(offset: UInt16) { self = Int16(bitPattern: offset ^ 0x8000) }
    static var valueCount: Int { 65_536 }
}

/// A sample that is reckoned with as a real number.
protocol WideSample: BinnedSample, Sendable {
    var real: Double { get }
    /// The sample nearest to a number; not for integers a number that is none.
    init(real: Double)
}

extension UInt32: WideSample {
    var real: Double { Double(self) }
    init(real: Double) { self = UInt32(real.rounded().held(0, Double(UInt32.max))) }
}

extension Int32: WideSample {
    var real: Double { Double(self) }
    init(real: Double) {
        self = Int32(real.rounded().held(Double(Int32.min), Double(Int32.max)))
    }
}

extension Float: WideSample {
    var real: Double { Double(self) }
    init(real: Double) { self = Float(real) }
}

extension Double: WideSample {
    var real: Double { self }
    init(real: Double) { self = real }
}

extension Double {
    fileprivate func held(_ low: Double, _ high: Double) -> Double {
        self < low ? low : self > high ? high : self
    }
}
