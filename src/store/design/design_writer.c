#include "store/design/design_writer.h"

#include "store/design/comments.h"
#include "store/design/write_scalar.h"

const char *const writer_keys[] = {
#define X(name, key) [DESIGN_##name] = key,
    DESIGN_KEYS(X)
#undef X
};

/* ---- comments ---- */

const struct comment *writer_comment(const struct writer *writer, struct str path,
                                     uint32_t *ret_number)
{
    if (!index_find(&writer->paths, path, ret_number) || writer->written[*ret_number]) {
        return NULL;
    }
    return &writer->design->comments[*ret_number];
}

void writer_indent(struct writer *writer, unsigned indent)
{
    for (unsigned i = 0; i < indent; i++) {
        strbuf_add_char(&writer->out, ' ');
    }
}

static void write_lines(struct writer *writer, struct str lines, unsigned indent)
{
    while (lines.len > 0) {
        size_t end = lines.len;

        str_find(lines, STR("\n"), &end);
        if (end > 0) {
            writer_indent(writer, indent);
            strbuf_add(&writer->out, comments_line(writer->arena, str_part(lines, 0, end)));
        }
        strbuf_add_char(&writer->out, '\n');
        lines = str_part(lines, end + 1, lines.len);
    }
}

void writer_before(struct writer *writer, struct str path, unsigned indent)
{
    uint32_t number;
    const struct comment *comment = writer_comment(writer, path, &number);

    if (comment) {
        write_lines(writer, comment->before, indent);
    }
}

void writer_behind(struct writer *writer, struct str path)
{
    uint32_t number;
    const struct comment *comment = writer_comment(writer, path, &number);

    if (!comment) {
        return;
    }
    writer->written[number] = true;
    if (comment->behind.len > 0) {
        strbuf_addz(&writer->out, "  ");
        strbuf_add(&writer->out, comments_line(writer->arena, comment->behind));
    }
}

void writer_end_line(struct writer *writer, struct str path)
{
    writer_behind(writer, path);
    strbuf_add_char(&writer->out, '\n');
}

void writer_orphan(struct writer *writer, uint32_t number, unsigned indent)
{
    const struct comment *comment = &writer->design->comments[number];

    writer->written[number] = true;
    write_lines(writer, comment->before, indent);
    write_lines(writer, comment->behind, indent);
}

bool writer_is_below(struct str path, struct str parent)
{
    return path.len > parent.len + 1 && path.at[parent.len] == '.' && str_starts(path, parent);
}

/* All comments below `parent` that still wait. */
static void write_orphans(struct writer *writer, struct str parent, unsigned indent)
{
    for (uint32_t i = 0; i < writer->design->comment_count; i++) {
        if (!writer->written[i] && writer_is_below(writer->design->comments[i].path, parent)) {
            writer_orphan(writer, i, indent);
        }
    }
}

bool writer_has_comments(const struct writer *writer, struct str path)
{
    for (uint32_t i = 0; i < writer->design->comment_count; i++) {
        struct str other = writer->design->comments[i].path;

        if (str_starts(other, path) && (other.len == path.len || other.at[path.len] == '.')) {
            return true;
        }
    }
    return false;
}

/* ---- keys ---- */

struct str writer_path(const struct writer *writer, struct str parent, struct str key)
{
    return str_format(writer->arena, "%.*s.%.*s", STR_ARG(parent), STR_ARG(key));
}

void writer_top(struct writer *writer, enum design_key key, struct str value)
{
    struct str path = str_from(writer_keys[key]);

    writer_before(writer, path, 0);
    strbuf_add(&writer->out, path);
    strbuf_addz(&writer->out, ": ");
    strbuf_add(&writer->out, value);
    writer_end_line(writer, path);
}

struct str writer_scalar(const struct writer *writer, struct str text, bool flow)
{
    struct strbuf buf = { .arena = writer->arena };

    write_scalar(&buf, text, flow);
    return strbuf_str(&buf);
}

bool writer_begin(struct writer *writer, enum design_key key, bool has_keys)
{
    struct str path = str_from(writer_keys[key]);

    if (!has_keys && !writer_has_comments(writer, path)) {
        return false;
    }
    strbuf_add_char(&writer->out, '\n');
    writer_before(writer, path, 0);
    strbuf_add(&writer->out, path);
    strbuf_add_char(&writer->out, ':');
    writer_end_line(writer, path);
    return true;
}

/* What is left of its comments, and those that stood at its end. */
void writer_end(struct writer *writer, enum design_key key)
{
    struct str end = str_format(writer->arena, "%s.", writer_keys[key]);
    uint32_t number;

    write_orphans(writer, str_from(writer_keys[key]), 2);
    if (writer_comment(writer, end, &number)) {
        writer_orphan(writer, number, 2);
    }
}

/* "  key: value" in a section. */
void writer_entry(struct writer *writer, enum design_key section, struct str key, struct str value)
{
    struct str path = writer_path(writer, str_from(writer_keys[section]), key);

    writer_before(writer, path, 2);
    writer_indent(writer, 2);
    write_scalar(&writer->out, key, false);
    strbuf_addz(&writer->out, ": ");
    strbuf_add(&writer->out, value);
    writer_end_line(writer, path);
}
