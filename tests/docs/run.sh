#!/bin/bash
# What README.md and docs/ show is what strata prints. A block between
#     <!-- output of: strata ARGUMENTS -->   and   <!-- end -->
# is compared with what the command writes (to standard output, then standard error); if it stands between lines of
# ``` it is shown as text. A picture below
#     <!-- picture of: strata ARGUMENTS -->
# is compared with the one that the command writes, numbers apart: fonts differ from machine to machine.
# UPDATE_GOLDEN=1 rewrites blocks and pictures.
set -u
. tests/support/cases.sh

# refreshed: standard input with every block as it would be now.
refreshed() {
    local line next inside='' fenced=''
    while IFS= read -r line || [ -n "$line" ]; do
        if [[ $inside && $line == '<!-- end -->' ]]; then
            [[ $fenced ]] && echo '```'
            inside='' fenced=''
        fi
        [[ $inside ]] || printf '%s\n' "$line"
        if [[ $line =~ ^'<!-- output of: '(.*)' -->'$ ]]; then
            IFS= read -r next || true
            inside=1
            if [[ $next == '```'* ]]; then
                fenced=1
                echo '```'
            fi
            (cd tests/docs && bash -c "${BASH_REMATCH[1]}" 2>"$scratch/err" </dev/null)
            cat "$scratch/err"
            [[ $next == '<!-- end -->' ]] && inside='' && echo "$next"
        fi
    done
}

# numberless FILE: without what fonts decide.
numberless() {
    sed -E 's/[0-9.]+/N/g; s/(N[, -]*)+/N /g' "$1"
}

# pictures FILE: a line "PATH COMMAND" for each, the path from the root.
pictures() {
    awk -v folder="$(dirname "$1")/" '
        command != "" && match($0, /\]\([^)]*\)/) {
            path = substr($0, RSTART + 2, RLENGTH - 3)
            print (folder == "./" ? "" : folder) path " " command
        }
        { command = "" }
        /^<!-- picture of: .* -->$/ { command = substr($0, 18, length($0) - 21) }' "$1"
}

for file in README.md docs/*.md; do
    name="the outputs in $file are what strata prints"
    wanted "$name" || continue
    refreshed <"$file" >"$scratch/fresh"
    same "$file" "$scratch/fresh"
    check "$name"
    while read -r path command; do
        bash -c "$command" >"$scratch/picture" 2>&1 </dev/null
        numberless "$scratch/picture" >"$scratch/seen"
        if [ "${UPDATE_GOLDEN:-}" = 1 ] && ! numberless "$path" 2>/dev/null | cmp -s - "$scratch/seen"; then
            cp "$scratch/picture" "$path"
        fi
        complain "$(diff -u --text --label "$path" --label "$command" <(numberless "$path") "$scratch/seen" | head -20)"
        check "$path is what strata draws"
    done < <(pictures "$file")
done

# Links within the repository lead to something.
for file in README.md CONTRIBUTING.md docs/*.md catalog/*.md; do
    while read -r target; do
        [ -e "$(dirname "$file")/$target" ] || complain "$file" "links to $target, which is not there"
    done < <(grep -oE '\]\([^)#:]+\)' "$file" | sed 's/^](//; s/)$//')
done
check "links within the repository lead to something"
finish
