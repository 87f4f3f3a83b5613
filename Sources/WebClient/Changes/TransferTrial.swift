import HTTP
import JSON
import Repository

/// A move that is only tried, as the number of a job says it: all of it stands in the number, so
/// that any worker answers for it and none has to remember it.
struct TransferTrial: Equatable {
    let transfer: Transfer

    init(_ transfer: Transfer) { self.transfer = transfer }

    /// Such as `chgrp:5:project-1,image-7`.
    var jobID: String {
        let things = transfer.objects.map { "\($0.kind.rawValue)-\($0.id)" }
        let target =
            switch transfer.target {
            case .group(let id): "chgrp:\(id)"
            case .owner(let id): "chown:\(id)"
            }
        return target + ":" + things.joined(separator: ",")
    }

    /// Nil for numbers of no such job.
    init?(jobID: String) {
        let parts = jobID.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 3, let target = Int(parts[1]) else { return nil }
        let things = parts[2].split(separator: ",")
        guard things.count <= TransferForm.objectsMax else { return nil }
        var objects: [ObjectReference] = []
        for thing in things {
            let words = thing.split(separator: "-", maxSplits: 1)
            guard words.count == 2, let kind = ObjectKind(rawValue: String(words[0])),
                let id = Int(words[1])
            else { return nil }
            objects.append(ObjectReference(kind, id))
        }
        switch parts[0] {
        case "chgrp": transfer = Transfer(objects, to: .group(target))
        case "chown": transfer = Transfer(objects, to: .owner(target))
        default: return nil
        }
    }
}
