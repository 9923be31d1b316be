#!/bin/bash
# Published stacks, as far as their write-ups tell, and what they should read as. Each design says who it is, what the
# write-up says, where it is, and
#
#   # Reads as: SCALE              what the organisation is; decided before the design was read
#   # Misread as: SCALE, since WHY the reading is known to be wrong here
#
# Those in held-out/ were kept back while the catalogue's weights were found: 6 of 9 were right at first sight. One hallmark
# was added after that, for a stack that was not kept back, and made it 7, so the 6 is the figure to believe.
set -u
. tests/support/cases.sh
here=tests/readings

# header FILE WORD: what the file says behind "# WORD: ", up to a comma.
header() {
    sed -n "s/^# $2: \([a-z]*\).*/\1/p" "$1"
}

# reading FILE: the scale that it reads as.
reading() {
    strata read "$1" | sed -n 's/^Reads as *\([A-Za-z]*\).*/\L\1/p'
}

# each FOLDER: a test for each of its designs.
each() {
    local file name is known seen
    for file in "$here/$1"*.yaml; do
        is=$(header "$file" 'Reads as') known=$(header "$file" 'Misread as')
        name="$1$(basename "$file" .yaml) reads as ${known:-$is}${known:+ (it is $is)}"
        wanted "$name" || continue
        seen=$(reading "$file")
        [ "$seen" = "${known:-$is}" ] || complain "it reads as $seen"
        [ "$known" != "$is" ] || complain "it cannot be misread as what it is"
        check "$name"
    done
}

# most FOLDER: three in four are right. Below this, the weights have to be looked at again, whatever the files say.
most() {
    local name="most published stacks in ./$1 are right" file right=0 count=0
    wanted "$name" || return 0
    for file in "$here/$1"*.yaml; do
        count=$((count + 1))
        [ "$(reading "$file")" != "$(header "$file" 'Reads as')" ] || right=$((right + 1))
    done
    [ $((right * 4)) -ge $((count * 3)) ] || complain "only $right of $count"
    check "$name ($right of $count)"
}

for folder in '' held-out/; do
    each "$folder"
    most "$folder"
done
finish
