import Testing

@testable import Repository

@Suite struct `Recency map` {
    @Test func `what was unused for the longest time goes first`() {
        var map = RecencyMap<Int, String>(countMax: 3)
        for key in 1...3 { map.insert("\(key)", for: key) }
        #expect(map.value(for: 1) == "1")
        map.insert("4", for: 4)
        #expect(map.value(for: 2) == nil)
        #expect(map.value(for: 1) == "1")
        map.insert("5", for: 5)
        #expect(map.value(for: 3) == nil)
        #expect(map.value(for: 4) == "4")
        #expect(map.count == 3)
    }

    @Test func `a new value takes the old one's place`() {
        var map = RecencyMap<Int, String>(countMax: 2)
        map.insert("a", for: 1)
        map.insert("b", for: 2)
        map.insert("c", for: 1)
        map.insert("d", for: 3)
        #expect(map.value(for: 1) == "c")
        #expect(map.value(for: 2) == nil)
    }

    @Test func `one place is enough`() {
        var map = RecencyMap<Int, Int>(countMax: 1)
        for key in 0..<5 { map.insert(key, for: key) }
        #expect(map.value(for: 4) == 4)
        #expect(map.count == 1)
        #expect(map.value(for: 3) == nil)
    }

    @Test func `it behaves as a list that is searched`() {
        var generator = SystemRandomNumberGenerator()
        let seed = generator.next()
        var random = SplitMix(state: seed)
        var map = RecencyMap<Int, Int>(countMax: 8)
        var model: [(key: Int, value: Int)] = []
        for step in 0..<5000 {
            let key = Int(random.next() % 16)
            let place = model.firstIndex { $0.key == key }
            if random.next() % 2 == 0 {
                map.insert(step, for: key)
                if let place { model.remove(at: place) }
                model.append((key, step))
                if model.count > 8 { model.removeFirst() }
            } else {
                #expect(map.value(for: key) == place.map { model[$0].value }, "seed \(seed)")
                if let place { model.append(model.remove(at: place)) }
            }
        }
        #expect(map.count == model.count)
    }

    private struct SplitMix {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9e37_79b9_7f4a_7c15
            var mixed = (state ^ (state >> 30)) &* 0xbf58_476d_1ce4_e5b9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
            return mixed ^ (mixed >> 31)
        }
    }
}
