#!/usr/bin/env python3
"""Prints overview.json, the Grafana dashboard of omero-web.

    dashboards/overview.py > dashboards/overview.json

Panels are declared here in rows of up to four; everything Grafana wants besides is filled in.
`@` in a query stands for the chosen job and instance, so that no query forgets them.
"""

import json
import sys

WIDTH = 24
HEIGHT = 8
CHOSEN = 'job=~"$job", instance=~"$instance"'
REQUESTS = "omeroweb_http_requests_total"
DURATION = "http_server_request_duration_seconds"
RENDER = "omeroweb_render_duration_seconds"


def rate(metric, by, labels="@"):
    return f"sum by ({by}) (rate({metric}{{{labels}}}[$__rate_interval]))"


def quantile(share, metric, by, labels="@"):
    return (
        f"histogram_quantile({share}, sum by ({by}, le) "
        f"(rate({metric}_bucket{{{labels}}}[$__rate_interval])))"
    )


def or_zero(query):
    """A line at zero instead of an empty panel, where nothing happening is what is hoped for."""
    return f"{query} or vector(0)"


ROWS = [
    (
        "Requests",
        [
            (
                "Requests",
                "Requests answered per second, by pool.",
                "reqps",
                [(rate(REQUESTS, "pool"), "{{pool}}")],
            ),
            (
                "Errors",
                "Share of requests answered with a 5xx status. The aim is below 0.1 %.",
                "percentunit",
                [
                    (
                        f'(sum(rate({REQUESTS}{{@, code=~"5.."}}[$__rate_interval])) or vector(0))'
                        f" / sum(rate({REQUESTS}{{@}}[$__rate_interval]))",
                        "5xx",
                    )
                ],
            ),
            (
                "Status codes",
                "Requests answered per second, by status code.",
                "reqps",
                [(rate(REQUESTS, "code"), "{{code}}")],
            ),
            (
                "Response bytes",
                "Bytes of response bodies per second, by pool.",
                "Bps",
                [(rate("omeroweb_http_response_body_bytes_total", "pool"), "{{pool}}")],
            ),
        ],
    ),
    (
        "Durations",
        [
            (
                "Request duration",
                "Time from a complete request to its response; downloads are left out.",
                "s",
                [
                    (quantile(0.5, DURATION, "job"), "p50"),
                    (quantile(0.9, DURATION, "job"), "p90"),
                    (quantile(0.99, DURATION, "job"), "p99"),
                ],
            ),
            (
                "Slow routes",
                "99th percentile of the request duration of the five slowest routes.",
                "s",
                [("topk(5, " + quantile(0.99, DURATION, "route") + " >= 0)", "{{route}}")],
            ),
            (
                "Rendering",
                "99th percentile of the time to read, render and encode one picture, by kind.",
                "s",
                [(quantile(0.99, RENDER, "kind") + " >= 0", "{{kind}}")],
            ),
            (
                "Pictures rendered",
                "Pictures rendered per second, by kind; those from the cache are not among them.",
                "ops",
                [(rate("omeroweb_images_rendered_total", "kind"), "{{kind}}")],
            ),
        ],
    ),
    (
        "Saturation",
        [
            (
                "Busy handler threads",
                "Share of the handler threads at work, by pool. Near 1, requests wait.",
                "percentunit",
                [
                    (
                        "sum by (pool) (omeroweb_handler_threads_busy{@})"
                        " / sum by (pool) (omeroweb_handler_threads{@})",
                        "{{pool}}",
                    )
                ],
            ),
            (
                "Requests in flight",
                "Requests being answered at this moment, by pool.",
                "short",
                [("sum by (pool) (omeroweb_http_requests_in_flight{@})", "{{pool}}")],
            ),
            (
                "Connections",
                "Open connections, and connections that wait to be accepted, by pool.",
                "short",
                [
                    ("sum by (pool) (omeroweb_connections_open{@})", "{{pool}} open"),
                    ("sum by (pool) (omeroweb_accept_queue_connections{@})", "{{pool}} waiting"),
                ],
            ),
            (
                "Memory",
                "Resident memory of the workers by pool, and of the master.",
                "bytes",
                [
                    ("sum by (pool) (omeroweb_workers_resident_memory_bytes{@})", "{{pool}}"),
                    ("sum(process_resident_memory_bytes{@})", "master"),
                ],
            ),
        ],
    ),
    (
        "Workers",
        [
            (
                "Workers",
                "Workers that serve, and the size the pool is to have, by pool.",
                "short",
                [
                    ('sum by (pool) (omeroweb_workers{@, state="serving"})', "{{pool}} serving"),
                    ("sum by (pool) (omeroweb_workers_wanted{@})", "{{pool}} wanted"),
                ],
            ),
            (
                "Workers on their way",
                "Successors that start and workers that finish their last requests.",
                "short",
                [
                    (
                        'sum by (pool, state) (omeroweb_workers{@, state!="serving"})',
                        "{{pool}} {{state}}",
                    )
                ],
            ),
            (
                "Departures",
                "Workers that ended per second. Recycled ones are routine, crashed ones are not.",
                "ops",
                [(or_zero(rate("omeroweb_worker_departures_total", "pool, reason")), "{{pool}} {{reason}}")],
            ),
            (
                "Connections passed on",
                "Connections per second that were accepted, taken over or handed to another worker.",
                "ops",
                [(rate("omeroweb_connections_total", "event"), "{{event}}")],
            ),
        ],
    ),
    (
        "Downloads",
        [
            (
                "Downloaded",
                "Bytes of downloads per second that were sent, by kind; burnt ones when workers died.",
                "Bps",
                [
                    (rate("omeroweb_download_bytes_total", "kind"), "{{kind}}"),
                    (or_zero(rate("omeroweb_download_bytes_burnt_total", "job")), "burnt"),
                ],
            ),
            (
                "Open downloads",
                "Downloads in progress.",
                "short",
                [("sum(omeroweb_downloads_open{@})", "open")],
            ),
            (
                "Downloads refused",
                "Downloads per second that did not begin, by the reason that limits them.",
                "ops",
                [(or_zero(rate("omeroweb_downloads_refused_total", "reason")), "{{reason}}")],
            ),
            (
                "Leases",
                "99th percentile of the time to reserve and settle bytes, and leases of dead workers.",
                "s",
                [
                    (quantile(0.99, "omeroweb_download_lease_duration_seconds", "job"), "p99"),
                    (or_zero(rate("omeroweb_download_leases_burnt_total", "job")), "burnt per s"),
                ],
            ),
        ],
    ),
    (
        "Limits and clients",
        [
            (
                "Over a limit",
                "Requests per second over a rate limit; dry_run ones were answered.",
                "reqps",
                [
                    (
                        or_zero(rate("omeroweb_rate_limited_total", "policy, outcome")),
                        "{{policy}} {{outcome}}",
                    )
                ],
            ),
            (
                "Refused before the application",
                "Requests per second that broke HTTP's rules or a limit of the parser, by status code.",
                "reqps",
                [(or_zero(rate("omeroweb_requests_refused_total", "code")), "{{code}}")],
            ),
            (
                "Clients that failed",
                "Clients per second that were too slow or left before the end.",
                "ops",
                [(or_zero(rate("omeroweb_client_failures_total", "reason")), "{{reason}}")],
            ),
            (
                "Thumbnail cache",
                "Share of looks into the thumbnail cache that found one.",
                "percentunit",
                [
                    (
                        '(sum(rate(omeroweb_cache_lookups_total{@, outcome="hit"}[$__rate_interval])) or vector(0))'
                        " / sum(rate(omeroweb_cache_lookups_total{@}[$__rate_interval]))",
                        "hits",
                    )
                ],
            ),
        ],
    ),
    (
        "Shared state",
        [
            (
                "Map in use",
                "Share of each LMDB map in use. The cache fills up by design; the others must not.",
                "percentunit",
                [
                    (
                        "max by (environment) (omeroweb_lmdb_map_used_bytes{@} / omeroweb_lmdb_map_bytes{@})",
                        "{{environment}}",
                    )
                ],
            ),
            (
                "Readers",
                "Places in use in the reader table of each environment: a few for each process.",
                "short",
                [("sum by (environment) (omeroweb_lmdb_readers{@})", "{{environment}}")],
            ),
            (
                "Stale readers cleared",
                "Places of dead readers freed per second.",
                "ops",
                [(or_zero("sum(rate(omeroweb_lmdb_stale_readers_cleared_total{@}[$__rate_interval]))"), "cleared")],
            ),
            (
                "Calls refused",
                "Requests per second answered with 503 because the shared state refused a call.",
                "reqps",
                [(or_zero(rate("omeroweb_shared_state_failures_total", "pool")), "{{pool}}")],
            ),
        ],
    ),
    (
        "Master",
        [
            (
                "Program",
                "The version that runs.",
                "short",
                [("sum by (version) (omeroweb_build_info{@})", "{{version}}")],
            ),
            (
                "Age",
                "Time since the master started.",
                "s",
                [("time() - max(process_start_time_seconds{@})", "age")],
            ),
            (
                "Descriptors",
                "Open descriptors of the master: sockets of the pools and a few more.",
                "short",
                [("sum(process_open_fds{@})", "open")],
            ),
            (
                "Workers started",
                "Workers started per second, by pool.",
                "ops",
                [(or_zero(rate("omeroweb_worker_starts_total", "pool")), "{{pool}}")],
            ),
        ],
    ),
]

