#!/bin/bash
# Golden screens: cases/NAME.case says what is typed into which design on which screen, cases/NAME.screen is what
# is then seen. UPDATE_GOLDEN=1 rewrites the screens; read the difference.
#
#   size 80x24            the screen
#   file preset:startup   the design; left out: none
#   styles                show the style of each cell, too
#   keys jj<Enter>        what is typed
set -u
here=$(cd "$(dirname "$0")" && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
n=0 failed=0
for case in "$here"/cases/*.case; do
    name=$(basename "$case" .case)
    golden=$here/cases/$name.screen
    args=() file=
    while read -r word rest; do
        case $word in
        size) args+=(--size "$rest") ;;
        styles) args+=(--styles) ;;
        file) file=$rest ;;
        keys) args+=(--script "$rest") ;;
        '' | '#') ;;
        *) args+=(--no-such-word-in-a-case "$word") ;;
        esac
    done <"$case"
    [ -f "$here/cases/$file" ] && cp "$here/cases/$file" "$scratch"
    n=$((n + 1))
    (cd "$scratch" && "$STRATA" "${args[@]}" ${file:+"$file"}) >"$scratch/$name.out" 2>&1
    status=$?
    [ $status -eq 0 ] || echo "status $status" >>"$scratch/$name.out"
    if [ "${UPDATE_GOLDEN:-}" = 1 ]; then
        cp "$scratch/$name.out" "$golden"
    fi
    if cmp -s "$scratch/$name.out" "$golden"; then
        echo "ok $n - screen $name"
    else
        echo "not ok $n - screen $name"
        diff -u "$golden" "$scratch/$name.out" | sed 's/^/# /'
        failed=1
    fi
done
echo "1..$n"
exit $failed
