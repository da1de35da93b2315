#!/bin/sh
# Set up .venv with all that a learner needs: sh tools/make_venv.sh [PYTHON]
set -eu

fits='import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))'
found=""
if [ -z "${1:-}" ]; then set -- python3 python3.13 python3.12 python3.11 python; fi
for python in "$@"; do
  if "$python" -c "$fits" >/dev/null 2>&1; then break; fi
  version=$("$python" --version 2>/dev/null) && found="$found${found:+, }$python ($version)"
  python=""
done
if [ -z "$python" ]; then
  echo "This course needs Python 3.11, 3.12 or 3.13, but found ${found:+only }${found:-none}:" \
    "install one from https://www.python.org/downloads/, or name yours:" \
    "make lab PYTHON=/path/to/python3.12" >&2
  exit 1
fi
if ! "$python" -c 'import ensurepip, venv' >/dev/null 2>&1; then
  version=$("$python" --version)
  version=${version#Python }
  echo "Python $version is here, but its venv module is not: on Debian and Ubuntu, install it with:" \
    "sudo apt install python${version%.*}-venv" >&2
  exit 1
fi

echo "Setting up .venv with $("$python" --version), once: about 2 GB, a few minutes."
"$python" -m venv .venv
.venv/bin/python -m pip install --disable-pip-version-check --requirement requirements.txt
# The packages, so that a lesson finds them from any folder. The lock brings their builder along.
.venv/bin/python -m pip install --disable-pip-version-check --quiet \
  --no-deps --no-build-isolation --editable .
