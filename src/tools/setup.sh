#!/bin/sh
# setup.sh: is everything here that strata is built and tested with? Installs what is not, or says how.
#
#   src/tools/setup.sh [--install] run|check [DEPS.MK]
#
# `run` is what building and running needs, `check` is that and what the tests need. What is asked is the compiler
# and pkg-config, never a package manager, so a library from anywhere will do. With --install missing packages are
# installed where apt-get is the package manager; elsewhere, and without it, they are named and the status is 1.
# DEPS.MK is the piece of makefile that says how to compile and link with each library.
# shellcheck disable=SC2034,SC2086,SC2116 # columns are all read, and split into words where they are used
set -eu

# The one table. need: run, check, or wish (what the tests can do without). check: header FILE, command NAME,
# library PKG-CONFIG-NAME HEADER, or compiler FLAG. "-" is a package that the system does not have.
table() {
    grep -v -e '^#' -e '^$' <<'END'
# need | check                              | why                                   | apt             | dnf                | pacman    | apk             | brew
run    | header stdio.h                     | the C library's headers               | libc6-dev       | glibc-devel        | glibc     | musl-dev        | -
run    | command pkg-config                 | finds the libraries below             | pkg-config      | pkgconf-pkg-config | pkgconf   | pkgconf         | pkgconf
run    | library libutf8proc utf8proc.h     | widths and graphemes of text          | libutf8proc-dev | utf8proc-devel     | libutf8proc | utf8proc-dev  | utf8proc
run    | library yaml-0.1 yaml.h            | reads catalogues, designs and themes  | libyaml-dev     | libyaml-devel      | libyaml   | yaml-dev        | libyaml
run    | library libcgraph cgraph.h         | reads and writes DOT                  | libgraphviz-dev | graphviz-devel     | graphviz  | graphviz-dev    | graphviz
run    | library libgvc gvc.h               | draws SVG, PNG and PDF                | libgraphviz-dev | graphviz-devel     | graphviz  | graphviz-dev    | graphviz
run    | library cairo cairo-pdf.h          | how to call what paints PNG and PDF   | libcairo2-dev   | cairo-devel        | cairo     | cairo-dev       | cairo
run    | library pangocairo pango/pangocairo.h | how to call what sets its words    | libpango1.0-dev | pango-devel        | pango     | pango-dev       | pango
run    | library fontconfig fontconfig/fontconfig.h | how to ask whether there are fonts | libfontconfig-dev | fontconfig-devel | fontconfig | fontconfig-dev | fontconfig
run    | library jansson jansson.h          | reads and writes JSON                 | libjansson-dev  | jansson-devel      | jansson   | jansson-dev     | jansson
run    | library ncursesw curses.h          | the terminal                          | libncurses-dev  | ncurses-devel      | ncurses   | ncurses-dev     | ncurses
check  | library cmocka cmocka.h            | unit tests                            | libcmocka-dev   | libcmocka-devel    | cmocka    | cmocka-dev      | cmocka
check  | library vterm vterm.h              | reads the screen back in tests        | libvterm-dev    | libvterm-devel     | libvterm  | libvterm-dev    | libvterm
check  | command xmllint                    | reads SVG back in tests               | libxml2-utils   | libxml2            | libxml2   | libxml2-utils   | libxml2
check  | command dot                        | reads DOT back in tests               | graphviz        | graphviz           | graphviz  | graphviz        | graphviz
check  | command bash                       | runs the tests                        | bash            | bash               | bash      | bash            | bash
check  | compiler -fsanitize=address,undefined | the tests once more under sanitizers | gcc            | libasan libubsan   | gcc       | -               | -
wish   | command ctags                      | counts functions in `make stats`     | universal-ctags | -                  | -         | -               | -
wish   | command clang-format-16            | the form of the C                     | clang-format-16 | -                  | -         | -               | -
END
}

CC=${CC:-cc}
managers='apt-get apt dnf dnf pacman pacman apk apk brew brew' # command, column

say() { printf 'setup: %s\n' "$*" >&2; }

# name MANAGER, with the table's columns in $apt to $brew: what it is called there.
name() {
    case $1 in
    apt) set -- "$apt" ;;
    dnf) set -- "$dnf" ;;
    pacman) set -- "$pacman" ;;
    apk) set -- "$apk" ;;
    brew) set -- "$brew" ;;
    esac
    echo $1
}

compiles() { # HEADER [FLAG...]
    compiles_header=$1
    shift
    printf '#include <stdarg.h>\n#include <stddef.h>\n#include <stdint.h>\n#include <setjmp.h>\n#include <%s>\n' \
        "$compiles_header" | $CC "$@" -fsyntax-only -x c - 2>/dev/null
}

here() { # KIND NAME [HEADER]
    case $1 in
    header) compiles "$2" ;;
    command) command -v "$2" >/dev/null 2>&1 ;;
    library)
        flags=$(pkg-config --cflags "$2" 2>/dev/null) || return 1
        compiles "$3" $flags
        ;;
    compiler) echo 'int main(void) { return 0; }' | $CC "$2" -x c - -o /dev/null 2>/dev/null ;;
    esac
}

