#include "store/design/comments.h"

#include "strata/base/text.h"

void comments_init(struct comments *comments, struct arena *arena)
{
    *comments = (struct comments){ .arena = arena, .index = { .arena = arena } };
}

static struct gathered *at_path(struct comments *comments, struct str path)
{
    uint32_t number = comments->list.count;
    struct gathered *gathered;

    if (index_find(&comments->index, path, &number)) {
        return &comments->list.items[number];
    }
    gathered = vec_add(&comments->list, comments->arena);
    gathered->path = str_copy(comments->arena, path);
    gathered->before.arena = comments->arena;
    gathered->behind.arena = comments->arena;
    index_add(&comments->index, gathered->path, number, NULL);
    return gathered;
}

struct str comments_line(struct arena *arena, struct str text)
{
    struct str clean = str_trim(text_clean(arena, text));

    if (clean.len > 0 && clean.at[0] == '#') {
        return clean;
    }
    return str_format(arena, "# %.*s", STR_ARG(clean));
}

void comments_before(struct comments *comments, struct str path, struct str text, uint32_t line)
{
    struct gathered *gathered = at_path(comments, path);

    if (gathered->before.len > 0) {
        strbuf_add_char(&gathered->before, '\n');
        if (line > gathered->last_line + 1) {
            strbuf_add_char(&gathered->before, '\n');
        }
    }
    strbuf_add(&gathered->before, comments_line(comments->arena, text));
    gathered->last_line = line;
}

void comments_behind(struct comments *comments, struct str path, struct str text)
{
    struct gathered *gathered = at_path(comments, path);

    if (gathered->behind.len > 0) {
        strbuf_add_char(&gathered->behind, ' ');
    }
    strbuf_add(&gathered->behind, comments_line(comments->arena, text));
}

void comments_finish(const struct comments *comments, struct arena *arena, struct design *design)
{
    uint32_t count = comments->list.count;
    struct comment *list = arena_new_array(arena, struct comment, count);

    for (uint32_t i = 0; i < count; i++) {
        const struct gathered *gathered = &comments->list.items[i];
        list[i] = (struct comment){
            .path = str_copy(arena, gathered->path),
            .before = str_copy(arena, strbuf_str(&gathered->before)),
            .behind = str_copy(arena, strbuf_str(&gathered->behind)),
        };
    }
    design->comments = list;
    design->comment_count = count;
}
