#include "store/tree/tree_comments.h"

/* The byte of a character. They come in rising order; one that does not counts as where we are. */
static size_t byte_of(struct comment_scan *scan, size_t character)
{
    while (scan->char_at < character && scan->byte_at < scan->bytes.len) {
        scan->byte_at++;
        while (scan->byte_at < scan->bytes.len
               && ((unsigned char)scan->bytes.at[scan->byte_at] & 0xc0) == 0x80) {
            scan->byte_at++;
        }
        scan->char_at++;
    }
    return scan->byte_at;
}

static bool line_end(char c)
{
    return c == '\n' || c == '\r';
}

/* The end of the line that holds the byte, at most `to`. */
static size_t end_of_line(const struct comment_scan *scan, size_t at, size_t to)
{
    while (at < to && !line_end(scan->bytes.at[at])) {
        at++;
    }
    return at;
}

static void add_comment(struct comment_scan *scan, size_t from, size_t to, uint32_t line)
{
    struct tree_comment *comment = vec_add(&scan->list, scan->arena);
    const char *at = scan->bytes.at;
    size_t before = from;

    while (before > 0 && (at[before - 1] == ' ' || at[before - 1] == '\t')) {
        before--;
    }
    *comment = (struct tree_comment){
        .text = str_part(scan->bytes, from, to - from),
        .line = line + 1,
        .column = (uint32_t)(from - before) + 1,
        .next = scan->next,
        .alone = before == 0 || line_end(at[before - 1]),
    };
}

static void scan_gap(struct comment_scan *scan, size_t to)
{
    const char *at = scan->bytes.at;
    uint32_t line = scan->gap_line;

    for (size_t i = scan->gap; i < to; i++) {
        if (at[i] == '#') {
            size_t end = end_of_line(scan, i, to);
            add_comment(scan, i, end, line);
            i = end - 1;
        } else if (at[i] == '\n' || (at[i] == '\r' && !(i + 1 < to && at[i + 1] == '\n'))) {
            line++;
        }
    }
}

/* "| # comment" */
static void scan_block_head(struct comment_scan *scan, size_t from, uint32_t line)
{
    size_t end = end_of_line(scan, from, scan->bytes.len);
    size_t hash;

    if (str_find(str_part(scan->bytes, from, end - from), STR("#"), &hash)) {
        add_comment(scan, from + hash, end, line);
    }
}

void comment_scan_to(struct comment_scan *scan, size_t start, uint32_t line, bool block)
{
    size_t at = byte_of(scan, start);

    scan_gap(scan, at);
    if (block) {
        scan_block_head(scan, at, line);
    }
}

void comment_scan_over(struct comment_scan *scan, size_t end, uint32_t line)
{
    scan->gap = byte_of(scan, end);
    scan->gap_line = line;
}
