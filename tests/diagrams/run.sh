#!/bin/bash
# Diagrams as strangers draw them: what `strata read` says of NAME.dot (or .gv) is kept in NAME.txt, standard error
# behind standard output. What it reads, `strata new --from` makes a design of, which reads the same. UPDATE_GOLDEN=1
# rewrites what is expected; read the difference.
set -u
cd "$(dirname "$0")" || exit 1
seen=$(mktemp -d)
trap 'rm -rf "$seen"' EXIT
n=0 failed=0

# said NAME REASON: one test, failed if there is a reason.
said() {
    n=$((n + 1))
    if [ -z "$2" ]; then
        echo "ok $n - $1"
    else
        echo "not ok $n - $1"
        sed 's/^/# /' <<<"$2"
        failed=1
    fi
}

for file in *.dot *.gv; do
    name=${file%.*}
    [[ "diagrams $name" == *"${TEST:-}"* || tests/diagrams/run.sh == *"${TEST:-}"* ]] || continue
    "$STRATA" read "$file" >"$seen/out" 2>"$seen/err"
    status=$?
    cat "$seen/out" "$seen/err" >"$seen/all"
    [ "${UPDATE_GOLDEN:-}" != 1 ] || cp "$seen/all" "$name.txt"
    reason=$(diff -u --label expected --label seen "$name.txt" "$seen/all")
    if LC_ALL=C grep -q '[^[:print:][:space:]]' <(LC_ALL=C tr -d '\200-\377' <"$seen/all"); then
        reason+="a control character was printed"
    fi
    said "diagrams $name" "$reason"
    [ "$status" -eq 0 ] || continue

    # The design of it: its reading is the diagram's.
    reason=
    "$STRATA" new --from "$file" >"$seen/design.yaml" 2>"$seen/err" || reason="new --from failed"
    "$STRATA" check --fail-on never "$seen/design.yaml" >/dev/null 2>"$seen/err" || reason+=" the design is broken: $(cat "$seen/err")"
    "$STRATA" read "$seen/design.yaml" 2>&1 | grep '^Reads as' >"$seen/reads"
    reason+=$(grep '^Reads as' "$seen/out" | diff - "$seen/reads")
    said "diagrams $name as a design" "$reason"
done

if command -v dot >/dev/null 2>&1 && [ -z "${TEST:-}" ]; then
    # They are what Graphviz takes: but for those that are broken on purpose, and the mark of byte order.
    reason=
    for file in *.dot *.gv; do
        [ "$file" != bom.dot ] || continue
        if grep -q '^Reads as' "${file%.*}.txt" && ! dot -Tcanon "$file" >/dev/null 2>"$seen/err"; then
            reason+="$file: $(cat "$seen/err")"
        fi
    done
    said "diagrams are drawn by dot" "$reason"
fi
echo "1..$n"
exit "$failed"
