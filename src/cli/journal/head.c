/* The head of a journal: comments, so that the whole is a design that can be opened as it is.
 *
 *     # strata: unsaved work
 *     # of /home/me/d.yaml
 *     # which had 1234 bytes, hash 0123456789abcdef, changed at 1795478400.000000001
 *     # written at 1795478412 by 4711
 *     # behind this line: 2345 bytes, hash fedcba9876543210
 *
 * The last line makes sure of the rest: what was cut off or changed by hand is no journal. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "cli/journal/inside.h"
#include "strata/base/text.h"

#define HEX "0123456789abcdef"

/* Control characters and "%" as %XX, and all that is not ASCII where the whole is no UTF-8 text. */
static void add_path(struct strbuf *buf, struct str path)
{
    bool clean = text_is_clean(path);
    for (size_t i = 0; i < path.len; i++) {
        unsigned char byte = (unsigned char)path.at[i];
        if (byte < 0x20 || byte == 0x7f || byte == '%' || (byte >= 0x80 && !clean)) {
            strbuf_addf(buf, "%%%02x", byte);
        } else {
            strbuf_add_char(buf, (char)byte);
        }
    }
}

void journal_head_write(const struct journal_head *head, struct str work, struct strbuf *ret)
{
    struct file_identity body = files_identity(work);
    strbuf_addz(ret, "# strata: unsaved work\n# of ");
    add_path(ret, head->file);
    strbuf_addf(ret, "\n# which had %" PRIu64 " bytes, hash %016" PRIx64 ", changed at ",
                head->identity.size, head->identity.known ? head->identity.hash : 0);
    strbuf_addf(ret, "%" PRId64 ".%09" PRId64 "\n", head->mark.seconds, head->mark.nanoseconds);
    strbuf_addf(ret, "# written at %" PRId64 " by %ld\n", head->at, head->process);
    strbuf_addf(ret, "# behind this line: %" PRIu64 " bytes, hash %016" PRIx64 "\n", body.size,
                body.hash);
    strbuf_add(ret, work);
}

/* ---- reading ---- */

/* A reader that goes from left to right; once it is wrong it stays so. */
struct reader {
    struct str rest;
    bool wrong;
};

static void expect(struct reader *reader, const char *text)
{
    struct str wanted = str_from(text);
    reader->wrong = reader->wrong || !str_starts(reader->rest, wanted);
    if (!reader->wrong) {
        reader->rest = str_part(reader->rest, wanted.len, reader->rest.len);
    }
}

/* Digits of `base`, as many as there are, up to `max`. */
static uint64_t number(struct reader *reader, unsigned base, size_t max)
{
    uint64_t value = 0;
    size_t count = 0;
    while (count < max && count < reader->rest.len) {
        const char *digit = strchr(HEX, reader->rest.at[count]);
        if (reader->rest.at[count] == '\0' || digit == NULL || (size_t)(digit - HEX) >= base) {
            break;
        }
        value = value * base + (uint64_t)(digit - HEX);
        count++;
    }
    reader->wrong = reader->wrong || count == 0;
    reader->rest = str_part(reader->rest, count, reader->rest.len);
    return value;
}

static uint64_t decimal(struct reader *reader)
{
    return number(reader, 10, 18);
}

static uint64_t hash(struct reader *reader)
{
    size_t before = reader->rest.len;
    uint64_t value = number(reader, 16, 16);
    reader->wrong = reader->wrong || before - reader->rest.len != 16;
    return value;
}

static struct str path(struct reader *reader, struct arena *arena)
{
    struct strbuf text = { .arena = arena };
    while (!reader->wrong && reader->rest.len > 0 && reader->rest.at[0] != '\n') {
        char byte = reader->rest.at[0];
        reader->rest = str_part(reader->rest, 1, reader->rest.len);
        if (byte == '%') {
            byte = (char)number(reader, 16, 2);
        }
        reader->wrong = reader->wrong || byte == '\0';
        strbuf_add_char(&text, byte);
    }
    struct str whole = strbuf_str(&text);
    reader->wrong = reader->wrong || (whole.len > 0 && whole.at[0] != '/');
    return whole;
}

bool journal_head_read(struct str bytes, struct arena *arena, struct journal_head *ret,
                       struct str *ret_work)
{
    struct reader reader = { .rest = bytes };
    struct file_identity body = { .known = true };
    *ret = (struct journal_head){ 0 };
    expect(&reader, "# strata: unsaved work\n# of ");
    ret->file = path(&reader, arena);
    expect(&reader, "\n# which had ");
    ret->identity.size = decimal(&reader);
    expect(&reader, " bytes, hash ");
    ret->identity.hash = hash(&reader);
    ret->identity.known = ret->identity.hash != 0;
    expect(&reader, ", changed at ");
    ret->mark.seconds = (int64_t)decimal(&reader);
    expect(&reader, ".");
    ret->mark.nanoseconds = (int64_t)decimal(&reader);
    expect(&reader, "\n# written at ");
    ret->at = (int64_t)decimal(&reader);
    expect(&reader, " by ");
    ret->process = (long)number(&reader, 10, 9);
    expect(&reader, "\n# behind this line: ");
    body.size = decimal(&reader);
    expect(&reader, " bytes, hash ");
    body.hash = hash(&reader);
    expect(&reader, "\n");
    struct file_identity found = files_identity(reader.rest);
    *ret_work = reader.rest;
    return !reader.wrong && files_same(&body, &found);
}
