#!/bin/bash
# What becomes of a picture when memory runs out in the child that draws it: it comes whole, or not at all.
set -u
. tests/support/cases.sh

# The picture but for its numbers: where a plug-in cannot be opened, another one measures the words.
shape_of() { # FILE
    sed -E 's/-?[0-9]+(\.[0-9]+)?/N/g' "$1"
}

draw() { # FAIL_AT FORMAT
    rm -f "$scratch/picture.$2"
    FAIL_AT=$1 LD_PRELOAD=$scratch/failing_malloc.so strata export preset:startup -o "$scratch/picture.$2" \
        >/dev/null 2>"$scratch/errors"
}

name='a picture in which something is missing is never written'
if wanted "$name" && [[ ${VARIANT:-release} == release ]] &&
    ${CC:-cc} -shared -fPIC -o "$scratch/failing_malloc.so" tests/export/failing_malloc.c 2>"$scratch/errors"; then
    draw 0 svg || complain "$(cat "$scratch/errors")"
    shape_of "$scratch/picture.svg" >"$scratch/whole"
    whole=0 refused=0
    for ((n = 1; n < 20000; n += 1 + n / 24)); do
        if draw "$n" svg; then
            whole=$((whole + 1))
            shape_of "$scratch/picture.svg" | cmp -s - "$scratch/whole" || complain "FAIL_AT=$n gave another picture"
        else
            refused=$((refused + 1))
            [ ! -e "$scratch/picture.svg" ] || complain "FAIL_AT=$n failed and left a picture"
            [ -s "$scratch/errors" ] || complain "FAIL_AT=$n failed without a word"
        fi
    done
    [ "$whole" -gt 0 ] && [ "$refused" -gt 20 ] || complain "$whole were whole, $refused refused: nothing was tried"
    check "$name"
fi

name='a PDF says the day it is told, and is the same every time'
if wanted "$name"; then
    for copy in one two; do
        SOURCE_DATE_EPOCH=1795478400 strata export preset:solo -o "$scratch/$copy.pdf" 2>"$scratch/errors" ||
            complain "$(cat "$scratch/errors")"
    done
    cmp "$scratch/one.pdf" "$scratch/two.pdf" || complain "the same design gave two PDF"
    grep -aq 'CreationDate (20261124' "$scratch/one.pdf" ||
        complain "$(grep -a CreationDate "$scratch/one.pdf"): not the 24th of November"
    check "$name"
fi
finish
