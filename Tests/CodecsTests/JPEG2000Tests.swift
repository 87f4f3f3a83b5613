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

    /// A codestream of 4096 × 4096 pixels with one tile-part without data.
    private static func codestream(
        layers: Int = 1,
        codeBlock: UInt8 = 4,
        precincts: [UInt8] = [],
        marker: [UInt8] = [],
        tilePartBytes: UInt8 = 0
    ) -> [UInt8] {
        func segment(_ marker: UInt8, _ content: [UInt8]) -> [UInt8] {
            [0xFF, marker, 0, UInt8(content.count + 2)] + content
        }
        let edge: [UInt8] = [0, 0, 0x10, 0]
        let zero = [UInt8](repeating: 0, count: 8)
        let size = [0, 0] + edge + edge + zero + edge + edge + zero + [0, 1, 7, 1, 1]
        let style = [precincts.isEmpty ? 0 : 1, 0, UInt8(layers >> 8), UInt8(layers & 0xFF), 0]
        let division = [UInt8(max(precincts.count, 1) - 1), codeBlock, codeBlock, 0, 1] + precincts
        let steps = [UInt8](repeating: 0x40, count: division[0] == 0 ? 1 : 3 * Int(division[0]) + 1)
        return [0xFF, 0x4F] + segment(0x51, size) + segment(0x52, style + division)
            + segment(0x5C, [0x40] + steps) + marker
            + segment(0x90, [0, 0, 0, 0, 0, tilePartBytes, 0, 1]) + [0xFF, 0x93, 0xFF, 0xD9]
    }

    @Test func `a tile-part that ends before its data is refused`() {
        let bytes = Self.codestream(tilePartBytes: 12)
        let reason = "a tile-part that ends before its data"
        #expect(throws: CodecError.malformed(codec: "JPEG 2000", reason: reason)) {
            try JPEG2000.decode(bytes, pixelsMax: 1 << 24)
        }
        let short = Self.codestream(tilePartBytes: 11)
        let length = "a tile-part of 11 bytes"
        #expect(throws: CodecError.malformed(codec: "JPEG 2000", reason: length)) {
            try JPEG2000.decode(short, pixelsMax: 1 << 24)
        }
    }

    @Test func `a picture that is divided too finely is refused before it is decoded`() {
        func refusal(_ bytes: [UInt8], pixelsMax: Int = 1 << 24) -> CodecError? {
            do throws(CodecError) {
                _ = try JPEG2000.decode(bytes, pixelsMax: pixelsMax)
                return nil
            } catch {
                return error
            }
        }
        let codec = "JPEG 2000"
        #expect(
            refusal(Self.codestream(layers: 257)) == .beyondLimit(codec: codec, limit: "256 layers")
        )
        #expect(
            refusal(Self.codestream(codeBlock: 0))
                == .unsupported(codec: codec, feature: "a code-block below 8 pixels")
        )
        #expect(
            refusal(Self.codestream(precincts: [0x44, 0x43]))
                == .unsupported(codec: codec, feature: "a precinct below 16 pixels")
        )
        #expect(
            refusal(Self.codestream(marker: [0xFF, 0x70, 0, 2]))
                == .unsupported(codec: codec, feature: "the marker FF70")
        )
        // The finest division that is let through costs memory in proportion to the picture.
        let finest = Self.codestream(codeBlock: 1, precincts: [0x44, 0x44, 0x44])
        #expect(
            refusal(finest) != .unsupported(codec: codec, feature: "a precinct below 16 pixels")
        )
        var large = Self.codestream()
        (large[8], large[9], large[10], large[11]) = (0, 0, 0x20, 1)
        #expect(
            refusal(large, pixelsMax: 1 << 30)
                == .beyondLimit(codec: codec, limit: "33554432 samples")
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
