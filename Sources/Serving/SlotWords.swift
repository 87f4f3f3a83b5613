package import Kernel
package import Telemetry

/// The words of the shared page that belong to one slot.
package struct SlotWords: Sendable {
    private let page: SharedWords
    private let base: Int

    package init(page: SharedWords, index: Int) {
        self.page = page
        base = index * SlotGauge.wordsPerSlot
    }

    package subscript(gauge: SlotGauge) -> UInt64 {
        get { page[base + gauge.rawValue] }
        nonmutating set { page[base + gauge.rawValue] = newValue }
    }

    /// Forgets what an earlier worker wrote.
    package func clear() {
        for gauge in SlotGauge.allCases { self[gauge] = 0 }
    }
}
