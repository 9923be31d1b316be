#!/bin/bash
# layers.sh: every include obeys the arrows of src/rooms.mk, those between rooms and those between the folders of a room;
# and every foreign library is known to one file, but for cgraph and jansson. No header includes itself in a circle.
set -u
. tests/lint/common.sh

# What a room, or a folder in one, may include, and single headers beside that: the rows of rooms.mk.
declare -A may=() only=()
rooms=$(sed -n 's/^ROOMS *:= *//p' src/rooms.mk)
while read -r kind name row; do
    row=${row/'$(ROOMS)'/$rooms}
    case $kind in
    SEES) may[$name]=$row ;;
    ONLY) only[$name]=$row ;;
    esac
done < <(sed -nE 's/^(SEES|ONLY)_([^ ]*) *:= */\1 \2 /p' src/rooms.mk)
may[tools]=${may[cli]}
may[main.c]=${may[cli]}

# A library and the headers that are its own. One .c file may include them, and no header.
# cgraph has two: what writes our graphs works on memory of ours; what reads strangers' graphs works in a child that is
# thrown away. jansson has two: what writes reports, and what reads the answer of the child that draws; rooms apart. Each
# two share nothing but the library.
declare -A files_of=([cgraph]=2 [jansson]=2)
foreign=(
    "curses curses.h ncurses.h ncursesw/curses.h ncursesw/ncurses.h term.h"
    "libyaml yaml.h"
    "cgraph cgraph.h graphviz/cgraph.h cdt.h graphviz/cdt.h"
    "gvc gvc.h graphviz/gvc.h gvcext.h graphviz/gvcext.h"
    "jansson jansson.h"
    "cairo cairo.h cairo-pdf.h"
    "pango pango/pango.h pango/pangocairo.h"
    "fontconfig fontconfig/fontconfig.h"
    "utf8proc utf8proc.h"
)

# room_of PATH: base for include/strata/base/str.h and src/base/str.c, main.c for src/main.c.
room_of() {
    local path=${1#include/strata/}
    path=${path#src/}
    echo "${path%%/*}"
}

# Where the .c files are: folder_of_c["analysis/bill"] is bill/ for src/analysis/bill/bill.c.
declare -A folder_of_c=()
while IFS=/ read -r _ room folder name; do
    [ -z "$name" ] || folder_of_c[$room/${name%.c}]=$folder
done < <(find src -mindepth 3 -name '*.c')

# folder_of PATH: the folder in its room; top if it is beside the folders, common for a public header without a .c.
folder_of() {
    local room name rest=${1#src/}
    if [[ $1 == include/* ]]; then
        room=$(room_of "$1") name=${1##*/}
        name=${name%.h}
        if [ -n "${folder_of_c[$room/$name]:-}" ]; then
            echo "${folder_of_c[$room/$name]}"
        elif [ -e "src/$room/$name.c" ]; then
            echo top
        else
            echo common
        fi
    elif [[ $rest == */*/* ]]; then
        rest=${rest#*/}
        echo "${rest%%/*}"
    else
        echo top
    fi
}

# file_of FILE TEXT: the file that `#include "TEXT"` in FILE means, or nothing.
file_of() {
    local dir=${1%/*} path
    for path in "$dir/$2" "include/$2" "src/$2"; do
        if [ -e "$path" ]; then
            realpath --relative-to=. "$path"
            return
        fi
    done
}

edges=$scratch/edges

mapfile -t files < <(sources)
for file in "${files[@]}"; do
    room=$(room_of "$file")
    [ -n "${may[$room]:-}" ] || complain "$file" "\"$room\" is not a room of src/rooms.mk"
done
check "every file is in a room"

while IFS=: read -r file line text; do
    room=$(room_of "$file")
    target=$(file_of "$file" "$text")
    if [ -z "$target" ]; then
        complain "$file:$line" "\"$text\" is not a file of this project"
        continue
    fi
    [[ $file != *.h || $target != *.h ]] || echo "$file $target" >>"$edges"
    to=$(room_of "$target")
    inside=${target#include/strata/}
    if [ "$to" = "$room" ]; then
        from=$(folder_of "$file") folder=$(folder_of "$target")
        sees=${may[$room/$from]:-}
        [ "$from" != top ] && [ -n "$sees" ] && [ "$folder" != common ] || continue
        case " $sees " in
        *" $folder "*) ;;
        *) complain "$file:$line" "$room/$from may not include \"$text\" ($folder); of its room it sees: $sees" ;;
        esac
        continue
    fi
    case " ${may[$room]:-} " in
    *" $to "*) [ -z "${only[$room]:-}" ] || [ "$to" = base ] || [[ " ${only[$room]} " == *" ${inside#src/} "* ]] ||
        complain "$file:$line" "$room may not include \"$text\"; of other rooms it sees: ${only[$room]}" ;;
    *) complain "$file:$line" "$room may not include \"$text\"; it sees: ${may[$room]:-nothing}" ;;
    esac
done < <([ ${#files[@]} -eq 0 ] || grep -nE '^[[:space:]]*#[[:space:]]*include[[:space:]]*"' /dev/null "${files[@]}" |
    sed -E 's/^([^:]*:[0-9]+:).*include[[:space:]]*"([^"]*)".*/\1\2/')
check "includes obey the arrow"

circle=$(tsort <"$edges" 2>&1 >/dev/null | sed -n 's/^tsort: \([^-].*\.h\)$/\1/p' | tr '\n' ' ')
[ -z "$circle" ] || complain include "these headers include each other: $circle"
check "no header includes itself in a circle"

for entry in "${foreign[@]}"; do
    read -r library headers <<<"$entry"
    pattern=$(tr ' ' '|' <<<"${headers//./\\.}")
    mapfile -t users < <([ ${#files[@]} -eq 0 ] ||
        grep -lE "^[[:space:]]*#[[:space:]]*include[[:space:]]*[<\"]($pattern)[>\"]" "${files[@]}")
    for user in "${users[@]}"; do
        [[ $user == *.c ]] || complain "$user" "a header includes $library"
    done
    most=${files_of[$library]:-1}
    [ ${#users[@]} -le "$most" ] || complain "${users[*]}" "more than $most file(s) include $library"
    check "$library is known to $most file$([ "$most" = 1 ] || echo s)"
done

finish
