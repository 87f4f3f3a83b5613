/// Every metric of this server; no other file spells the name of one.
package enum MetricCatalogue {
    // Counted by the workers.
    package static let requests = MetricFamily(
        "omeroweb_http_requests_total",
        .counter,
        "Requests answered, by pool, method and status code."
    )
    package static let requestDuration = MetricFamily(
        "http_server_request_duration_seconds",
        .histogram,
        "Time from a complete request to its response, by pool and route, downloads left out.",
        bounds: [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10]
    )
    package static let responseBytes = MetricFamily(
        "omeroweb_http_response_body_bytes_total",
        .counter,
        "Bytes of response bodies made, by pool."
    )
    package static let connections = MetricFamily(
        "omeroweb_connections_total",
        .counter,
        "Connections accepted, adopted from and handed to other workers, by pool and event."
    )
    package static let refused = MetricFamily(
        "omeroweb_requests_refused_total",
        .counter,
        "Requests refused before they reached the application, by pool and status code."
    )
    package static let clientFailures = MetricFamily(
        "omeroweb_client_failures_total",
        .counter,
        "Clients that were too slow or left before the end, by pool and reason."
    )
    package static let rateLimited = MetricFamily(
        "omeroweb_rate_limited_total",
        .counter,
        "Requests over a rate limit, by pool, policy and outcome; dry_run ones were answered."
    )
    package static let cacheLookups = MetricFamily(
        "omeroweb_cache_lookups_total",
        .counter,
        "Looks into the thumbnail cache, by pool and outcome."
    )
    package static let rendered = MetricFamily(
        "omeroweb_images_rendered_total",
        .counter,
        "Pictures rendered, by pool and kind."
    )
    package static let renderDuration = MetricFamily(
        "omeroweb_render_duration_seconds",
        .histogram,
        "Time to read, render and encode one picture, by pool and kind.",
        bounds: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
    )
    package static let sharedStateFailures = MetricFamily(
        "omeroweb_shared_state_failures_total",
        .counter,
        "Requests answered with 503 because the shared state refused a call, by pool."
    )
    package static let downloaded = MetricFamily(
        "omeroweb_download_bytes_total",
        .counter,
        "Bytes of downloads that the kernel took, by pool and kind."
    )
    package static let downloadRefusals = MetricFamily(
        "omeroweb_downloads_refused_total",
        .counter,
        "Downloads that did not begin, by pool and the reason that limits them."
    )
    package static let leaseDuration = MetricFamily(
        "omeroweb_download_lease_duration_seconds",
        .histogram,
        "Time to reserve and settle bytes of downloads in the shared ledger, by pool.",
        bounds: [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1]
    )

    // Counted by the master.
    package static let burntLeases = MetricFamily(
        "omeroweb_download_leases_burnt_total",
        .counter,
        "Leases of downloads whose workers died, counted as used."
    )
    package static let burntBytes = MetricFamily(
        "omeroweb_download_bytes_burnt_total",
        .counter,
        "Bytes of those leases, sent perhaps in part."
    )
    package static let workerStarts = MetricFamily(
        "omeroweb_worker_starts_total",
        .counter,
        "Workers started, by pool."
    )
    package static let workerDepartures = MetricFamily(
        "omeroweb_worker_departures_total",
        .counter,
        "Workers that ended, by pool and reason."
    )
    package static let readersCleared = MetricFamily(
        "omeroweb_lmdb_stale_readers_cleared_total",
        .counter,
        "Places of dead readers that were freed."
    )

    // Measured by the master at each scrape.
    package static let workers = MetricFamily(
        "omeroweb_workers",
        .gauge,
        "Workers by pool and state."
    )
    package static let workersWanted = MetricFamily(
        "omeroweb_workers_wanted",
        .gauge,
        "Size of each pool."
    )
    package static let downloadStreams = MetricFamily(
        "omeroweb_downloads_open",
        .gauge,
        "Downloads in progress that the ledger knows."
    )
    package static let inFlight = MetricFamily(
        "omeroweb_http_requests_in_flight",
        .gauge,
        "Requests being answered, by pool."
    )
    package static let openConnections = MetricFamily(
        "omeroweb_connections_open",
        .gauge,
        "Open connections, by pool."
    )
    package static let busyThreads = MetricFamily(
        "omeroweb_handler_threads_busy",
        .gauge,
        "Handler threads at work, by pool."
    )
    package static let threads = MetricFamily(
        "omeroweb_handler_threads",
        .gauge,
        "Handler threads there are, by pool."
    )
    package static let acceptQueue = MetricFamily(
        "omeroweb_accept_queue_connections",
        .gauge,
        "Connections that wait to be accepted, by pool."
    )
    package static let residentBytes = MetricFamily(
        "omeroweb_workers_resident_memory_bytes",
        .gauge,
        "Resident memory of the workers together, by pool."
    )
    package static let mapUsedBytes = MetricFamily(
        "omeroweb_lmdb_map_used_bytes",
        .gauge,
        "Bytes of the map in use, by environment."
    )
    package static let mapBytes = MetricFamily(
        "omeroweb_lmdb_map_bytes",
        .gauge,
        "Size of the map, by environment."
    )
    package static let readers = MetricFamily(
        "omeroweb_lmdb_readers",
        .gauge,
        "Places in the reader table in use, by environment."
    )
    package static let buildInfo = MetricFamily(
        "omeroweb_build_info",
        .gauge,
        "Always 1; the labels name the running program."
    )
    package static let processStart = MetricFamily(
        "process_start_time_seconds",
        .gauge,
        "Start of the master in seconds since 1970."
    )
    package static let processResident = MetricFamily(
        "process_resident_memory_bytes",
        .gauge,
        "Resident memory of the master."
    )
    package static let processDescriptors = MetricFamily(
        "process_open_fds",
        .gauge,
        "Open descriptors of the master."
    )

    package static let all: [MetricFamily] = [
        requests, requestDuration, responseBytes, connections, refused,
        clientFailures, rateLimited,
        cacheLookups, rendered, renderDuration, sharedStateFailures, downloaded,
        downloadRefusals, leaseDuration, burntLeases, burntBytes, downloadStreams, workerStarts,
        workerDepartures, readersCleared, workers, workersWanted, inFlight, openConnections,
        busyThreads, threads, acceptQueue, residentBytes, mapUsedBytes, mapBytes, readers,
        buildInfo, processStart, processResident, processDescriptors,
    ]
}
