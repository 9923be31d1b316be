#!/bin/bash
# Diagrams as strangers draw them: what `strata read` says of NAME.dot (or .gv, .mmd, .d2, .md) is kept in NAME.txt, standard error
# behind standard output. What it reads, `strata new --from` makes a design of, which reads the same.
set -u
. tests/support/cases.sh
cd tests/diagrams || exit 1

# read_back FILE: complains if the design that is made of the diagram reads otherwise; the reading is in $scratch/out.
read_back() {
    strata new --from "$1" >"$scratch/design.yaml" 2>"$scratch/err" || complain "new --from failed"
    strata check --fail-on never "$scratch/design.yaml" >/dev/null 2>"$scratch/err" ||
        complain "the design is broken: $(cat "$scratch/err")"
    complain "$(diff <(grep '^Reads as' "$scratch/out") <(strata read "$scratch/design.yaml" 2>&1 | grep '^Reads as'))"
}

for file in *.dot *.gv *.mmd *.d2 *.md; do
    name=diagrams\ ${file%.*}
    wanted "$name as a design" || continue
    status=0
    strata read "$file" >"$scratch/out" 2>"$scratch/err" || status=$?
    cat "$scratch/out" "$scratch/err" >"$scratch/all"
    same "${file%.*}.txt" "$scratch/all"
    printable "$scratch/all"
    check "$name"
    if [ "$status" -eq 0 ]; then
        read_back "$file"
        check "$name as a design"
    fi
done

# They are what Graphviz takes: but for those that are broken on purpose, the mark of byte order, and UTF-16.
name='diagrams are drawn by dot'
if wanted "$name" && command -v dot >/dev/null; then
    for file in *.dot *.gv; do
        if [ "$file" != bom.dot ] && [ "$file" != powershell-utf16.dot ] && grep -q '^Reads as' "${file%.*}.txt"; then
            dot -Tcanon "$file" >/dev/null 2>"$scratch/err" || complain "$file" "$(cat "$scratch/err")"
        fi
    done
    check "$name"
fi
finish
