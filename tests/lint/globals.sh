#!/bin/bash
# globals.sh: no mutable variable outlives a function. Looks into the archives of BUILD: what is constant lies in
# .rodata or, with pointers in it, in .data.rel.ro.
set -u
. tests/lint/common.sh

# The exceptions, each with its reason: ROOM OBJECT SYMBOL  # why it cannot be otherwise
allowed() {
    sed -e 's/[[:space:]]*#.*//' -e '/^$/d' <<'END'
term guard.o guard  # signal handlers are called without a context
END
}

build=${BUILD:-build/release}
if [ "${VARIANT:-}" = san ]; then
    echo "ok 1 - no mutable globals # SKIP the sanitizers have their own"
    exit 0
fi

allow=$(allowed)
for archive in "$build"/lib/*.a; do
    room=$(basename "$archive" .a)
    if [ "$room" = support ] || [ ! -e "$archive" ]; then continue; fi
    while read -r object symbol section; do
        # A static variable inside a function is called NAME.NUMBER.
        plain=$(sed -E 's/\.[0-9]+$//' <<<"$symbol")
        grep -qxF "$room $object $plain" <<<"$allow" ||
            complain "src/$room/${object%.o}.c" "\"$plain\" can change (it lies in $section)"
    done < <(nm --format=sysv "$archive" 2>/dev/null | awk -F '|' '
        /^[^ |]+\.o:$/ || /\[.*\.o\]:$/ { object = $0; sub(/:$/, "", object); sub(/^.*\[/, "", object); sub(/\]$/, "", object); next }
        /^Symbols from / { object = $0; sub(/^.*\[/, "", object); sub(/\]:?$/, "", object); next }
        NF == 7 {
            class = $3; gsub(/ /, "", class); section = $7; gsub(/[ \t]/, "", section); name = $1; gsub(/ /, "", name)
            if (class ~ /^[dDbBCsSgG]$/ && section !~ /^\.data\.rel\.ro/) print object, name, (section == "" ? "common" : section)
        }')
done
check "no mutable globals"

finish
