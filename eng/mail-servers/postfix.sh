# Postfix: MX, submission with STARTTLS, submissions over TLS; passwords by Dovecot, delivery into Dovecot over LMTP.
# Mail to other domains is accepted and dropped. Sourced by eng/servers.

postfix_missing() { lacks /usr/sbin/postfix postfix; }

postfix_up() { is_running postfix master; }

postfix_start() {
  local c=$state/postfix/conf q=$state/postfix/queue
  mkdir -p "$c" "$q" "$state/postfix/data"
  chown postfix "$state/postfix/data"
  postfix_main >"$c/main.cf"
  postfix_master >"$c/master.cf"
  postfix -c "$c" start >"$state/log/postfix-start.log" 2>&1 </dev/null || { cat "$state/log/postfix-start.log" >&2; return 1; }
  wait_until 5 listens "$port_submission" && tr -dc 0-9 <"$q/pid/master.pid" >"$(pid_file postfix)"
}

postfix_stop() { postfix -c "$state/postfix/conf" stop >>"$state/log/postfix-start.log" 2>&1; }

postfix_env() {
  cat <<E
MAILSTEAD_TEST_POSTFIX=1
MAILSTEAD_TEST_MX_PORT=$port_mx
MAILSTEAD_TEST_SUBMISSION_PORT=$port_submission
MAILSTEAD_TEST_SMTPS_PORT=$port_smtps
MAILSTEAD_TEST_POSTFIX_PID_FILE=$(pid_file postfix)
E
}

postfix_main() {
  cat <<E
compatibility_level = 3.6
queue_directory = $state/postfix/queue
data_directory = $state/postfix/data
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
mail_owner = postfix
setgid_group = postdrop
maillog_file = $state/log/postfix.log
maillog_file_prefixes = /
myhostname = mail.$domain
mydomain = $domain
mydestination =
mynetworks =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
virtual_mailbox_domains = $domain
virtual_mailbox_maps = regexp:$state/postfix/conf/users
virtual_transport = lmtp:inet:127.0.0.1:$port_lmtp
default_transport = discard:outside
alias_maps =
smtpd_sasl_type = dovecot
smtpd_sasl_path = inet:127.0.0.1:$port_auth
smtpd_sasl_security_options = noanonymous
smtpd_tls_cert_file = $state/tls/good.pem
smtpd_tls_key_file = $state/tls/good.key
smtpd_tls_security_level = may
smtpd_relay_restrictions = permit_sasl_authenticated, reject_unauth_destination
smtpd_authorized_xclient_hosts = 127.0.0.1
smtpd_client_connection_count_limit = 0
smtpd_peername_lookup = no
smtp_host_lookup = native
message_size_limit = 52428800
virtual_mailbox_limit = 0
mailbox_size_limit = 0
smtputf8_enable = yes
recipient_delimiter = +
E
  printf '/^(user[0-9]+|postmaster)(\\+.*)?@%s$/ ok\n' "${domain//./\\.}" >"$state/postfix/conf/users"
}

postfix_master() {
  local authenticated="-o smtpd_sasl_auth_enable=yes -o smtpd_client_restrictions=permit_sasl_authenticated,reject"
  cat <<E
127.0.0.1:$port_mx inet n - n - 50 smtpd
127.0.0.1:$port_submission inet n - n - 50 smtpd $authenticated
127.0.0.1:$port_smtps inet n - n - 50 smtpd $authenticated -o smtpd_tls_wrappermode=yes
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
smtp unix - - n - - smtp
showq unix n - n - - showq
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
lmtp unix - - n - - lmtp
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
E
}
