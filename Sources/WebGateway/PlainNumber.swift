extension Double {
    /// Without a point where there is nothing behind it.
    package var plain: String {
        self == rounded() && abs(self) < 1e15 ? "\(Int(self))" : "\(self)"
    }
}
