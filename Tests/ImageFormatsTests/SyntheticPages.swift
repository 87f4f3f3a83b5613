import Codecs
import Pixels

@testable import ImageFormats

/// Pages whose samples are known by their place, for every type.
enum SyntheticPages {
    /// A number for a sample that differs from its neighbours and fits every type.
    static func value(_ x: Int, _ y: Int, sample: Int = 0, plane: Int = 0) -> Int {
        (x * 7 + y * 13 + sample * 31 + plane * 17) % 120
    }

    static func page(
        _ width: Int,
        _ height: Int,
        type: PixelType = .uint8,
        samples: Int = 1,
        plane: Int = 0,
        description: String? = nil
    ) -> TIFFPage {
        var values: [Int] = []
        for y in 0..<height {
            for x in 0..<width {
                for sample in 0..<samples {
                    values.append(value(x, y, sample: sample, plane: plane))
                }
            }
        }
        return TIFFPage(
            size: PixelSize(width: width, height: height),
            pixelType: type,
            samplesPerPixel: samples,
            bytes: bytes(values, type),
            description: description
        )
    }

    /// Signed types get negative numbers, wide ones numbers that fill all their bytes.
    static func expected(_ value: Int, _ type: PixelType) -> Double {
        switch type {
        case .bit: Double(value & 1)
        case .uint8: Double(value)
        case .int8: Double(value - 60)
        case .uint16: Double(value * 501)
        case .int16: Double(value * 501 - 30_000)
        case .uint32: Double(value * 30_000_001)
        case .int32: Double(value * 30_000_001 - 2_000_000_000)
        case .float: Double(Float(value) * 0.37 - 20)
        case .double: Double(value) * 0.37 - 20
        }
    }

    private static func bytes(_ values: [Int], _ type: PixelType) -> [UInt8] {
        let numbers = values.map { expected($0, type) }
        return switch type {
        case .bit, .uint8: numbers.map { UInt8($0) }
        case .int8: SampleBytes.bytes(numbers.map { Int8($0) })
        case .uint16: SampleBytes.bytes(numbers.map { UInt16($0) })
        case .int16: SampleBytes.bytes(numbers.map { Int16($0) })
        case .uint32: SampleBytes.bytes(numbers.map { UInt32($0) })
        case .int32: SampleBytes.bytes(numbers.map { Int32($0) })
        case .float: SampleBytes.bytes(numbers.map { Float($0) })
        case .double: SampleBytes.bytes(numbers)
        }
    }

    /// What a region of a page must read as.
    static func expected(
        _ region: Region,
        _ type: PixelType,
        sample: Int = 0,
        plane: Int = 0
    ) -> [Double] {
        (region.y..<(region.y + region.height)).flatMap { y in
            (region.x..<(region.x + region.width)).map { x in
                expected(value(x, y, sample: sample, plane: plane), type)
            }
        }
    }
}
