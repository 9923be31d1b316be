#!/bin/bash
# The command line: cases/NAME/cmd is a piece of shell in which `strata` is the program. What it prints is compared
# with cases/NAME/stdout and stderr, how it ends with cases/NAME/status; a file that is not there means "nothing", or 0.
# It runs in an empty folder with a copy of files/ in it.
set -u
. tests/support/cases.sh
here=$PWD/tests/cli

# run CASE: leaves stdout, stderr and status in $scratch/seen.
run() {
    rm -rf "$scratch/seen" "$scratch/work"
    mkdir "$scratch/seen"
    cp -r "$here/files" "$scratch/work"
    local status=0
    (cd "$scratch/work" && HOME="$scratch/work" bash "$1/cmd") \
        >"$scratch/seen/stdout" 2>"$scratch/seen/stderr" </dev/null || status=$?
    if [ "$status" -eq 0 ]; then : >"$scratch/seen/status"; else echo "$status" >"$scratch/seen/status"; fi
}

for case in "$here"/cases/*/; do
    case=${case%/}
    name="cli $(basename "$case")"
    wanted "$name" || continue
    run "$case"
    for part in stdout stderr status; do
        same "$case/$part" "$scratch/seen/$part"
    done
    printable "$scratch/seen/stdout" "$scratch/seen/stderr"
    check "$name"
done

# For a terminal or a mail: no line is wider than 80 cells.
narrow() { # NAME ARGUMENT...
    local name="cli $1 fits 80 columns" wide
    shift
    wanted "$name" || return 0
    wide=$(strata "$@" | wc -L)
    [ "$wide" -le 80 ] || complain "a line has $wide"
    check "$name"
}
for preset in solo startup enterprise doc-qa-solo doc-qa-startup doc-qa-enterprise; do
    narrow "show $preset" show "preset:$preset"
    narrow "cost $preset" cost "preset:$preset"
done
narrow help --help
narrow "catalog list" catalog list
while read -r verb; do
    # shellcheck disable=SC2086 # some are two words
    narrow "help $verb" help $verb
done < <(sed -n 's/^VERB([A-Z_]*, "\([a-z][a-z -]*\)",.*/\1/p' src/cli/options.def)

# What shells and man make of what is generated for them.
taken() { # NAME DOC COMMAND...: the command reads it and has nothing to say; where it is installed
    local name="cli $1" doc=$2
    shift 2
    if wanted "$name" && command -v "$1" >/dev/null; then
        complain "$(strata --doc "$doc" | "$@" 2>&1 >/dev/null)"
        check "$name"
    fi
}
taken "bash takes its completion" bash bash -n
taken "zsh takes its completion" zsh zsh -n
taken "fish takes its completion" fish fish -n
taken "groff takes the man page" man groff -man -ww -Tutf8

finish
