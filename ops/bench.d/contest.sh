# What both benchmarks share: the contestants beside this server, and how they are measured.
# Sourced, never run.
# shellcheck shell=bash

BENCH=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=ops/cluster/instance.sh
. "$BENCH/../cluster/instance.sh"
RUNS=5
SECONDS_OF_RUN=5
if [ "${1:-}" = --quick ]; then
  RUNS=3
  SECONDS_OF_RUN=2
fi
KEPT=$BENCH/.work
CORES=$(getconf _NPROCESSORS_ONLN)
# What gunicorn's manual advises; all others, this server too, have a worker for each core.
GUNICORN_WORKERS=$((2 * CORES + 1))
CONTESTANTS=()
# One thread a process in numpy's own libraries: the workers are the parallelism.
export OPENBLAS_NUM_THREADS=1 OMP_NUM_THREADS=1

# Builds this server and the environment of the others; their names follow.
prepare() {
  "$ROOT/ops/packages" bench
  swift build --package-path "$ROOT" -c release --product omero --quiet
  mkdir -p "$KEPT"
  if [ ! -x "$KEPT/venv/bin/python" ]; then python3 -m venv "$KEPT/venv"; fi
  if ! cmp -s <(printf '%s\n' "$@") "$KEPT/venv/contestants"; then
    say "making the environment of $*"
    "$KEPT/venv/bin/pip" install --quiet "$@"
    printf '%s\n' "$@" >"$KEPT/venv/contestants"
  fi
  gcc -O2 -Wall -o "$KEPT/encode_floor" "$BENCH/encode_floor.c" -lturbojpeg
}

# Keeps a contestant's process for the end: NAME ADDRESS PID.
contestant() {
  CONTESTANTS+=("$3")
  printf -v "$1" '%s' "$2=$3"
}

# nginx with what lies in $WORK/www; NGINX is its address and process.
start_nginx() {
  local port
  port=$(free_ports 1)
  cat >"$WORK/nginx.conf" <<CONFIG
daemon off; pid $WORK/nginx.pid; error_log $WORK/nginx.log; worker_processes $CORES;
events { worker_connections 2048; }
http {
  access_log off; sendfile on; keepalive_requests 100000000; open_file_cache max=100;
  types { image/jpeg jpg; }
  client_body_temp_path $WORK/body; proxy_temp_path $WORK/proxy; fastcgi_temp_path $WORK/fastcgi;
  uwsgi_temp_path $WORK/uwsgi; scgi_temp_path $WORK/scgi;
  ${2:-}
  server { listen 127.0.0.1:$port; root $WORK/www; ${1:-} }
}
CONFIG
  chmod -R a+rX "$WORK"
  nginx -c "$WORK/nginx.conf" 2>"$WORK/nginx.err" &
  contestant NGINX "127.0.0.1:$port" $!
  wait_for "http://127.0.0.1:$port/thumbnail.jpg"
}

# The lean application under gunicorn and, with a word that says so, under granian.
start_gunicorn() {
  local port
  port=$(free_ports 1)
  "$KEPT/venv/bin/gunicorn" --chdir "$BENCH" --bind "127.0.0.1:$port" --workers "$GUNICORN_WORKERS" \
    --log-level warning "${1:-lean_app}:app" >"$WORK/gunicorn.out" 2>&1 &
  contestant "${2:-GUNICORN}" "127.0.0.1:$port" $!
  wait_for "http://127.0.0.1:$port/ping"
}

start_granian() {
  local port
  port=$(free_ports 1)
  "$KEPT/venv/bin/granian" --interface wsgi --host 127.0.0.1 --port "$port" --workers "$CORES" \
    --blocking-threads 1 --http 1 --no-ws --no-log --working-dir "$BENCH" \
    lean_app:app >"$WORK/granian.out" 2>&1 &
  contestant GRANIAN "127.0.0.1:$port" $!
  wait_for "http://127.0.0.1:$port/ping"
}

instance_end_extras() {
  local pid
  for pid in "${CONTESTANTS[@]}"; do
    kill "$pid" 2>/dev/null || continue
    wait "$pid" || true
  done
}

measure() { python3 "$BENCH/measure.py" --runs "$RUNS" --seconds "$SECONDS_OF_RUN" "$@"; }

# How often libjpeg-turbo alone encodes the plane: the floor under every uncached answer.
floor() {
  local rate run=0 rates=()
  curl -fs -o "$WORK/plane.jpg" "http://$HERE$PLANE"
  for ((run = 0; run < RUNS; run++)); do
    rate=$("$KEPT/encode_floor" "$WORK/plane.jpg" "$SECONDS_OF_RUN" "$CORES")
    rates+=("$rate")
  done
  say "libjpeg-turbo alone, 512 x 512, quality 90, $CORES processes:" \
    "$(printf '%s\n' "${rates[@]}" | sort -n | sed -n "$((RUNS / 2 + 1))p")/s"
}

us() { printf 'omero=%s=%s' "$HERE" "$(master_pid)"; }

# Starts this server anew with a setting changed.
restart_with() {
  "$OMERO" web stop >"$WORK/stop.out"
  instance_set "$1" "$2"
  instance_start
}

introduce() {
  say "$CORES cores,$(grep -m 1 'model name' /proc/cpuinfo | cut -d : -f 2)"
}
