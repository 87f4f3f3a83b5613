# A real nginx before the cluster of a check, configured as `omero web config` prints it.
# Sourced by checks after instance.sh, never run.
# shellcheck shell=bash

# A whole configuration around a kind, which for two of the three is only a part.
whole_configuration() {
  local kind=$1 port=$2
  local lines="pid $WORK/nginx.pid; error_log $WORK/nginx.log; worker_processes 1;
events { worker_connections 512; }"
  local paths="access_log off;
  include /etc/nginx/mime.types;
  client_body_temp_path $WORK/body; proxy_temp_path $WORK/proxy; fastcgi_temp_path $WORK/fastcgi;
  uwsgi_temp_path $WORK/uwsgi; scgi_temp_path $WORK/scgi;"
  case $kind in
    nginx)
      "$OMERO" web config nginx --http "$port" >"$WORK/site.conf"
      printf '%s\nhttp {\n  %s\n  include %s;\n}\n' "$lines" "$paths" "$WORK/site.conf"
      ;;
    nginx-location)
      "$OMERO" web config nginx-location --http "$port" >"$WORK/location.conf"
      printf '%s\nhttp {\n  %s\n  server { listen %s; include %s; }\n}\n' \
        "$lines" "$paths" "$port" "$WORK/location.conf"
      ;;
    nginx-development)
      "$OMERO" web config nginx-development --http "$port"
      ;;
  esac
}

start_nginx() {
  nginx -g 'daemon on;' -c "$WORK/nginx.conf" 2>"$WORK/nginx.err" || {
    cat "$WORK/nginx.err"
    return 1
  }
}

pid_file() {
  if [ -f "$OMERODIR/var/pid.nginx" ]; then say "$OMERODIR/var/pid.nginx"; else say "$WORK/nginx.pid"; fi
}

stop_nginx() {
  local file pid
  file=$(pid_file)
  [ -f "$file" ] || return 0
  pid=$(cat "$file")
  kill -QUIT "$pid"
  while kill -0 "$pid" 2>/dev/null; do sleep 0.05; done
}

instance_end_extras() { stop_nginx; }

# Before the start: the cluster will live below a prefix.
front_settings() {
  PREFIX=/omero
  instance_set omero.web.prefix "$PREFIX"
  instance_set omero.web.static_url "$PREFIX/static/"
}

# After the start: BASE is where the cluster is to be found by way of nginx.
front_start() {
  local port
  port=$(free_ports 1)
  "$OMERO" web syncmedia >"$WORK/syncmedia.out"
  # nginx's own user reads the static files.
  chmod 755 "$WORK"
  whole_configuration nginx "$port" >"$WORK/nginx.conf"
  start_nginx || die "nginx did not start"
  BASE=http://127.0.0.1:$port$PREFIX
  wait_for "$BASE/webclient/keepalive_ping/"
}
