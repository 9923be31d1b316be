#!/bin/bash
# valgrind.sh: the command line makes no memory error and loses nothing. (Not pictures: Graphviz draws them in a child
# process, and it leaks.)
set -u
. tests/lint/common.sh

# clean STATUSES ARG...: strata ARG... ends with one of the statuses, and valgrind has nothing to say.
clean() {
    local statuses=$1 log status=0
    shift
    log=$TMPDIR/valgrind.log
    valgrind -q --leak-check=full --show-leak-kinds=definite --error-exitcode=99 --log-file="$log" \
        "$STRATA" "$@" >/dev/null 2>"$TMPDIR/stderr" || status=$?
    case " $statuses " in
    *" $status "*) ;;
    *) complain "strata $*" "ended with $status: $(head -n 20 "$log" "$TMPDIR/stderr")" ;;
    esac
    [ ! -s "$log" ] || [ "$status" = 99 ] || complain "strata $*" "$(head -n 20 "$log")"
    check "valgrind: strata $*"
}

clean 0 --version
clean 0 --help
clean 1 --no-such-option
clean 1 show "$TMPDIR/no-such-file"
clean 0 new --preset startup -o "$TMPDIR/design.yaml"
clean 0 show "$TMPDIR/design.yaml"
for preset in solo startup enterprise doc-qa-enterprise; do
    clean 0 show "preset:$preset"
    clean 0 show --format json "preset:$preset"
done
for format in dot txt json; do
    clean 0 export preset:doc-qa-startup --format "$format" -o -
done
for format in table csv md json; do
    clean 0 cost preset:startup --format "$format"
done
clean "0 2" check preset:enterprise
clean 1 show tests/docs/mistakes.yaml
clean 0 explain pinecone
clean 0 catalog list
clean 0 catalog check
clean 0 catalog check catalog/ai-stack
clean 0 --doc man
clean 0 --script 'jjl<Enter>?<Esc>u' --size 120x36 preset:startup

finish
