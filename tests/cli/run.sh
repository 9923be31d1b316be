#!/bin/bash
# The command line: cases/NAME/cmd is a piece of shell in which `strata` is the program. What it prints is compared
# with cases/NAME/stdout and stderr, how it ends with cases/NAME/status; a file that is not there means "nothing", or 0.
# It runs in an empty folder with a copy of files/ in it. UPDATE_GOLDEN=1 rewrites what is expected; read the difference.
set -u
here=$(cd "$(dirname "$0")" && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
mkdir "$scratch/bin"
ln -s "$STRATA" "$scratch/bin/strata"
n=0 failed=0

# said NAME REASON: one test, failed if there is a reason.
said() {
    n=$((n + 1))
    if [ -z "$2" ]; then
        echo "ok $n - $1"
    else
        echo "not ok $n - $1"
        sed 's/^/# /' <<<"$2"
        failed=1
    fi
}

# keep FILE GOLDEN: the golden file, or none if there is nothing to keep.
keep() {
    if [ -s "$1" ]; then cp "$1" "$2"; else rm -f "$2"; fi
}

# run CASE: leaves stdout, stderr and status in $scratch/seen.
run() {
    rm -rf "$scratch/seen" "$scratch/work"
    mkdir "$scratch/seen"
    cp -r "$here/files" "$scratch/work"
    local status=0
    (cd "$scratch/work" && PATH="$scratch/bin:$PATH" HOME="$scratch/work" bash "$1/cmd") \
        >"$scratch/seen/stdout" 2>"$scratch/seen/stderr" </dev/null || status=$?
    [ "$status" -eq 0 ] || echo "$status" >"$scratch/seen/status"
}

for case in "$here"/cases/*/; do
    case=${case%/}
    name=$(basename "$case")
    [[ "cli $name" == *"${TEST:-}"* || tests/cli/run.sh == *"${TEST:-}"* ]] || continue
    run "$case"
    reason=
    for part in stdout stderr status; do
        touch "$scratch/seen/$part"
        [ "${UPDATE_GOLDEN:-}" != 1 ] || keep "$scratch/seen/$part" "$case/$part"
        golden=$case/$part
        [ -e "$golden" ] || golden=/dev/null
        reason+=$(diff -u --label "$part expected" --label "$part seen" "$golden" "$scratch/seen/$part")
    done
    # Whatever came in: no control character goes out, but for the line ends of text and CSV.
    if LC_ALL=C grep -q '[^[:print:][:space:]]' <(LC_ALL=C tr -d '\200-\377' <"$scratch/seen/stdout") ||
        LC_ALL=C grep -q '[^[:print:][:space:]]' <(LC_ALL=C tr -d '\200-\377' <"$scratch/seen/stderr"); then
        reason+="a control character was printed"
    fi
    said "cli $name" "$reason"
done

# For a terminal or a mail: no line is wider than 80 cells.
narrow() { # NAME ARGUMENT...
    local name=$1 wide
    shift
    wide=$("$STRATA" "$@" | wc -L)
    said "cli $name fits 80 columns" "$([ "$wide" -le 80 ] || echo "a line has $wide")"
}
for preset in solo startup enterprise doc-qa-solo doc-qa-startup doc-qa-enterprise; do
    narrow "show $preset" show "preset:$preset"
    narrow "cost $preset" cost "preset:$preset"
done
narrow help --help
narrow "catalog list" catalog list
for verb in new show export check cost explain catalog help; do
    narrow "help $verb" help "$verb"
done

# What shells and man make of what is generated for them.
said "cli bash takes its completion" "$("$STRATA" --doc bash | bash -n 2>&1)"
for shell in zsh fish; do
    if command -v $shell >/dev/null; then
        "$STRATA" --doc $shell >"$scratch/completion"
        said "cli $shell takes its completion" "$($shell -n "$scratch/completion" 2>&1)"
    fi
done
if command -v groff >/dev/null; then
    said "cli groff takes the man page" "$("$STRATA" --doc man | groff -man -ww -Tutf8 2>&1 >/dev/null)"
fi

echo "1..$n"
exit $failed
