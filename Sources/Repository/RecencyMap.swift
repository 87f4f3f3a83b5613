/// A dictionary of bounded size: what was not used for the longest time goes first.
struct RecencyMap<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    let countMax: Int
    private var places: [Key: Int] = [:]
    private var nodes: [Node] = []
    /// The most and the least recently used node; −1 when there is none.
    private var newest = -1
    private var oldest = -1

    private struct Node: Sendable {
        let key: Key
        var value: Value
        var newer: Int
        var older: Int
    }

    init(countMax: Int) {
        precondition(countMax > 0, "countMax \(countMax)")
        self.countMax = countMax
    }

    var count: Int { places.count }

    /// The value at a key, which is then the most recently used.
    mutating func value(for key: Key) -> Value? {
        guard let place = places[key] else { return nil }
        moveToFront(place)
        return nodes[place].value
    }

    mutating func insert(_ value: Value, for key: Key) {
        if let place = places[key] {
            nodes[place].value = value
            moveToFront(place)
        } else if nodes.count < countMax {
            nodes.append(Node(key: key, value: value, newer: -1, older: -1))
            places[key] = nodes.count - 1
            pushFront(nodes.count - 1)
        } else {
            let place = oldest
            unlink(place)
            places[nodes[place].key] = nil
            nodes[place] = Node(key: key, value: value, newer: -1, older: -1)
            places[key] = place
            pushFront(place)
        }
    }

    private mutating func moveToFront(_ place: Int) {
        guard place != newest else { return }
        unlink(place)
        pushFront(place)
    }

    private mutating func unlink(_ place: Int) {
        let (newer, older) = (nodes[place].newer, nodes[place].older)
        if newer >= 0 { nodes[newer].older = older } else { newest = older }
        if older >= 0 { nodes[older].newer = newer } else { oldest = newer }
    }

    private mutating func pushFront(_ place: Int) {
        nodes[place].newer = -1
        nodes[place].older = newest
        if newest >= 0 { nodes[newest].newer = place } else { oldest = place }
        newest = place
    }
}
