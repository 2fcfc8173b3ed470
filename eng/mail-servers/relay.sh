# Without root there is no Postfix: Dovecot's submission service authenticates, and this hands its mail on to LMTP.
# Sourced by eng/servers.

relay_missing() { lacks perl perl-base; }

relay_up() { is_running relay smtp-to-lmtp; }

relay_start() {
  setsid perl "$here/mail-servers/smtp-to-lmtp" "$port_mx" "$port_lmtp" "$domain" >>"$state/log/relay.log" 2>&1 </dev/null &
  echo $! >"$(pid_file relay)"
  wait_until 5 listens "$port_mx"
}

relay_stop() { kill -TERM "$(pid_of relay)"; }

relay_env() {
  cat <<E
MAILSTEAD_TEST_POSTFIX=0
MAILSTEAD_TEST_MX_PORT=$port_mx
MAILSTEAD_TEST_SUBMISSION_PORT=$port_dovecot_submission
E
}
