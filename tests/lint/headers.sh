#!/bin/bash
# headers.sh: every header compiles alone, and twice.
set -u
. tests/lint/common.sh

alone() {
    local text
    text=$(printf '#include "%s"\n#include "%s"\n' "$1" "$1" |
        ${CC:-cc} -std=c11 -D_XOPEN_SOURCE=700 -Wall -Wextra -Werror -I. -Iinclude -Isrc -Itests -fsyntax-only -x c - 2>&1) ||
        printf '%s\n' "$text" | grep -m 3 -E ': (error|fatal error|warning):' | sed "s|^|$1\t|"
}
export -f alone

mapfile -t headers < <(find src include tests/support -name '*.h' 2>/dev/null | LC_ALL=C sort)
[ ${#headers[@]} -eq 0 ] ||
    while IFS=$'\t' read -r header text; do
        complain "$header" "$text"
    done < <(printf '%s\0' "${headers[@]}" | xargs -0 -n 1 -P "$(nproc)" bash -c 'alone "$1"' alone)
check "every header compiles alone"

finish
