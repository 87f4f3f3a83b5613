import Foundation

/// The same samples as numcodecs 0.16.6 and Python's own modules compress them.
package enum CompressedSamples {
    package static let width = 16
    package static let height = 8

    /// Rows of 16-bit samples, 7x + 13y, the low byte first.
    package static let bytes: [UInt8] = (0..<height).flatMap { y in
        (0..<width).flatMap { x in
            let sample = UInt16(7 * x + 13 * y)
            return [UInt8(sample & 0xFF), UInt8(sample >> 8)]
        }
    }

    package struct Missing: Error { let name: String }

    /// The bytes that a program compressed the samples to, by the name of the codec.
    package static func compressed(_ name: String) throws -> [UInt8] {
        guard let text = streams[name], let data = Data(base64Encoded: text) else {
            throw Missing(name: name)
        }
        return [UInt8](data)
    }

    package static let blosc = streams.keys.filter { $0.hasPrefix("Blosc") }.sorted()

    private static let streams: [String: String] = [
        "Blosc blosclz, no shuffle":
            "AgECAgABAAAAAQAAEAEAAAAABwAOABUAHAAjACoAMQA4AD8ARgBNAFQAWwBiAGkADQAUABsAIgAp"
            + "ADAANwA+AEUATABTAFoAYQBoAG8AdgAaACEAKAAvADYAPQBEAEsAUgBZAGAAZwBuAHUAfACDACcA"
            + "LgA1ADwAQwBKAFEAWABfAGYAbQB0AHsAggCJAJAANAA7AEIASQBQAFcAXgBlAGwAcwB6AIEAiACP"
            + "AJYAnQBBAEgATwBWAF0AZABrAHIAeQCAAIcAjgCVAJwAowCqAE4AVQBcAGMAagBxAHgAfwCGAI0A"
            + "lACbAKIAqQCwALcAWwBiAGkAcAB3AH4AhQCMAJMAmgChAKgArwC2AL0AxAA=",
        "Blosc blosclz, shuffle":
            "AgEBAgABAAAAAQAApwAAABQAAACAAAAAAAcOFRwjKjE4P0ZNVFtiaQ0UGyIpMDc+RUxTWmFob3Ya"
            + "ISgvNj1ES1JZYGdudXyDJy41PENKUVhfZm10e4KJkDQ7QklQV15lbHN6gYiPlp1BSE9WXWRrcnmA"
            + "h46VnKOqTlVcY2pxeH+GjZSboqmwt1tiaXB3foWMk5qhqK+2vcQLAAAAIwAAAADgcQMBAAA=",
        "Blosc blosclz, bit shuffle":
            "AgEEAgABAAAAAQAApwAAABQAAACAAAAAqqpVVaqqVVWqqlVVqqpVVWZmzMyZmTMzZmbMzJmZMzMe"
            + "HsPDeHgPD+HhPDyHh/DwVKuVaq1SqlVKtVap1SqlWpgz5owxY8yZc8aYMebMOWPgw/jwPnwPHoMH"
            + "4MH48D58APwA/8B/8B/8B/8B/wA/gAAAAAAAgADgAPgA/gD/wP8LAAAAIwAAAADgcQMBAAA=",
        "Blosc lz4, no shuffle":
            "AgEiAgABAAAAAQAAEAEAAAAABwAOABUAHAAjACoAMQA4AD8ARgBNAFQAWwBiAGkADQAUABsAIgAp"
            + "ADAANwA+AEUATABTAFoAYQBoAG8AdgAaACEAKAAvADYAPQBEAEsAUgBZAGAAZwBuAHUAfACDACcA"
            + "LgA1ADwAQwBKAFEAWABfAGYAbQB0AHsAggCJAJAANAA7AEIASQBQAFcAXgBlAGwAcwB6AIEAiACP"
            + "AJYAnQBBAEgATwBWAF0AZABrAHIAeQCAAIcAjgCVAJwAowCqAE4AVQBcAGMAagBxAHgAfwCGAI0A"
            + "lACbAKIAqQCwALcAWwBiAGkAcAB3AH4AhQCMAJMAmgChAKgArwC2AL0AxAA=",
        "Blosc lz4, shuffle":
            "AgEhAgABAAAAAQAApwAAABQAAACAAAAAAAcOFRwjKjE4P0ZNVFtiaQ0UGyIpMDc+RUxTWmFob3Ya"
            + "ISgvNj1ES1JZYGdudXyDJy41PENKUVhfZm10e4KJkDQ7QklQV15lbHN6gYiPlp1BSE9WXWRrcnmA"
            + "h46VnKOqTlVcY2pxeH+GjZSboqmwt1tiaXB3foWMk5qhqK+2vcQLAAAAHwABAGdQAAAAAAA=",
        "Blosc lz4, bit shuffle":
            "AgEkAgABAAAAAQAAmgAAABQAAABzAAAASKqqVVUEAIRmZszMmZkzMwgA8C0eHsPDeHgPD+HhPDyH"
            + "h/DwVKuVaq1SqlVKtVap1SqlWpgz5owxY8yZc8aYMebMOWPgw/jwPnwPHoMH4MEKAPACAPwA/8B/"
            + "8B/8B/8B/wA/gAABALCAAOAA+AD+AP/A/wsAAAAfAAEAZ1AAAAAAAA==",
        "Blosc lz4hc, no shuffle":
            "AgEiAgABAAAAAQAAEAEAAAAABwAOABUAHAAjACoAMQA4AD8ARgBNAFQAWwBiAGkADQAUABsAIgAp"
            + "ADAANwA+AEUATABTAFoAYQBoAG8AdgAaACEAKAAvADYAPQBEAEsAUgBZAGAAZwBuAHUAfACDACcA"
            + "LgA1ADwAQwBKAFEAWABfAGYAbQB0AHsAggCJAJAANAA7AEIASQBQAFcAXgBlAGwAcwB6AIEAiACP"
            + "AJYAnQBBAEgATwBWAF0AZABrAHIAeQCAAIcAjgCVAJwAowCqAE4AVQBcAGMAagBxAHgAfwCGAI0A"
            + "lACbAKIAqQCwALcAWwBiAGkAcAB3AH4AhQCMAJMAmgChAKgArwC2AL0AxAA=",
        "Blosc lz4hc, shuffle":
            "AgEhAgABAAAAAQAApwAAABQAAACAAAAAAAcOFRwjKjE4P0ZNVFtiaQ0UGyIpMDc+RUxTWmFob3Ya"
            + "ISgvNj1ES1JZYGdudXyDJy41PENKUVhfZm10e4KJkDQ7QklQV15lbHN6gYiPlp1BSE9WXWRrcnmA"
            + "h46VnKOqTlVcY2pxeH+GjZSboqmwt1tiaXB3foWMk5qhqK+2vcQLAAAAHwABAGdQAAAAAAA=",
        "Blosc lz4hc, bit shuffle":
            "AgEkAgABAAAAAQAAmgAAABQAAABzAAAASKqqVVUEAIRmZszMmZkzMwgA8C0eHsPDeHgPD+HhPDyH"
            + "h/DwVKuVaq1SqlVKtVap1SqlWpgz5owxY8yZc8aYMebMOWPgw/jwPnwPHoMH4MEKAPACAPwA/8B/"
            + "8B/8B/8B/wA/gAABALCAAOAA+AD+AP/A/wsAAAAfAAEAZ1AAAAAAAA==",
        "Blosc zlib, no shuffle":
            "AgFgAgABAAAAAQAA8wAAABQAAABqAAAAeNoFwScCAQAAAMBrEomCgmAEIxjBCEYwghGMYAQjoKCQ"
            + "SJonuyMgJCIuJaekpqVnZGZl5yQoLCYpq6iqqWtoamnr6OohKiGjoKKhY2BiYePg4u7lIy2vrK6t"
            + "b2xube/s5unt6+cPxk0SAW0AAAB42gXBp6IBAAAAwPsoTSJRUBCMYAQjGMEIRuC9YAQjGAEFhUTS"
            + "fJi7gKCwqIS0vLK6tr6xf0tbRyERcSk5JTUtPSN/FjYOLu5ikrKKqpq6hqbm1vbObp7eMgoqGjoG"
            + "JmZWdk6uHl4+vn4TiR8B",
        "Blosc zlib, shuffle":
            "AgFhAgABAAAAAQAAqAAAABQAAACAAAAAAAcOFRwjKjE4P0ZNVFtiaQ0UGyIpMDc+RUxTWmFob3Ya"
            + "ISgvNj1ES1JZYGdudXyDJy41PENKUVhfZm10e4KJkDQ7QklQV15lbHN6gYiPlp1BSE9WXWRrcnmA"
            + "h46VnKOqTlVcY2pxeH+GjZSboqmwt1tiaXB3foWMk5qhqK+2vcQMAAAAeNpjYBhYAAAAgAAB",
        "Blosc zlib, bit shuffle":
            "AgFkAgABAAAAAQAAoAAAABQAAAB4AAAAeNpbtSo0dBUSTks7c2bmTGNjGC0nd/hwRQU//8OHNjbt"
            + "7R8+hKyemrU2aFWo19awlVe1lkbNMH7WY5h8ZmbxsRmGz85YJj84/OODXQ2/XDP7g4MgFsMfhv8H"
            + "6j/I/2H/z/ifwb6BAQQaGB4w/GD4B5T5DwBEiz/EDAAAAHjaY2AYWAAAAIAAAQ==",
        "Blosc zstd, no shuffle":
            "AgGQAgABAAAAAQAA2QAAABQAAADBAAAAKLUv/WAAAL0FAJKPKyHAut2oJETaNCTfI0yTwMDAwMAi"
            + "oQVwPgI+UHdF19F0IAXv2qUr9y1btGS/aqXq9KjuXLht05YFu7XqU6RBdc5kWTKuW7Vmw3K1CjWp"
            + "0J00W5r8mHHtWbFdr0ZVOpRnTZcnQWqk+HCsV6xSlxLtafMlypAbK0JceDDrVKZFfd6EmVIkR4sR"
            + "GSIkGLCp0Z84Y6oc2fGixIYJCwr87QWaU+ZKkh4xTnSo0OBAgL68AwEA32RmpA==",
        "Blosc zstd, shuffle":
            "AgGRAgABAAAAAQAArAAAABQAAACUAAAAKLUv/WAAAFUEAPQHAAcOFRwjKjE4P0ZNVFtiaQ0UGyIp"
            + "MDc+RUxTWmFob3YaISgvNj1ES1JZYGdudXyDJy41PENKUVhfZm10e4KJkDQ7QklQV15lbHN6gYiP"
            + "lp1BSE9WXWRrcnmAh46VnKOqTlVcY2pxeH+GjZSboqmwt3B3foWMk5qhqK+2vcQAAAIA26UVNgEc"
            + "BQ==",
        "Blosc zstd, bit shuffle":
            "AgGUAgABAAAAAQAAlwAAABQAAAB/AAAAKLUv/WAAAK0DAFQGqqpVVWZmzMyZmTMzHh7Dw3h4Dw/h"
            + "4Tw8h4fw8FSrlWqtUqpVSrVWqdUqpVqYM+aMMWPMmXPGmDHmzDlj4MP48D58Dx6DB+DBAPwA/8B/"
            + "8B/8B/8B/wA/gACAAOAA+AD+AP/A/wAFABxkitvFLQu+L8ddIg==",
        "zlib":
            "eNotz7cuBQAAAMDbTEwsWDAog5JoiRY1eu+9857ea9RoiZYogzJgwcLEZPNhFvcHR4gwEaLFSZIm"
            + "W4EyNZp1GRQQKlyUWIlSZclXqlqTTgPGzVgWKUaCFJnylKjSqEO/MdOWbNoXL1mGXMUqNWjXZ9SU"
            + "RRv2nLiULkeRCvXa9BoxacG6Xccu3HpUqFydVj2GTZi3ZseRczcevHhXq0W3IUFzVm07dObavWdv"
            + "Pn3/L2at2HLg1JU7T159+PLj1x/aXTEB",
        "gzip":
            "H4sIAAAAAAACAy3Pty4FAAAAwNtMTCxYMCiDkmiJFjV6773znt5r1GiJliiDMmDBwsRk82EW9wdH"
            + "iDARosVJkiZbgTI1mnUZFBAqXJRYiVJlyVeqWpNOA8bNWBYpRoIUmfKUqNKoQ78x05Zs2hcvWYZc"
            + "xSo1aNdn1JRFG/acuJQuR5EK9dr0GjFpwbpdxy7celSoXJ1WPYZNmLdmx5FzNx68eFerRbchQXNW"
            + "bTt05tq9Z28+ff8vZq3YcuDUlTtPXn348uPXH+B3TYgAAQAA",
        "Zstandard":
            "KLUv/WAAAL0FAJKPKyHAut2oJETaNCTfI0yTwMDAwMAioQVwPgI+UHdF19F0IAXv2qUr9y1btGS/"
            + "aqXq9KjuXLht05YFu7XqU6RBdc5kWTKuW7Vmw3K1CjWp0J00W5r8mHHtWbFdr0ZVOpRnTZcnQWqk"
            + "+HCsV6xSlxLtafMlypAbK0JceDDrVKZFfd6EmVIkR4sRGSIkGLCp0Z84Y6oc2fGixIYJCwr87QWa"
            + "U+ZKkh4xTnSo0OBAgL68AwEA32RmpA==",
        "LZ4":
            "AAEAAPPQAAAHAA4AFQAcACMAKgAxADgAPwBGAE0AVABbAGIAaQANABQAGwAiACkAMAA3AD4ARQBM"
            + "AFMAWgBhAGgAbwB2ABoAIQAoAC8ANgA9AEQASwBSAFkAYABnAG4AdQB8AIMAJwAuADUAPABDAEoA"
            + "UQBYAF8AZgBtAHQAewCCAIkAkAA0ADsAQgBJAFAAVwBeAGUAbABzAHoAgQCIAI8AlgCdAEEASABP"
            + "AFYAXQBkAGsAcgB5AIAAhwCOAJUAnACjAKoATgBVAFwAYwBqAHEAeAB/AIYAjQCUAJsAogCpALAA"
            + "t8YA8AtwAHcAfgCFAIwAkwCaAKEAqACvALYAvQDEAA==",
        "bzip2":
            "QlpoOTFBWSZTWTLOltwAAAD//ECDBhw48efPv3////////37588eOHDBggQAIAByQ/UmAAAAEwAA"
            + "AAAAAAAAAAAACYyAAAAAAAAAAAAAAAAAAAAA/AwJAUMHqiRQsYNwjyBEkTKFdZcwZNGzh08f5oUS"
            + "NIlTJ1ClUr8rVy9gxZM2jVs3cOfrt49fP4EECFDiRY0eQBJlS5k2dMn0KNKnUq1q9izat3Lt6/gw"
            + "4cWPJlzZ9GnVr2bd2/hx5c+nXt38efXv5//AAAAAPou5IpwoSBlnS24A",
        "xz":
            "/Td6WFoAAATm1rRGAgAhARYAAAB0L+Wj4AD/ANtdAABgGn+m7sw/xQ2JPR88jtWozl5YeUNalc17"
            + "5lNRnKDcN6ao0XlTasY8iZ25tRIW1DGwi+nqYf3y74ivfdNrXlTr48r1cxw9A3giq7iP7NbBSv0I"
            + "kQvZIVehjVcRMMYE4t+S/McD9Bq0+2IAAYON/zITUq+oO4PoMfSLZ77myWij1smah69CvKeHlL2Y"
            + "RkUrVVyewU9Ew1LnhQVbFcPmM8QDYh0KR2s/zY7DehfDENBDib6rn4PRQvbYTXGdCIY0McqiVppd"
            + "ftPp7MIdsITQ544mG/1ERlFG/kQAAAAA23XUnZUJUvIAAfcBgAIAAJm2fxixxGf7AgAAAAAEWVo=",
    ]
}
