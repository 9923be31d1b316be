#!/bin/bash
# format.sh: the C is as .clang-format says. Versions of clang-format differ in small things, so one is asked: 16.
# Where it is not installed (`make setup` tries), there is nothing to say.
set -u
. tests/lint/common.sh

if ! command -v clang-format-16 >/dev/null; then
    echo "1..1"
    echo "ok 1 - the C is as .clang-format says # SKIP clang-format-16 is not here"
    exit 0
fi

while IFS=: read -r file line _; do
    complain "$file:$line" "clang-format-16 would write it otherwise (make format)"
done < <(find src include tests -name '*.[ch]' -print0 | LC_ALL=C sort -z |
    xargs -0 clang-format-16 --dry-run 2>&1 | grep -E '^[^ ]*: warning:' | awk -F: '!seen[$1]++')
check "the C is as .clang-format says"

finish
