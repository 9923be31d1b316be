#!/bin/bash
# make bench: how fast is strata, as ratios to a floor in the same run. Nothing here passes or fails.
set -u
bench=$(dirname "$STRATA")/tests/bench
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
export TERM=xterm-256color LC_ALL=C.UTF-8
unset COLORTERM NO_COLOR

echo "Start to first frame and key to frame, at 120x36, against a bare ncurses program:"
"$bench/ptybench" -s 120x36 -- "$bench/bare" -- "$STRATA" preset:enterprise
echo
echo "What a key costs before the terminal:"
"$bench/review"
echo
echo "One picture in character cells, on a pane and on a whole screen:"
"$bench/diagram"
echo
echo "Export of preset:doc-qa-enterprise to SVG, against dot on the same DOT (seconds, best and median of 21, in turns):"
"$STRATA" export preset:doc-qa-enterprise -o "$scratch/x.dot" || exit 1
seconds() { # COMMAND...: of one run
    local from=$EPOCHREALTIME
    "$@" >/dev/null
    local to=$EPOCHREALTIME
    echo $(((${to/./} - ${from/./})))
}
for _ in $(seq 21); do
    seconds dot -Tsvg "$scratch/x.dot" >>"$scratch/dot"
    seconds "$STRATA" export preset:doc-qa-enterprise -o "$scratch/x.svg" >>"$scratch/strata"
done
for who in dot strata; do
    sort -n "$scratch/$who" | awk -v who="$who" '{ t[NR] = $1 } END { printf "  %-8s %.4f %.4f\n", who, t[1] / 1e6, t[int((NR + 1) / 2)] / 1e6 }'
done
