#!/bin/bash
# Small designs, each with one thing about it, and what has to be found in it. Each says
#
#   # Tells: RULE...     each of these
#   # Silent: RULE...    none of these
set -u
. tests/support/cases.sh
here=tests/findings/cases

# header FILE WORD
header() {
    sed -n "s/^# $2: *//p" "$1"
}

for file in "$here"/*.yaml; do
    name=$(basename "$file" .yaml)
    wanted "$name" || continue
    strata check "$file" >"$scratch/seen" 2>&1
    for rule in $(header "$file" Tells); do
        times=$(grep -c "\[$rule\]" "$scratch/seen")
        [ "$times" -ge 1 ] || complain "$rule is not told"
    done
    for rule in $(header "$file" Silent); do
        ! grep -q "\[$rule\]" "$scratch/seen" || complain "$rule is told"
    done
    check "$name"
done

# One decision is one finding, however many components are in it.
for one in eighteen-notes:off-column three-self-hosting-warnings:self-hosting-too-early; do
    wanted "$one" || continue
    times=$(strata check "$here/${one%:*}.yaml" | grep -c "\[${one#*:}\]")
    [ "$times" = 1 ] || complain "told $times times"
    check "once in $one"
done

# A fix never leaves the product without a model or without embeddings.
for one in fix-empties-workhorse in-house-embeddings; do
    wanted "$one" || continue
    ! strata check "$here/$one.yaml" | grep -q 'fix: remove \(In-house\|Self-hosted\)' ||
        complain "what the store needs is taken away"
    check "no needed layer is emptied in $one"
done
finish
