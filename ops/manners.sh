# What every script here begins with: where the project lies, how a script speaks, how it ends.
# Sourced, never run.
# shellcheck shell=bash

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
export ROOT

say() { printf '%s\n' "$*"; }
warn() { printf '%s\n' "$*" >&2; }
die() {
  warn "$(basename "$0"): $*"
  exit 1
}

# Prints the comment a script begins with.
show_help() {
  sed -n '2,/^[^#]/s/^# \{0,1\}//p' "$0"
  exit 0
}

wants_help() {
  case ${1:-} in -h | --help) show_help ;; esac
}

# The words of a promise, then a command that tells whether it is kept.
# `ops/test` counts the lines this prints.
PROMISES_BROKEN=0
promise() {
  local words=$1
  shift
  if "$@"; then
    say "ok - $words"
  else
    say "not ok - $words"
    PROMISES_BROKEN=$((PROMISES_BROKEN + 1))
  fi
}

# The last line of a script that checks promises.
conclude() {
  [ "$PROMISES_BROKEN" -eq 0 ]
}
