# A cluster of its own for one check: a temporary folder, free ports, a picture; gone at the end.
# Sourced by the checks and by ops/bench, never run.
# shellcheck shell=bash

CLUSTER=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=ops/manners.sh
. "$CLUSTER/../manners.sh"

OMERO=${OMERO_BINARY:-$ROOT/.build/release/omero}
# The filter sees whole paths, so it lets through what a prefix stands before.
EVERYTHING='^(/omero)?/(webclient|webgateway|static|api|$)'

# Ports below those the kernel gives to clients, which could take one while a server restarts.
free_ports() {
  python3 - "$1" <<'PYTHON'
import random, socket, sys
ports = []
while len(ports) < int(sys.argv[1]):
    port = random.randint(15000, 32000)
    with socket.socket() as one:
        if port not in ports and one.connect_ex(("127.0.0.1", port)) != 0:
            ports.append(port)
print(*ports)
PYTHON
}

# Makes the folders, one of them in memory, and the settings every check shares; the public may look at everything.
instance_begin() {
  [ -x "$OMERO" ] || die "there is no $OMERO: run 'swift build -c release', or name one in OMERO_BINARY"
  WORK=$(mktemp -d "${TMPDIR:-/tmp}/omero-check.XXXXXX")
  VOLATILE=$(mktemp -d /dev/shm/omero-check.XXXXXX)
  trap instance_end EXIT
  trap 'exit 130' INT TERM
  export OMERODIR=$WORK/instance
  mkdir -p "$OMERODIR/etc/grid"
  local async_port metrics_port
  read -r PORT async_port metrics_port <<<"$(free_ports 3)"
  HERE=127.0.0.1:$PORT
  METRICS=127.0.0.1:$metrics_port
  export PORT HERE METRICS
  instance_set omero.web.application_server.port "$PORT"
  instance_set omero.web.application_server.async_port "$async_port"
  instance_set omero.web.metrics.address "$METRICS"
  instance_set omero.web.shared.volatile_dir "$VOLATILE"
  instance_set omero.web.public.enabled true
  instance_set omero.web.public.url_filter "$EVERYTHING"
}

instance_set() {
  "$OMERO" config set "$1" -- "$2" >"$WORK/config.out" 2>&1 ||
    die "config set $1 was refused: $(cat "$WORK/config.out")"
}

# Imports files, or a picture of 512 x 512 with three channels of 16 bits; IMAGE is the first's number.
instance_import() {
  if [ $# -eq 0 ]; then
    python3 "$CLUSTER/picture.py" "$WORK/picture.ome.tif"
    set -- "$WORK/picture.ome.tif"
  fi
  "$OMERO" import "$@" >"$WORK/import.out" 2>&1 || die "import failed: $(cat "$WORK/import.out")"
  IMAGE=$(grep -o 'Image:[0-9]*' "$WORK/import.out" | head -n 1 | cut -d : -f 2)
  [ -n "$IMAGE" ] || die "import named no image: $(cat "$WORK/import.out")"
  THUMBNAIL=/webclient/render_thumbnail/$IMAGE/
  PLANE=/webgateway/render_image/$IMAGE/0/0/
  export IMAGE THUMBNAIL PLANE
}

instance_start() {
  "$OMERO" web start >"$WORK/start.out" 2>&1 || {
    cat "$WORK/start.out" "$OMERODIR"/var/log/OMEROweb.log >&2 2>/dev/null || true
    die "the cluster did not start"
  }
  wait_for "http://$METRICS/healthz"
}

wait_for() {
  local tries=0
  until curl -fs -m 2 -o "$WORK/answer.out" "$1"; do
    tries=$((tries + 1))
    [ "$tries" -lt 100 ] || die "no good answer from $1 within 10 s"
    sleep 0.1
  done
}

instance_status() { curl -fs -m 5 "http://$METRICS/status"; }
master_pid() { cat "$OMERODIR/var/django.pid"; }

# Waits until every slot has one worker, which is ready and serves.
wait_settled() {
  python3 - "$METRICS" "${1:-20}" <<'PYTHON'
import json, sys, time, urllib.request
address, seconds = sys.argv[1], float(sys.argv[2])
end = time.monotonic() + seconds
while time.monotonic() < end:
    status = json.load(urllib.request.urlopen(f"http://{address}/status", timeout=5))
    slots = [slot for pool in status["pools"] for slot in pool["slots"]]
    if status["phase"] == "ready" and all(
        len(slot["workers"]) == 1 and slot["workers"][0]["state"] == "ready" for slot in slots
    ):
        sys.exit(0)
    time.sleep(0.1)
sys.exit(f"not settled after {seconds} s: {json.dumps(status)}")
PYTHON
}

# The sum of all series of a metric whose labels contain a text; 0 when there are none.
metric() {
  curl -fs -m 5 "http://$METRICS/metrics" |
    awk -v name="$1" -v labels="${2:-}" '
      index($0, "#") != 1 { split($1, parts, "{"); if (parts[1] == name && index($1, labels)) sum += $2 }
      END { printf "%d\n", sum }'
}

# Debian's Python has the package, which another one on the path may lack.
python_with_smtp() {
  local python
  for python in python3 /usr/bin/python3; do
    "$python" -c 'import aiosmtpd' 2>/dev/null && printf '%s\n' "$python" && return
  done
  die "there is no aiosmtpd: run ops/packages test"
}

load() { python3 "$CLUSTER/load.py" --at "$HERE" "$@"; }

instance_end() {
  local code=$?
  trap - EXIT INT TERM
  instance_end_extras
  if [ -f "$OMERODIR/var/django.pid" ]; then
    "$OMERO" web stop >"$WORK/stop.out" 2>&1 || warn "stop: $(cat "$WORK/stop.out")"
  fi
  if [ "$code" -ne 0 ] && [ -f "$OMERODIR/var/log/OMEROweb.log" ]; then
    warn "the last lines of the server's log:"
    tail -n 20 "$OMERODIR/var/log/OMEROweb.log" >&2
  fi
  if [ -n "${OMERO_KEEP:-}" ]; then warn "kept $WORK"; else rm -rf "$WORK" "$VOLATILE"; fi
  exit "$code"
}

# Overridden by checks that start more than the cluster.
instance_end_extras() { :; }
