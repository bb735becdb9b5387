#!/usr/bin/env bash
# A Chromium for the browser tests: the one there is, else Debian's, as root or by sudo, else what to install.
set -euo pipefail
if command -v chromium >/dev/null; then exit 0; fi
if command -v apt-get >/dev/null; then
  as_root=""
  if [ "$(id -u)" != 0 ]; then as_root="sudo -n"; fi
  if $as_root apt-get update -qq && $as_root apt-get install -y -qq --no-install-recommends chromium; then exit 0; fi
fi
echo "The browser tests need Chromium: install it so that 'chromium' is in PATH (on Debian: apt-get install chromium)." >&2
exit 1
