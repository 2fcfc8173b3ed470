# Cyrus IMAP, unpacked below the state directory with the libraries it lacks, because its Debian packages conflict with
# Dovecot's. It runs as any user: its master changes user only when it is root. Sourced by eng/servers.

cyrus_root() { echo "$state/opt"; }
cyrus_bin() { echo "$(cyrus_root)/usr/lib/cyrus/bin"; }

cyrus_missing() { lacks apt-get apt; }

cyrus_up() { is_running cyrus cyrus/bin/master || is_running cyrus cyrmaster; }

cyrus_unpack() {
  local o; o=$(cyrus_root)
  [ ! -e "$o/done" ] || return 0
  say "unpacking Cyrus"
  apt-cache show cyrus-imapd >/dev/null 2>&1 || apt_get update || { say "apt knows no cyrus-imapd; run: sudo apt-get update"; return 1; }
  rm -rf "$o"
  mkdir -p "$o/deb"
  local wanted have
  have=$(dpkg-query -W -f '${Package} ${Status}\n' | awk '$NF == "installed" {print $1}')
  wanted=$(apt-cache depends --recurse --no-recommends --no-suggests --no-conflicts --no-breaks --no-replaces --no-enhances cyrus-imapd sasl2-bin |
    grep -E '^(lib|cyrus-|sasl2-bin)' | grep -v : | grep -vxF "$have" | sort -u)
  (cd "$o/deb" && apt-get download -q $wanted) >>"$apt_log" 2>&1 ||
    { apt_get update && (cd "$o/deb" && apt-get download -q $wanted) >>"$apt_log" 2>&1; } ||
    { tail -3 "$apt_log" >&2; return 1; }
  local package
  for package in "$o"/deb/*.deb; do dpkg-deb -x "$package" "$o" || return 1; done
  rm -rf "$o/deb"
  : >"$o/done"
}

cyrus_start() {
  cyrus_unpack || return 1
  local o c=$state/cyrus master
  o=$(cyrus_root)
  mkdir -p "$c/spool" "$state/run/cyrus" "$c"/conf/{socket,db,log,proc,msg,ptclient,lock}
  cyrus_imapd >"$c/imapd.conf"
  cyrus_services >"$c/cyrus.conf"
  cp "$state/tls/good.pem" "$state/tls/good.key" "$c/"
  # What the unpacked libraries and the SASL plugins beside them are found by.
  local library="$o/usr/lib/cyrus:$(ls -d "$o"/usr/lib/*-linux-gnu* "$o"/lib/*-linux-gnu* 2>/dev/null | tr '\n' :)" plugins
  plugins=$(ls -d /usr/lib/*/sasl2 "$o"/usr/lib/*/sasl2 2>/dev/null | tr '\n' :)
  cyrus_accounts || return 1
  ! is_root || chown -R "$owner" "$c" "$state/run/cyrus"
  for master in "$(cyrus_bin)/master" "$o/usr/sbin/cyrmaster"; do [ ! -x "$master" ] || break; done
  CYRUS_USER=$owner LD_LIBRARY_PATH=$library SASL_PATH=$plugins setsid "$master" -C "$c/imapd.conf" -M "$c/cyrus.conf" \
    -p "$state/run/cyrus/master.pid" -D >"$state/log/cyrus.log" 2>&1 </dev/null &
  echo $! >"$(pid_file cyrus)"
  wait_until 10 listens "$port_cyrus" && wait_until 5 listens "$port_cyrus_tls"
}

cyrus_stop() { kill -TERM "$(pid_of cyrus)"; }

cyrus_env() {
  cat <<E
MAILSTEAD_TEST_CYRUS_PORT=$port_cyrus
MAILSTEAD_TEST_CYRUS_TLS_PORT=$port_cyrus_tls
MAILSTEAD_TEST_CYRUS_USERS=$cyrus_users
MAILSTEAD_TEST_CYRUS_PID_FILE=$(pid_file cyrus)
E
}

cyrus_accounts() {
  local c=$state/cyrus tool i
  [ ! -e "$c/users-done" ] || return 0
  tool=$(command -v saslpasswd2 || echo "$o/usr/sbin/saslpasswd2")
  for ((i = 1; i <= cyrus_users; i++)); do
    printf %s "$password" | LD_LIBRARY_PATH=$library SASL_PATH=$plugins "$tool" -p -c -f "$c/sasldb2" -u "mail.$domain" "user$i" >>"$state/log/cyrus-users.log" 2>&1 ||
      { cat "$state/log/cyrus-users.log" >&2; return 1; }
  done
  : >"$c/users-done"
}

cyrus_imapd() {
  local c=$state/cyrus
  cat <<E
configdirectory: $c/conf
partition-default: $c/spool
defaultpartition: default
admins: cyrus
servername: mail.$domain
allowplaintext: yes
sasl_pwcheck_method: auxprop
sasl_auxprop_plugin: sasldb
sasl_sasldb_path: $c/sasldb2
sasl_mech_list: PLAIN LOGIN SCRAM-SHA-1 SCRAM-SHA-256
autocreate_post: 1
autocreate_quota: 0
autocreate_inbox_folders: Drafts | Sent | Junk | Trash | Archive
autocreate_subscribe_folders: Drafts | Sent | Junk | Trash | Archive
xlist-drafts: Drafts
xlist-sent: Sent
xlist-junk: Junk
xlist-trash: Trash
xlist-archive: Archive
unixhierarchysep: yes
altnamespace: yes
virtdomains: off
conversations: yes
lmtpsocket: $state/run/cyrus/lmtp
idlesocket: $state/run/cyrus/idle
notifysocket: $state/run/cyrus/notify
mboxname_lockpath: $c/conf/lock
proc_path: $c/conf/proc
tls_server_cert: $c/good.pem
tls_server_key: $c/good.key
sieveusehomedir: no
E
}

cyrus_services() {
  local bin conf=$state/cyrus/imapd.conf
  bin=$(cyrus_bin)
  cat <<E
START {
  recover cmd="$bin/ctl_cyrusdb -C $conf -r"
}
SERVICES {
  imap cmd="$bin/imapd -C $conf" listen="127.0.0.1:$port_cyrus" prefork=1
  imaps cmd="$bin/imapd -s -C $conf" listen="127.0.0.1:$port_cyrus_tls" prefork=0
  lmtp cmd="$bin/lmtpd -C $conf" listen="$state/run/cyrus/lmtp" prefork=0
}
EVENTS {
}
DAEMON {
  idled cmd="$bin/idled -C $conf"
}
E
}
