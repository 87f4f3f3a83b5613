/// The extent of an image in OME's five dimensions.
package struct Dimensions: Hashable, Sendable {
    package var x: Int
    package var y: Int
    package var z: Int
    package var c: Int
    package var t: Int

    package init(x: Int, y: Int, z: Int = 1, c: Int = 1, t: Int = 1) {
        self.x = x
        self.y = y
        self.z = z
        self.c = c
        self.t = t
    }
}

/// Width and height in pixels.
package struct PixelSize: Hashable, Sendable {
    package var width: Int
    package var height: Int

    package init(width: Int, height: Int) {
        self.width = width
        self.height = height
    }
}

/// A rectangle of pixels in the coordinates of one resolution level.
package struct Region: Hashable, Sendable {
    package var x: Int
    package var y: Int
    package var width: Int
    package var height: Int

    package init(x: Int, y: Int, width: Int, height: Int) {
        self.x = x
        self.y = y
        self.width = width
        self.height = height
    }

    /// What of it lies in an image; nil when nothing does.
    package func part(within image: PixelSize) -> Region? {
        let (left, top) = (max(x, 0), max(y, 0))
        let right = min(x + width, image.width)
        let bottom = min(y + height, image.height)
        guard left < right, top < bottom else { return nil }
        return Region(x: left, y: top, width: right - left, height: bottom - top)
    }
}

/// One plane of an image: its section, channel and time point, each from 0.
package struct PlaneIndex: Hashable, Sendable {
    package var z: Int
    package var c: Int
    package var t: Int

    package init(z: Int, c: Int, t: Int) {
        self.z = z
        self.c = c
        self.t = t
    }
}
