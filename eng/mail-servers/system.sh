# Processes, ports and places. Sourced by eng/servers.

not() { ! "$@"; }

# Service users must be able to walk to the state directory, and socket paths below it stay under 108 bytes.
default_state() {
  local home=${here%/eng} path
  path=$home/artifacts/mail-servers
  if [ ${#path} -le 60 ] && { ! is_root || enterable "$home"; }; then echo "$path"; return; fi
  echo "/tmp/mailstead-servers-$(id -u)-$(printf %s "$home" | cksum | cut -d' ' -f1)"
}

enterable() { # DIR: others may enter it and all its parents
  local p=$1
  while [ "$p" != / ]; do
    [ ! -e "$p" ] || [ $((0$(stat -c %a "$p") & 1)) = 1 ] || return 1
    p=$(dirname "$p")
  done
}

prepare_state() {
  [ ${#state} -le 60 ] || die "the state directory's path is too long for the sockets below it (60 characters at most): $state"
  mkdir -p "$state/log" "$state/run" || die "cannot write $state"
  chmod 755 "$state" "$state/run"
  ! is_root || enterable "$state" || die "service users cannot enter a parent of $state; choose another --state"
  owner=mail
  is_root || owner=$(id -un)
}

pid_file() { echo "$state/run/$1.pid"; }
pid_of() { [ ! -s "$(pid_file "$1")" ] || tr -dc 0-9 <"$(pid_file "$1")"; }

# A recorded process id may have been given to somebody else since: the program must still be the one that was started.
is_running() { # NAME PROGRAM
  local pid; pid=$(pid_of "$1")
  [ -n "$pid" ] && [ -r "/proc/$pid/cmdline" ] && tr '\0' ' ' <"/proc/$pid/cmdline" | grep -q -- "$2"
}

descendants() { # PID...: they and all their children, from /proc
  local all="$*" more="$*" p
  while [ -n "$more" ]; do
    p=$more more=
    for p in $p; do more="$more $(cat "/proc/$p/task/"*/children 2>/dev/null)"; done
    more=$(echo $more)
    all="$all $more"
  done
  echo $all
}

kill_tree() { # PID: stop the parent first, so that it starts nothing new
  [ -n "$1" ] || return 0
  kill -STOP "$1" 2>/dev/null
  kill -KILL $(descendants "$1") 2>/dev/null
  wait_until 5 not kill -0 "$1"
}

# What survived a parent that a test killed: processes of that server that work below this state directory.
sweep() { # NAME
  local link pid
  for link in /proc/[0-9]*/cwd; do
    case $(readlink "$link" 2>/dev/null) in "$state"/*) ;; *) continue ;; esac
    pid=${link#/proc/} pid=${pid%/cwd}
    case $(readlink "/proc/$pid/exe") in */"$1" | */"$1"/*) kill -KILL "$pid" 2>/dev/null ;; esac
  done
}

wait_until() { # SECONDS COMMAND...
  local i n=$(($1 * 50)); shift
  for ((i = 0; i < n; i++)); do "$@" 2>/dev/null && return 0; sleep 0.02; done
  return 1
}

listens() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

port_names="imap imaps lmtp auth dovecot_submission mx submission smtps cyrus cyrus_tls cyrus_lmtp"

# Chosen once and kept: a server that was killed comes back where it was. Chosen anew when nothing runs here and somebody else
# has taken one of them.
make_ports() {
  load_ports && { [ -n "$(servers_of_state)" ] || ports_are_free; } && return
  local n p taken=
  for n in $port_names; do
    while :; do
      p=$((20000 + (RANDOM * 32768 + RANDOM) % 12000)) # below the range of outgoing connections
      case $taken in *" $p "*) continue ;; esac
      listens $p || break
    done
    taken="$taken $p "
    echo "port_$n=$p"
  done >"$state/ports"
  load_ports
}

ports_are_free() {
  local n
  for n in $port_names; do n=port_$n; ! listens "${!n:-0}" || return 1; done
}

load_ports() { [ -s "$state/ports" ] && . "$state/ports"; }
