#include "strata/export/export.h"

static const struct format {
    const char *name;
    const char *what;
} formats[EXPORT__COUNT] = {
#define X(constant, name, what) [EXPORT_##constant] = { name, what },
    EXPORT_FORMATS(X)
#undef X
};

const char *export_name(enum export_format format)
{
    return formats[format].name;
}

const char *export_what(enum export_format format)
{
    return formats[format].what;
}

bool export_is_drawing(enum export_format format)
{
    static const bool drawings[EXPORT__COUNT] = {
#define X(constant, name, what) [EXPORT_##constant] = true,
        EXPORT_DRAWINGS(X)
#undef X
    };
    return drawings[format];
}

struct str export_endings(struct arena *arena)
{
    struct strbuf endings = { .arena = arena };

    for (enum export_format i = 0; i < EXPORT__COUNT; i++) {
        strbuf_list(&endings, 0, str_from(export_name(i)));
    }
    return strbuf_str(&endings);
}

bool export_theme_from_name(struct str name, enum export_theme *ret)
{
    static const char *const names[] = {
#define X(constant, name) name,
        EXPORT_THEMES(X)
#undef X
    };
    for (enum export_theme theme = 0; theme < EXPORT_THEME__COUNT; theme++) {
        if (str_is(name, names[theme])) {
            *ret = theme;
            return true;
        }
    }
    return false;
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
