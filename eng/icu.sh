# Sourced. .NET looks for ICU before it can say anything, and without it starts only in invariant mode.
has_icu() {
  [ "$(uname -s)" = Linux ] || return 0
  local f
  for f in /usr/lib/*/libicuuc.so* /usr/lib/libicuuc.so* /usr/lib64/libicuuc.so* /lib/*/libicuuc.so*; do [ -e "$f" ] && return 0; done
  return 1
}
