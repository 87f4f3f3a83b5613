import COpenJPEG

/// Puts the components of a decoded picture together, pixel by pixel.
enum JPEG2000Samples {
    @unsafe static func interleaved(
        _ image: opj_image_t,
        _ header: JPEG2000Header
    ) throws(CodecError) -> DecodedPicture {
        let count = header.components.count
        guard unsafe Int(image.numcomps) == count, let components = unsafe image.comps else {
            throw .malformed(codec: "JPEG 2000", reason: "other components than declared")
        }
        let sampleBytes = header.components.contains { $0.precision > 8 } ? 2 : 1
        let size = header.width * header.height * count * sampleBytes
        var bytes = [UInt8](repeating: 0, count: size)
        for (index, declared) in header.components.enumerated() {
            let component = unsafe components[index]
            let plane = try unsafe Plane(component, declared, header)
            unsafe bytes.withUnsafeMutableBytes { target in
                if sampleBytes == 1 {
                    unsafe plane.write(to: target, as: UInt8.self, index, of: count, header)
                } else {
                    unsafe plane.write(to: target, as: UInt16.self, index, of: count, header)
                }
            }
        }
        return DecodedPicture(
            width: header.width,
            height: header.height,
            samplesPerPixel: count,
            bitsPerSample: sampleBytes * 8,
            bytes: bytes
        )
    }

    /// The samples of one component, which may be fewer than the picture has pixels.
    @unsafe private struct Plane {
        let samples: UnsafePointer<Int32>
        let width: Int
        let height: Int
        let declared: JPEG2000Header.Component

        init(
            _ component: opj_image_comp_t,
            _ declared: JPEG2000Header.Component,
            _ header: JPEG2000Header
        ) throws(CodecError) {
            guard let samples = unsafe component.data, unsafe component.w > 0,
                unsafe component.h > 0, unsafe Int(component.dx) == declared.stepX,
                unsafe Int(component.dy) == declared.stepY
            else { throw .malformed(codec: "JPEG 2000", reason: "a component without samples") }
            unsafe self.samples = UnsafePointer(samples)
            unsafe width = Int(component.w)
            unsafe height = Int(component.h)
            unsafe self.declared = declared
        }

        func write<Sample: FixedWidthInteger & BitwiseCopyable>(
            to target: UnsafeMutableRawBufferPointer,
            as type: Sample.Type,
            _ index: Int,
            of count: Int,
            _ header: JPEG2000Header
        ) {
            let output = unsafe target.assumingMemoryBound(to: type)
            // Lossy coding may overshoot; a signed sample keeps its bits.
            let half = Int32(1) << Int32(unsafe declared.precision - 1)
            let low = unsafe declared.isSigned ? -half : 0
            let high = unsafe declared.isSigned ? half - 1 : half * 2 - 1
            for y in 0..<header.height {
                let row = unsafe min(y / declared.stepY, height - 1) * width
                var place = y * header.width * count + index
                for x in 0..<header.width {
                    let column = unsafe min(x / declared.stepX, width - 1)
                    let sample = unsafe min(max(samples[row + column], low), high)
                    unsafe output[place] = Sample(truncatingIfNeeded: sample)
                    place += count
                }
            }
        }
    }
}
