# Installs Debian packages that are missing. Sourced by scripts that define say, die and apt_log (a file).

is_root() { [ "$(id -u)" = 0 ]; }

lacks() { # FILE-OR-COMMAND PACKAGE: prints PACKAGE when the first is not there
  [ -e "$1" ] || command -v "$1" >/dev/null 2>&1 || printf '%s ' "$2"
}

as_root() { if is_root; then "$@"; else sudo -n "$@"; fi; }

install_packages() {
  [ $# -gt 0 ] || return 0
  if ! command -v apt-get >/dev/null; then die "please install the packages that Debian calls: $*"; fi
  if ! is_root && ! sudo -n true 2>/dev/null; then die "please install first: sudo apt-get install --no-install-recommends $*"; fi
  say "installing $*"
  local rule=/usr/sbin/policy-rc.d ours=0 rc=0
  # Debian starts a service when it is installed, unless this says no.
  if [ ! -e $rule ]; then
    ours=1
    printf '#!/bin/sh\nexit 101\n' | as_root tee $rule >/dev/null && as_root chmod 755 $rule
  fi
  apt_get install "$@" || { apt_get update && apt_get install "$@"; } || rc=1
  [ $ours = 0 ] || as_root rm -f $rule
  [ $rc = 0 ] || { tail -5 "$apt_log" >&2; die "apt-get could not install: $*"; }
}

apt_get() {
  local verb=$1; shift
  as_root env DEBIAN_FRONTEND=noninteractive apt-get "$verb" -y -q -o DPkg::Lock::Timeout=300 ${1:+--no-install-recommends} "$@" \
    >>"$apt_log" 2>&1 </dev/null
}
