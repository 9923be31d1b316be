#!/bin/bash
# Every system that the comparison names is found under the name it uses there: names.txt has the component and the name,
# by hand from its tables and its prose, and a few ways in which people write them.
set -u
. tests/support/cases.sh

name='the names of the comparison are found'
if wanted "$name"; then
    count=0
    while IFS=$'\t' read -r component alias; do
        count=$((count + 1))
        seen=$(strata explain "$alias" 2>&1 | sed -n 's/^Component *\([a-z0-9.-]*\),.*/\1/p')
        [ "$seen" = "$component" ] || complain "\"$alias\" is ${seen:-not found}, not $component"
    done <tests/seed/names.txt
    [ "$count" -gt 100 ] || complain "these are only $count names"
    check "$name"
fi
finish
