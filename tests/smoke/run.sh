#!/bin/bash
# The catalogue that we ship, in the program that we ship: a few things that any good catalogue does, whatever its prices
# are. What they are is for presets to say; everything else is tested on the frozen one.
set -u
. tests/support/cases.sh

presets=(solo startup enterprise doc-qa-solo doc-qa-startup doc-qa-enterprise)

# fine ARGUMENT...: strata has something to say, and nothing to complain of, in 80 columns.
fine() {
    local status=0 wide
    strata "$@" >"$scratch/out" 2>"$scratch/err" || status=$?
    [ "$status" -eq 0 ] || complain "strata $*" "ended with $status"
    complain "$(cat "$scratch/err")"
    [ -s "$scratch/out" ] || complain "strata $*" "nothing was printed"
    wide=$(wc -L <"$scratch/out")
    [ "$wide" -le 80 ] || complain "strata $*" "a line has $wide columns"
    printable "$scratch/out"
}

# number KEY: the first figure with that name in a report in JSON.
number() {
    sed -n "s/^ *\"$1\": \"*\([0-9.]*\)\"*,*$/\1/p" | head -n 1
}

name='the shipped catalogue is fine, and the one that is compiled in'
if wanted "$name"; then
    fine catalog check
    fine catalog check catalog/ai-stack
    complain "$(diff <(strata catalog show) <(strata --catalog catalog/ai-stack catalog show))"
    complain "$(diff <(strata catalog list) <(strata --catalog catalog/ai-stack catalog list))"
    check "$name"
fi

name='the shipped presets are shown, billed and read'
if wanted "$name"; then
    for preset in "${presets[@]}"; do
        fine show "preset:$preset"
        fine cost "preset:$preset"
        fine read "preset:$preset"
    done
    check "$name"
fi

name='the shipped presets raise no warning'
if wanted "$name"; then
    for preset in "${presets[@]}"; do
        strata check "preset:$preset" >"$scratch/out" 2>&1 || complain "$(cat "$scratch/out")"
    done
    check "$name"
fi

name='the shipped worked examples have the boxes and arrows of the comparison'
if wanted "$name"; then
    while read -r preset boxes arrows; do
        strata show "preset:$preset" --format json >"$scratch/out"
        seen="$(number boxes <"$scratch/out") $(number arrows <"$scratch/out")"
        [ "$seen" = "$boxes $arrows" ] || complain "$preset" "$seen instead of $boxes $arrows"
    done <<<$'doc-qa-solo 5 3\ndoc-qa-startup 10 8\ndoc-qa-enterprise 25 22'
    check "$name"
fi

name='a shipped preset that is written to a file is the same design'
if wanted "$name"; then
    for preset in "${presets[@]}"; do
        strata new --preset "$preset" -o "$scratch/$preset.yaml" || complain "$preset" "was not written"
        complain "$(diff <(strata show "preset:$preset" --format json) <(strata show "$scratch/$preset.yaml" --format json))"
    done
    check "$name"
fi

name='bill, review and CSV of a shipped preset have one total'
if wanted "$name"; then
    for preset in "${presets[@]}"; do
        cost=$(strata cost "preset:$preset" --format json | number likely)
        show=$(strata show "preset:$preset" --format json | number likely)
        csv=$(strata cost "preset:$preset" --format csv | sed -n 's/^"total",,,,,[0-9.]*,\([0-9.]*\),.*/\1/p')
        [[ -n $cost && $cost = "$show" && $cost = "$csv" ]] || complain "$preset" "cost $cost, show $show, csv $csv"
    done
    check "$name"
fi

name='a shipped preset is exported in every format, and comes back'
if wanted "$name"; then
    for format in dot mmd d2 txt md csv json; do
        strata export preset:doc-qa-enterprise -o "$scratch/x.$format" || complain "$format" "was not written"
        [ -s "$scratch/x.$format" ] || complain "$format" "nothing was written"
    done
    strata new --from "$scratch/x.dot" -o "$scratch/back.yaml" || complain "the diagram does not come back"
    complain "$(diff <(strata show preset:doc-qa-enterprise) <(strata show "$scratch/back.yaml"))"
    check "$name"
fi

name='every entry of the shipped catalogue is explained'
if wanted "$name"; then
    strata catalog list | sed -n 's/^  \([a-z0-9][a-z0-9.-]*\) .*/\1/p; s/^.* (\([a-z0-9-]*\))$/\1/p' | sort -u >"$scratch/entries"
    count=$(wc -l <"$scratch/entries")
    [ "$count" -gt 200 ] || complain "the list has only $count entries"
    while read -r entry; do fine explain "$entry"; done <"$scratch/entries"
    check "$name"
fi

name='the designer shows the shipped presets in every view'
if wanted "$name"; then
    for preset in "${presets[@]}"; do
        for size in 80x24 120x36; do
            for view in 1 2 3 4 5 6 7 8 9; do
                strata --script "$view" --size $size "preset:$preset" >"$scratch/out" 2>&1 ||
                    complain "$preset, view $view" "$(tail -n 3 "$scratch/out")"
                [ "$(grep -c . "$scratch/out")" -gt 3 ] || complain "$preset, view $view" "the screen is empty"
            done
        done
    done
    check "$name"
fi

name='shipped presets are compared, swept and questioned'
if wanted "$name"; then
    strata sweep preset:startup --figure users >"$scratch/out" 2>&1 || complain "sweep" "$(tail -n 3 "$scratch/out")"
    strata diff preset:doc-qa-solo preset:doc-qa-startup >"$scratch/out" 2>&1 || complain "diff" "$(tail -n 3 "$scratch/out")"
    strata why-not preset:doc-qa-solo pinecone >"$scratch/out" 2>&1 || complain "why-not" "$(tail -n 3 "$scratch/out")"
    check "$name"
fi
finish
