#!/bin/bash
# stats.sh: the house in figures, for CONTRIBUTING: files, lines and include arrows of each room, how long functions are
# (universal-ctags counts them), and whether headers include each other in a circle.
set -eu
cd "$(dirname "$0")/../.."

# room_and_folder PATH: "analysis bill"; the folder of a public header is that of the .c with its name.
declare -A folder_of_c=()
while IFS=/ read -r _ room folder name; do
    folder_of_c[$room/${name%.c}]=$folder
done < <(find src -mindepth 3 -name '*.c')
place() {
    local path=${1#include/strata/} room folder=.
    path=${path#src/}
    room=${path%%/*}
    path=${path#*/}
    if [[ $path == */* ]]; then folder=${path%%/*}; fi
    if [[ $1 == include/* ]]; then
        path=${path##*/}
        folder=${folder_of_c[$room/${path%.h}]:-.}
    fi
    echo "$room $folder"
}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mapfile -t files < <(find src include -name '*.[ch]' | LC_ALL=C sort)
for file in "${files[@]}"; do
    echo "$file $(place "$file") $(wc -l <"$file")"
done >"$work/files"
grep -HoE '^ *# *include "[^"]+"' "${files[@]}" | sed -E 's/:.*"([^"]+)"/ \1/' | while read -r file target; do
    for path in "src/$target" "include/$target"; do
        [ ! -e "$path" ] || echo "$file $path"
    done
done >"$work/arrows"

echo '| room | .c | .h | lines | folders | arrows inside the room, between its files |'
echo '|---|---:|---:|---:|---:|---:|'
awk -v OFS=' | ' '
    FNR == NR {
        room[$1] = $2
        lines[$2] += $4
        if ($1 ~ /\.c$/) c[$2]++; else h[$2]++
        if ($3 != "." && !(($2, $3) in seen)) { seen[$2, $3] = 1; folders[$2]++ }
        next
    }
    room[$1] == room[$2] { arrows[room[$1]]++ }
    END {
        for (r in lines) if (r !~ /main|tools|mk/) print "| " r, c[r] + 0, h[r] + 0, lines[r], folders[r] + 0, arrows[r] + 0 " |"
    }' "$work/files" "$work/arrows" | LC_ALL=C sort

circles=$(grep -E '\.h .*\.h$' "$work/arrows" | tsort 2>&1 >/dev/null | grep -c 'input contains a loop' || true)
echo
echo "Header circles: $circles."
if command -v ctags >/dev/null && ctags --version 2>/dev/null | grep -q Universal; then
    ctags --languages=C --kinds-C=f --fields=+ne -f - $(grep -oE '^src/[^ ]*\.c' "$work/files") 2>/dev/null |
        sed -nE 's/.*line:([0-9]+).*end:([0-9]+).*/\1 \2/p' | awk '{ print $2 - $1 + 1 }' | sort -n |
        awk '{ n[NR] = $1 } END {
            printf "Functions: %d; lines: median %d, 95 in 100 at most %d, longest %d.\n", NR, n[int((NR + 1) / 2)], n[int(NR * 0.95)], n[NR] }'
else
    echo 'Functions: not counted (universal-ctags is not here).'
fi
sizes=$(awk '$1 ~ /\.c$/ { print $4 }' "$work/files" | sort -n | awk '{ n[NR] = $1 } END {
    printf "median %d, 95 in 100 at most %d, longest %d", n[int((NR + 1) / 2)], n[int(NR * 0.95)], n[NR] }')
echo "Lines of a .c file: $sizes."
