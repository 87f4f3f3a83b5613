package import LMDB

/// A call that the shared state refused: the request fails, the worker lives.
package protocol SharedStateFailure: Error {}

extension LMDBError: SharedStateFailure {}