# The lines of the table that are needed and not here.
missing() {
    table | while IFS='|' read -r need check rest; do
        case $(echo $need) in
        run) ;;
        check) [ $level = check ] || continue ;;
        *) continue ;;
        esac
        here $check || echo "$need|$check|$rest"
    done
}

# The wishes that are not here. Nothing stops for them.
wished() {
    table | while IFS='|' read -r need check rest; do
        [ "$(echo $need)" = wish ] || continue
        here $check || echo "$need|$check|$rest"
    done
}

# packages MANAGER LINES: their names, each once, in the table's order.
packages() {
    echo "$2" | while IFS='|' read -r need check why apt dnf pacman apk brew; do
        name "$1"
    done | tr ' ' '\n' | awk '$0 != "-" && !seen[$0]++' | tr '\n' ' ' | sed 's/ $//'
}

explain() { # MANAGER LINES
    echo "$2" | while IFS='|' read -r need check why apt dnf pacman apk brew; do
        called=$(name "$1")
        [ "$called" != - ] || called=$(echo $check)
        printf '  %-18s %s\n' "$called" "$(echo $why)" >&2
    done
}

manager() {
    set -- $managers
    while [ $# -gt 0 ]; do
        command -v "$1" >/dev/null 2>&1 && echo "$2" && return
        shift 2
    done
    echo apt
}

install_command() { # MANAGER
    case $1 in
    apt) echo 'apt-get install --no-install-recommends' ;;
    dnf) echo 'dnf install' ;;
    pacman) echo 'pacman -S' ;;
    apk) echo 'apk add' ;;
    brew) echo 'brew install' ;;
    esac
}

apt() { # PACKAGE...
    log=$(mktemp)
    root=
    if [ "$(id -u)" != 0 ]; then
        command -v sudo >/dev/null 2>&1 || return 1
        root=sudo
    fi
    get="$root env DEBIAN_FRONTEND=noninteractive apt-get -y -q -o DPkg::Lock::Timeout=120"
    ls /var/lib/apt/lists/*_Packages* >/dev/null 2>&1 || $get update >"$log" 2>&1 || true
    if $get install --no-install-recommends "$@" >>"$log" 2>&1 </dev/null ||
        { $get update >>"$log" 2>&1 && $get install --no-install-recommends "$@" >>"$log" 2>&1 </dev/null; }; then
        rm -f "$log"
        return 0
    fi
    tail -n 12 "$log" >&2
    rm -f "$log"
    return 1
}

# Stops here where something is missing and could not be installed.
require() {
    lines=$(missing)
    [ -n "$lines" ] || return 0
    with=$(manager)
    names=$(packages "$with" "$lines")
    if [ "$install" = yes ] && [ "$with" = apt ]; then
        say "installing what is not here:"
        explain "$with" "$lines"
        if apt $names; then
            lines=$(missing)
            [ -n "$lines" ] || return 0
            say 'installed, and still not usable:'
            explain "$with" "$lines"
            exit 1
        fi
        say 'that did not work; as root, run'
    else
        say "not here:"
        explain "$with" "$lines"
        if [ "$with" = apt ]; then
            say "\`make setup\` installs it, or as root"
        else
            say 'install with'
        fi
    fi
    printf '  %s %s\n' "$(install_command "$with")" "$names" >&2
    exit 1
}

# soname LIBRARY: how it is called at run time, for what is opened there, in a child process, and never linked.
soname() {
    file=$($CC -print-file-name=$1.so)
    [ -e "$file" ] || file=$(pkg-config --variable=libdir $1)/$1.so
    name=$(LC_ALL=C readelf -d "$file" 2>/dev/null | sed -n 's/.*(SONAME).*\[\(.*\)\].*/\1/p')
    echo "${name:-$1.so.6}"
}

deps() {
    echo '# Made by src/tools/setup.sh.'
    table | while IFS='|' read -r need check rest; do
        set -- $check
        [ "$1" = library ] || continue
        pkg-config --exists "$2" || continue
        echo "CFLAGS_$2 := $(pkg-config --cflags "$2")"
        echo "LIBS_$2 := $(pkg-config --libs "$2")"
    done
    echo "GVC_SONAME := $(soname libgvc)"
    echo "CGRAPH_SONAME := $(soname libcgraph)"
}

install=no
[ "${1-}" != --install ] || { install=yes; shift; }
level=${1-}
case $level in
run | check) ;;
*)
    sed -n '2,/^# DEPS/s/^# \{0,1\}//p' "$0" >&2
    exit 1
    ;;
esac
require
if [ "$install$level" = yescheck ] && [ "$(manager)" = apt ] && lines=$(wished) && [ -n "$lines" ]; then
    apt $(packages apt "$lines") 2>/dev/null || say "$(explain apt "$lines" 2>&1) (not to be had here; the tests do without)"
fi
if [ $# -gt 1 ]; then
    mkdir -p "$(dirname "$2")"
    new=$(deps)
    [ -e "$2" ] && [ "$new" = "$(cat "$2")" ] || printf '%s\n' "$new" >"$2"
fi