SOURCE = {"type": "prometheus", "uid": "${datasource}"}


def panel(number, at, title, description, unit, queries):
    return {
        "id": number,
        "type": "timeseries",
        "title": title,
        "description": description,
        "datasource": SOURCE,
        "gridPos": at,
        "fieldConfig": {"defaults": {"unit": unit, "min": 0}, "overrides": []},
        "options": {"legend": {"displayMode": "list"}, "tooltip": {"mode": "multi", "sort": "desc"}},
        "targets": [
            {
                "refId": chr(ord("A") + index),
                "datasource": SOURCE,
                "expr": query.replace("@", CHOSEN),
                "legendFormat": legend,
            }
            for index, (query, legend) in enumerate(queries)
        ],
    }


def panels():
    number, y = 0, 0
    for name, declared in ROWS:
        number += 1
        at = {"x": 0, "y": y, "w": WIDTH, "h": 1}
        yield {"id": number, "type": "row", "title": name, "collapsed": False, "gridPos": at, "panels": []}
        y += 1
        width = WIDTH // len(declared)
        for column, (title, description, unit, queries) in enumerate(declared):
            number += 1
            at = {"x": column * width, "y": y, "w": width, "h": HEIGHT}
            yield panel(number, at, title, description, unit, queries)
        y += HEIGHT


