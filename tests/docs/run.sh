#!/bin/bash
# What README.md shows is what strata prints. A block between
#     <!-- output of: strata ARGUMENTS -->   and   <!-- end -->
# is compared with what the command writes (to standard output, then standard error); if it stands between lines of
# ``` it is shown as text. UPDATE_GOLDEN=1 rewrites the blocks.
set -u
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
root=$PWD
mkdir "$scratch/bin" && ln -s "$STRATA" "$scratch/bin/strata"
PATH=$scratch/bin:$PATH
n=0 failed=0
for file in README.md; do
    fresh=$scratch/fresh
    : >"$fresh"
    inside= fenced=
    while IFS= read -r line || [ -n "$line" ]; do
        if [[ $inside && $line == '<!-- end -->' ]]; then
            [[ $fenced ]] && echo '```' >>"$fresh"
            inside= fenced=
        fi
        [[ $inside ]] || printf '%s\n' "$line" >>"$fresh"
        if [[ $line =~ ^'<!-- output of: '(.*)' -->'$ ]]; then
            inside=1 n=$((n + 1))
            (cd "$root/tests/docs" && bash -c "${BASH_REMATCH[1]}" >"$scratch/out" 2>"$scratch/err")
            cat "$scratch/err" >>"$scratch/out"
            IFS= read -r next || true
            if [[ $next == '```'* ]]; then
                fenced=1
                echo '```' >>"$fresh"
            fi
            cat "$scratch/out" >>"$fresh"
            [[ $next == '<!-- end -->' ]] && inside= && echo "$next" >>"$fresh"
        fi
    done <"$file"
    [ "${UPDATE_GOLDEN:-}" = 1 ] && cp "$fresh" "$file"
    if cmp -s "$fresh" "$file"; then
        echo "ok 1 - the $n outputs in $file are what strata prints"
    else
        echo "not ok 1 - the outputs in $file are what strata prints"
        diff -u "$file" "$fresh" | sed 's/^/# /'
        failed=1
    fi
done
echo 1..1
exit $failed
