# Shared by every set-up script: says what happens, stops with a reason. Source it from bash.
# shellcheck shell=bash
set -Eeuo pipefail

SDC_ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
HOME=${HOME:-$(getent passwd "$(id -u)" | cut -d: -f6)}
export HOME
SDC_CACHE=${XDG_CACHE_HOME:-$HOME/.cache}/sangdamcall
SDC_STEP="starting"
SDC_T0=$SECONDS

say() { printf '[%3ds] %s\n' $((SECONDS - SDC_T0)) "$*"; }
step() { SDC_STEP=$*; say "$*"; }
die() { printf 'FAILED while %s: %s\n' "$SDC_STEP" "$*" >&2; exit 1; }
trap 'rc=$?; printf "FAILED while %s (line %s of %s, exit code %s)\n" "$SDC_STEP" "$LINENO" "${BASH_SOURCE[0]}" "$rc" >&2; exit $rc' ERR

# quietly LOG COMMAND...: the output goes to LOG; its end is shown when the command fails.
quietly() {
    local log=$1; shift
    mkdir -p "$(dirname "$log")"
    if ! "$@" >"$log" 2>&1; then
        tail -n 40 "$log" >&2
        die "'$*' failed; the whole output is in $log"
    fi
}

# retry N COMMAND...: mirrors have bad minutes.
retry() {
    local n=$1 i; shift
    for ((i = 1; ; i++)); do
        "$@" && return 0
        ((i < n)) || return 1
        say "that failed; try $((i + 1)) of $n in $((i * 3)) s"
        sleep $((i * 3))
    done
}

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"
    elif command -v sudo >/dev/null; then sudo -E "$@"
    else die "installing packages needs root or sudo; as root run: $*"; fi
}

# configure PRESET LOG: prepares build/PRESET with our libraries, and ccache where it is installed.
configure() {
    local launcher=()
    step "configuring the $1 build"
    if command -v ccache >/dev/null; then
        export CCACHE_DIR=${CCACHE_DIR:-$SDC_CACHE/ccache} CCACHE_BASEDIR=$SDC_ROOT CCACHE_NOHASHDIR=1
        export CCACHE_DEPEND=1 # No second run of the preprocessor for what the cache does not have.
        launcher=(-DCMAKE_C_COMPILER_LAUNCHER=ccache -DCMAKE_CXX_COMPILER_LAUNCHER=ccache)
    fi
    quietly "$2" cmake --preset "$1" -DSANGDAM_DEPS="$(cat "$SDC_ROOT/build/deps-prefix")" "${launcher[@]}"
}
