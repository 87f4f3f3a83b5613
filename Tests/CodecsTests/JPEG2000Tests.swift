import Codecs
import Foundation
import Testing

/// Pictures of 8 × 6 pixels with the sample `(7x + 13y + 31c) % 120`, coded without loss.
@Suite struct `JPEG 2000` {
    private static let rgb = bytes(
        """
        /0//UQAvAAAAAAAIAAAABgAAAAAAAAAAAAAACAAAAAYAAAAAAAAAAAADBwEBBwEBBwEB/1IADAAAAAEA
        AAQEAAH/XAAEQED/ZAAlAAFDcmVhdGVkIGJ5IE9wZW5KUEVHIHZlcnNpb24gMi41LjT/kAAKAAAAAACX
        AAH/k9+BWBIoGjoaPCbUgHrPlHCE+dSXafH5hrRKSktJeULb2D8UjV6s1EvK3VVWCIfPtKwRHfB2vBNO
        q4pNJQ22CgnnfDb9NlZEDbisNW4k4iD7kqTLQAEbPWicRO4jz7SoEfdZhgDsPWU6qo34bBYVEApNQ7rz
        kFFevywlFyG1B3Gr1ZqJzVyqqsEQ/9k=
        """
    )
    /// 16 bits, each sample 501 times as large, in the boxes of JP2.
    private static let gray16InBoxes = bytes(
        """
        AAAADGpQICANCocKAAAAFGZ0eXBqcDIgAAAAAGpwMiAAAAAtanAyaAAAABZpaGRyAAAABgAAAAgAAQ8H
        AAAAAAAPY29scgEAAAAAABEAAADhanAyY/9P/1EAKQAAAAAACAAAAAYAAAAAAAAAAAAAAAgAAAAGAAAA
        AAAAAAAAAQ8BAf9SAAwAAAABAAAEBAAB/1wABECA/2QAJQABQ3JlYXRlZCBieSBPcGVuSlBFRyB2ZXJz
        aW9uIDIuNS40/5AACgAAAAAAbwAB/5Pf+JLoEidSQBizSns+59ZwgKLsJKtOWrEh3nIC/RJUYWKLXmvL
        AGtzzhtRnahE0p8aVwRiBqsy6V27txoU7kuJ+BQjozaHIpOTFW+jzYt2D/DzK1AqsBD97BLCpQ1VVgiH
        /9k=
        """
    )
    /// 8 bits with a sign, each sample smaller by 60.
    private static let int8 = bytes(
        """
        /0//UQApAAAAAAAIAAAABgAAAAAAAAAAAAAACAAAAAYAAAAAAAAAAAABhwEB/1IADAAAAAEAAAQEAAH/
        XAAEQED/ZAAlAAFDcmVhdGVkIGJ5IE9wZW5KUEVHIHZlcnNpb24gMi41LjT/kAAKAAAAAAA2AAH/k8fU
        ShEdtk8UwFKV8LxxmtdIL4+cu5f71hNV0/KB/YZq2uSdzNaf3EP/2Q==
        """
    )

    private static func bytes(_ base64: String) -> [UInt8] {
        [UInt8](Data(base64Encoded: base64.filter { !$0.isWhitespace }) ?? Data())
    }

    private static func values(samples: Int) -> [Int] {
        (0..<6).flatMap { y in
            (0..<8).flatMap { x in (0..<samples).map { (7 * x + 13 * y + 31 * $0) % 120 } }
        }
    }

    @Test func `three components come interleaved by pixel`() throws {
        let picture = try JPEG2000.decode(Self.rgb, pixelsMax: 48)
        #expect((picture.width, picture.height) == (8, 6))
        #expect((picture.samplesPerPixel, picture.bitsPerSample) == (3, 8))
        #expect(picture.bytes == Self.values(samples: 3).map { UInt8($0) })
    }

    @Test func `samples of 16 bits are found in the boxes of a file`() throws {
        let picture = try JPEG2000.decode(Self.gray16InBoxes, pixelsMax: 48)
        #expect(picture.bitsPerSample == 16)
        let numbers = SampleBytes.numbers(picture.bytes, as: UInt16.self)
        #expect(numbers == Self.values(samples: 1).map { UInt16($0 * 501) })
    }

    @Test func `signed samples keep their bits`() throws {
        let picture = try JPEG2000.decode(Self.int8, pixelsMax: 48)
        let numbers = SampleBytes.numbers(picture.bytes, as: Int8.self)
        #expect(numbers == Self.values(samples: 1).map { Int8($0 - 60) })
    }

    @Test func `samples that cover several pixels are repeated`() throws {
        var bytes = Self.rgb
        // XRsiz of the second and third component, whose data then hold more than is declared.
        (bytes[46], bytes[49]) = (2, 2)
        do throws(CodecError) {
            let picture = try JPEG2000.decode(bytes, pixelsMax: 48)
            #expect(picture.bytes.count == 144)
        } catch {
            #expect(error.description.hasPrefix("JPEG 2000"))
        }
    }

    @Test func `what a codestream declares is checked before it is decoded`() {
        func refusal(_ patch: (inout [UInt8]) -> Void, pixelsMax: Int = 48) -> CodecError? {
            var bytes = Self.rgb
            patch(&bytes)
            do throws(CodecError) {
                _ = try JPEG2000.decode(bytes, pixelsMax: pixelsMax)
                return nil
            } catch {
                return error
            }
        }
        let codec = "JPEG 2000"
        #expect(refusal({ _ in }, pixelsMax: 47) == .beyondLimit(codec: codec, limit: "47 pixels"))
        #expect(refusal { $0[8] = 0xFF } == .beyondLimit(codec: codec, limit: "48 pixels"))
        #expect(
            refusal { $0[19] = 8 }
                == .malformed(codec: codec, reason: "a picture without pixels")
        )
        #expect(
            refusal { $0[27] = 0 } == .malformed(codec: codec, reason: "tiles without pixels")
        )
        #expect(refusal { $0[40] = 1 } == .beyondLimit(codec: codec, limit: "16 components"))
        #expect(
            refusal { $0[42] = 30 } == .unsupported(codec: codec, feature: "31 bits per sample")
        )
        #expect(
            refusal { $0[43] = 0 } == .unsupported(codec: codec, feature: "subsampling by 0×1")
        )
        #expect(
            refusal { $0[0] = 0 } == .malformed(codec: codec, reason: "no codestream with a size")
        )
    }

    @Test(arguments: [rgb, gray16InBoxes, int8])
    func `every truncation is decoded or refused`(whole: [UInt8]) {
        for count in 0..<whole.count {
            do throws(CodecError) {
                let picture = try JPEG2000.decode(Array(whole[..<count]), pixelsMax: 48)
                #expect(picture.width == 8)
            } catch {
                #expect(!error.description.isEmpty)
            }
        }
    }

    @Test(arguments: [rgb, gray16InBoxes, int8])
    func `every changed byte is decoded or refused`(whole: [UInt8]) {
        for index in whole.indices {
            for mask in [0x01, 0x80, 0xFE] as [UInt8] {
                var bytes = whole
                bytes[index] ^= mask
                do throws(CodecError) {
                    let picture = try JPEG2000.decode(bytes, pixelsMax: 4096)
                    #expect(picture.width * picture.height <= 4096)
                } catch {
                    #expect(!error.description.isEmpty)
                }
            }
        }
    }
}
