#!/bin/bash
# Golden screens: cases/NAME.case says what is typed into which design on which screen, cases/NAME.screen is what
# is then seen.
#
#   size 80x24            the screen
#   file preset:startup   the design; left out: none
#   styles                show the style of each cell, too
#   keys jj<Enter>        what is typed; <Paste>text</Paste> is pasted
set -u
. tests/support/cases.sh
cases=$PWD/tests/screens/cases

# run CASE: leaves the screen, and a status other than 0, in $scratch/seen.
run() {
    local args=() file='' word rest status=0
    while read -r word rest; do
        case $word in
        size) args+=(--size "$rest") ;;
        styles) args+=(--styles) ;;
        file) file=$rest ;;
        keys) args+=(--script "$rest") ;;
        '' | '#') ;;
        *) args+=(--no-such-word-in-a-case "$word") ;;
        esac
    done <"$1"
    rm -rf "$scratch/work"
    mkdir "$scratch/work"
    [ ! -f "$cases/$file" ] || cp "$cases/$file" "$scratch/work"
    (cd "$scratch/work" && strata "${args[@]}" ${file:+"$file"}) >"$scratch/seen" 2>&1 || status=$?
    [ "$status" -eq 0 ] || echo "status $status" >>"$scratch/seen"
}

for case in "$cases"/*.case; do
    name="screen $(basename "$case" .case)"
    wanted "$name" || continue
    run "$case"
    same "${case%.case}.screen" "$scratch/seen"
    check "$name"
done
finish
