# One authority, a good certificate, and three bad ones, each with exactly one fault. Sourced by eng/servers.

make_certificates() {
  local d=$state/tls key="-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes"
  [ -e "$d/done" ] && openssl x509 -checkend 86400 -noout -in "$d/good.pem" >/dev/null 2>&1 && return
  rm -rf "$state/tls"
  mkdir -p "$d" && : >"$d/index" && echo 1000 >"$d/serial" || die "cannot write $d"
  printf '%s\n' '[ca]' 'default_ca = it' '[it]' "database = $d/index" "serial = $d/serial" "new_certs_dir = $d" \
    'default_md = sha256' 'policy = any' 'unique_subject = no' '[any]' 'commonName = supplied' >"$d/ca.conf"
  {
    openssl req -x509 $key -days 825 -subj "/CN=Mailstead test authority" -keyout "$d/ca.key" -out "$d/ca.pem" \
      -addext basicConstraints=critical,CA:TRUE -addext keyUsage=critical,keyCertSign,cRLSign &&
      issue good localhost "DNS:localhost,DNS:mail.$domain,IP:127.0.0.1" -days 800 &&
      issue expired localhost DNS:localhost,IP:127.0.0.2 -startdate 20200101000000Z -enddate 20200201000000Z &&
      issue wrong-host "other.$domain" "DNS:other.$domain" -days 800 &&
      openssl req -x509 $key -days 825 -subj "/CN=localhost" -keyout "$d/untrusted.key" -out "$d/untrusted.pem" \
        -addext subjectAltName=DNS:localhost,IP:127.0.0.4
  } >>"$state/log/certificates.log" 2>&1 || die "openssl could not make the certificates, see $state/log/certificates.log"
  chmod 600 "$d"/*.key
  : >"$d/done"
}

issue() { # NAME COMMON-NAME ALTERNATIVE-NAMES validity...
  local n=$1 cn=$2 alt=$3; shift 3
  openssl req -new $key -subj "/CN=$cn" -keyout "$d/$n.key" -out "$d/$n.csr" &&
    printf 'subjectAltName=%s\nextendedKeyUsage=serverAuth\n' "$alt" >"$d/$n.ext" &&
    openssl ca -batch -notext -config "$d/ca.conf" -cert "$d/ca.pem" -keyfile "$d/ca.key" -extfile "$d/$n.ext" "$@" \
      -in "$d/$n.csr" -out "$d/$n.pem"
}
