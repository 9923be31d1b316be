#!/bin/bash
# Every system that the comparison names is found under the name it uses there: names.txt has the component and the name,
# by hand from its tables and its prose, and a few ways in which people write them.
set -u
here=$(cd "$(dirname "$0")" && pwd)
n=0 failed=0 count=0 wrong=
while IFS=$'\t' read -r component name; do
    count=$((count + 1))
    seen=$("$STRATA" explain "$name" 2>&1 | sed -n 's/^Component *\([a-z0-9.-]*\),.*/\1/p')
    [ "$seen" = "$component" ] || wrong+="# \"$name\" is ${seen:-not found}, not $component"$'\n'
done <"$here/names.txt"
n=$((n + 1))
if [ -z "$wrong" ] && [ "$count" -gt 100 ]; then
    echo "ok $n - the $count names of the comparison are found"
else
    echo "not ok $n - the $count names of the comparison are found"
    printf '%s' "$wrong"
    failed=1
fi
echo "1..$n"
exit $failed
