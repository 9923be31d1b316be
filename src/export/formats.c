#include "strata/export/export.h"

#include "dot.h"
#include "review_json.h"
#include "svg.h"

typedef bool (*make)(const struct review *review, const struct export_options *options,
                     struct arena *arena, struct str *ret_bytes, struct diag_list *diags);

static bool make_dot(const struct review *review, const struct export_options *options,
                     struct arena *arena, struct str *ret_bytes, struct diag_list *diags)
{
    return dot_write(review, options->design, arena, ret_bytes, diags);
}

/* The room that draws it is not seen from here. */
static bool make_txt(const struct review *review, const struct export_options *options,
                     struct arena *arena, struct str *ret_bytes, struct diag_list *diags)
{
    (void)review;
    (void)diags;
    *ret_bytes = str_copy(arena, options->picture);
    return true;
}

static const struct format {
    const char *name;
    const char *what;
} formats[EXPORT__COUNT] = {
#define X(constant, name, what) [EXPORT_##constant] = { name, what },
    EXPORT_FORMATS(X)
#undef X
};

static const make makers[] = {
    [EXPORT_DOT] = make_dot,
    [EXPORT_SVG] = svg_make,
    [EXPORT_TXT] = make_txt,
    [EXPORT_JSON] = review_json,
};
_Static_assert(sizeof(makers) / sizeof(makers[0]) == EXPORT__COUNT, "a format has no maker");

const char *export_name(enum export_format format)
{
    return formats[format].name;
}

const char *export_what(enum export_format format)
{
    return formats[format].what;
}

struct str export_endings(const char *last, struct arena *arena)
{
    struct strbuf endings = { .arena = arena };

    for (enum export_format i = 0; i < EXPORT__COUNT; i++) {
        const char *joint = i == 0 ? "" : i + 1 < EXPORT__COUNT ? ", " : last;

        strbuf_addf(&endings, "%s.%s", joint, export_name(i));
    }
    return strbuf_str(&endings);
}

bool export_format_from_name(struct str name, enum export_format *ret)
{
    for (enum export_format format = 0; format < EXPORT__COUNT; format++) {
        if (str_same(name, str_from(formats[format].name))) { /* there are files "PICTURE.SVG" */
            *ret = format;
            return true;
        }
    }
    return false;
}

bool export_format_from_file(struct str file, enum export_format *ret)
{
    for (size_t i = file.len; i > 0; i--) {
        if (file.at[i - 1] == '/') {
            break;
        }
        if (file.at[i - 1] == '.') {
            return export_format_from_name(str_part(file, i, file.len), ret);
        }
    }
    return false;
}

bool export_make(const struct review *review, enum export_format format,
                 const struct export_options *options, struct arena *arena, struct str *ret_bytes,
                 struct diag_list *diags)
{
    static const struct export_options defaults = { 0 };
    return makers[format](review, options != NULL ? options : &defaults, arena, ret_bytes, diags);
}