def choice(name, label, query):
    return {
        "name": name,
        "label": label,
        "type": "query",
        "datasource": SOURCE,
        "definition": query,
        "query": {"query": query, "refId": name},
        "refresh": 2,
        "includeAll": True,
        "multi": True,
        "allValue": ".+",
        "current": {"text": "All", "value": "$__all"},
    }


def dashboard():
    return {
        "uid": "omero-web-overview",
        "title": "OMERO.web",
        "description": "Requests, durations, saturation, workers, limits and shared state of omero-web.",
        "tags": ["omero-web"],
        "editable": False,
        "graphTooltip": 1,
        "schemaVersion": 39,
        "refresh": "30s",
        "time": {"from": "now-1h", "to": "now"},
        "timezone": "utc",
        "templating": {
            "list": [
                {
                    "name": "datasource",
                    "label": "Data source",
                    "type": "datasource",
                    "query": "prometheus",
                    "current": {"text": "default", "value": "default"},
                },
                choice("job", "Job", "label_values(omeroweb_build_info, job)"),
                choice("instance", "Instance", 'label_values(omeroweb_build_info{job=~"$job"}, instance)'),
            ]
        },
        "panels": list(panels()),
    }


if __name__ == "__main__":
    if len(sys.argv) > 1:
        sys.exit(__doc__.strip())
    print(json.dumps(dashboard(), indent=2))
