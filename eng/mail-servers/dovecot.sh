# Dovecot: IMAP with STARTTLS, IMAPS, LMTP, submission; passwords and bearer tokens. Sourced by eng/servers.
# The same ports with a bad certificate: 127.0.0.2 expired, 127.0.0.3 for another host, 127.0.0.4 of no known authority.

dovecot_missing() {
  lacks dovecot dovecot-core
  lacks /usr/lib/dovecot/imap dovecot-imapd
  lacks /usr/lib/dovecot/lmtp dovecot-lmtpd
  lacks /usr/lib/dovecot/submission-login dovecot-submissiond
  lacks openssl openssl
  lacks python3 python3 # reads what arrives, as a second mail program
}

dovecot_up() { is_running dovecot dovecot; }

dovecot_start() {
  local d=$state/dovecot
  # A socket left by a killed Dovecot makes the next one wait for whoever it thinks is behind it.
  rm -rf "$state/run/dovecot"
  mkdir -p "$d" "$state/mail" "$state/run/dovecot"
  ! is_root || chown "$owner" "$state/mail"
  dovecot_users >"$d/users"
  dovecot_token_key >/dev/null
  dovecot_conf >"$d/dovecot.conf"
  printf '%s\n' 'introspection_mode = local' "local_validation_key_dict = fs:posix:prefix=$d/jwt/" \
    'username_attribute = sub' 'username_format = %Ln' >"$d/oauth2.conf"
  dovecot -c "$d/dovecot.conf" >"$state/log/dovecot-start.log" 2>&1 </dev/null || { cat "$state/log/dovecot-start.log" >&2; return 1; }
  wait_until 5 test -s "$state/run/dovecot/master.pid" &&
    tr -dc 0-9 <"$state/run/dovecot/master.pid" >"$(pid_file dovecot)" &&
    wait_until 5 listens "$port_imap" && wait_until 5 listens "$port_lmtp"
}

dovecot_stop() { kill -TERM "$(pid_of dovecot)"; }

dovecot_env() {
  cat <<E
MAILSTEAD_TEST_IMAP_PORT=$port_imap
MAILSTEAD_TEST_IMAPS_PORT=$port_imaps
MAILSTEAD_TEST_LMTP_PORT=$port_lmtp
MAILSTEAD_TEST_DOVECOT_SUBMISSION_PORT=$port_dovecot_submission
MAILSTEAD_TEST_MAIL_ROOT=$state/mail
MAILSTEAD_TEST_EXPIRED_HOST=127.0.0.2
MAILSTEAD_TEST_WRONG_NAME_HOST=127.0.0.3
MAILSTEAD_TEST_UNTRUSTED_HOST=127.0.0.4
MAILSTEAD_TEST_DOVECOT_PID_FILE=$(pid_file dovecot)
E
}

dovecot_users() {
  local i uid gid
  uid=$(id -u "$owner") gid=$(id -g "$owner")
  for ((i = 1; i <= users; i++)); do echo "user$i:{PLAIN}$password:$uid:$gid::$state/mail/user$i::"; done
}

dovecot_token_key() { # prints the key, base64, which is made on first use
  local f=$state/dovecot/jwt/default/HS256/default
  [ -s "$f" ] || { mkdir -p "$(dirname "$f")" && openssl rand -base64 48 | tr -d '\n' >"$f"; }
  cat "$f"
}

bearer_token() { # USER: RFC 7519, HS256, valid for an hour
  local now head body key
  now=$(date +%s)
  key=$(dovecot_token_key | base64 -d | od -An -v -tx1 | tr -d ' \n')
  head=$(printf '{"alg":"HS256","typ":"JWT"}' | base64url)
  body=$(printf '{"sub":"%s","iat":%s,"nbf":%s,"exp":%s}' "$1" "$now" $((now - 5)) $((now + 3600)) | base64url)
  printf '%s.%s.%s\n' "$head" "$body" "$(printf '%s.%s' "$head" "$body" | openssl dgst -sha256 -mac HMAC -macopt "hexkey:$key" -binary | base64url)"
}

base64url() { openssl base64 -A | tr '+/' '-_' | tr -d '='; }

dovecot_conf() {
  local login=$owner internal=$owner box
  ! is_root || login=dovenull internal=dovecot
  cat <<E
base_dir = $state/run/dovecot
state_dir = $state/dovecot
instance_name = mailstead-test
log_path = $state/log/dovecot.log
protocols = imap lmtp submission
listen = 127.0.0.1, 127.0.0.2, 127.0.0.3, 127.0.0.4
default_login_user = $login
default_internal_user = $internal
default_internal_group = $(id -gn "$internal")
first_valid_uid = 1
first_valid_gid = 1
default_vsz_limit = 1G
disable_plaintext_auth = no
auth_mechanisms = plain login cram-md5 scram-sha-1 scram-sha-256 xoauth2 oauthbearer
auth_username_format = %Ln
auth_failure_delay = 0 secs
mail_max_userip_connections = 20
mail_location = maildir:~/Maildir
mail_fsync = never
mail_plugins = \$mail_plugins notify zlib
mailbox_list_index = yes
mail_attribute_dict = file:%h/attributes
recipient_delimiter = +
lmtp_save_to_detail_mailbox = yes
hostname = mail.$domain
submission_relay_host = 127.0.0.1
submission_relay_port = $port_mx
submission_relay_trusted = yes
ssl = yes
ssl_min_protocol = TLSv1.2
ssl_cert = <$state/tls/good.pem
ssl_key = <$state/tls/good.key
$(dovecot_certificate 127.0.0.2 expired)
$(dovecot_certificate 127.0.0.3 wrong-host)
$(dovecot_certificate 127.0.0.4 untrusted)
passdb {
  driver = passwd-file
  args = $state/dovecot/users
  mechanisms = plain login cram-md5 scram-sha-1 scram-sha-256
}
passdb {
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = $state/dovecot/oauth2.conf
}
userdb {
  driver = passwd-file
  args = $state/dovecot/users
}
namespace inbox {
  inbox = yes
  separator = /
$(for box in Drafts Sent Junk Trash Archive; do printf '  mailbox %s {\n    special_use = \\%s\n    auto = subscribe\n  }\n' $box $box; done)
}
protocol imap {
  mail_plugins = \$mail_plugins imap_zlib
  imap_metadata = yes
}
protocol lmtp {
  postmaster_address = postmaster@$domain
}
service imap-login {
  chroot =
  service_count = 0
  process_min_avail = 1
  inet_listener imap {
    port = $port_imap
  }
  inet_listener imaps {
    port = $port_imaps
    ssl = yes
  }
}
service imap {
  process_limit = 1024
}
service submission-login {
  chroot =
  inet_listener submission {
    port = $port_dovecot_submission
  }
}
service lmtp {
  inet_listener lmtp {
    address = 127.0.0.1
    port = $port_lmtp
  }
}
service auth {
  inet_listener {
    address = 127.0.0.1
    port = $port_auth
  }
  unix_listener auth-userdb {
    mode = 0666
  }
}
service auth-worker {
  user = $(is_root && echo root || echo "$owner")
}
service stats {
  user = $internal
  unix_listener stats-writer {
    mode = 0666
  }
}
service anvil {
  user = $internal
  chroot =
  # No listener, no penalty: else one test's wrong password makes the logins of all others wait for seconds.
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
E
}

dovecot_certificate() { # ADDRESS NAME
  printf 'local %s {\n  ssl_cert = <%s\n  ssl_key = <%s\n}\n' "$1" "$state/tls/$2.pem" "$state/tls/$2.key"
}
