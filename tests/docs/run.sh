#!/bin/bash
# What README.md shows is what strata prints. A block between
#     <!-- output of: strata ARGUMENTS -->   and   <!-- end -->
# is compared with what the command writes (to standard output, then standard error); if it stands between lines of
# ``` it is shown as text. UPDATE_GOLDEN=1 rewrites the blocks.
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

for file in README.md; do
    name="the outputs in $file are what strata prints"
    wanted "$name" || continue
    refreshed <"$file" >"$scratch/fresh"
    grep -q "^<!-- output of: " "$file" || complain "there are none"
    same "$file" "$scratch/fresh"
    check "$name"
done
finish
