#include "cli/usage.h"

#include "strata/report/page_text.h"
#include "ui/styles.h"

#define INDENT 2
#define VERB_COLUMN 17
#define USAGE_COLUMN 7
#define OPTION_COLUMN 26

struct str usage_synopsis(enum verb verb, struct arena *arena)
{
    const struct verb_info *info = &verb_infos[verb];
    return str_format(arena, "strata%s%s %s", info->name[0] != '\0' ? " " : "", info->name,
                      info->synopsis);
}

struct str usage_option_label(enum option option, struct arena *arena)
{
    const struct option_info *info = &option_infos[option];
    struct strbuf label = { .arena = arena };
    if (info->letter != 0) {
        strbuf_addf(&label, "-%c, ", info->letter);
    }
    strbuf_addf(&label, "--%s", info->name);
    if (info->argument != NULL) {
        strbuf_addf(&label, " %s", info->argument);
    }
    return strbuf_str(&label);
}

struct str usage_option_what(enum option option, struct arena *arena)
{
    const struct option_info *info = &option_infos[option];
    if (info->fallback == NULL) {
        return str_from(info->what);
    }
    return str_format(arena, "%s Default: %s.", info->what, info->fallback);
}

struct str usage_designs(const struct catalog *catalog, struct arena *arena)
{
    struct strbuf text = { .arena = arena };
    strbuf_addz(&text, "FILE is a design file, - for standard input, or preset:NAME. Presets are ");
    size_t start = text.len;
    for (preset_id i = 0; i < catalog->preset_count; i++) {
        strbuf_list(&text, start, catalog_preset_id(catalog, i));
    }
    strbuf_addz(&text, ".");
    return strbuf_str(&text);
}

static void add_verbs(struct strbuf *text)
{
    for (enum verb i = 0; i < VERB__COUNT; i++) {
        const struct verb_info *info = &verb_infos[i];
        struct str label = info->name[0] != '\0' ? str_from(info->name) : str_from(info->synopsis);
        layout_item(text, INDENT, label, VERB_COLUMN, str_from(info->what));
    }
}

/* The options of a command that are only its own, or those of every command. */
static void add_options(struct strbuf *text, enum verb verb, const char *heading, bool global)
{
    bool any = false;
    for (enum option i = 0; i < OPTION__COUNT; i++) {
        if (option_of_verb(i, verb) && option_is_global(i) == global) {
            if (!any) {
                layout_heading(text, heading);
            }
            struct str label = usage_option_label(i, text->arena);
            layout_item(text, option_infos[i].letter != 0 ? INDENT : INDENT + 4, label,
                        OPTION_COLUMN, usage_option_what(i, text->arena));
            any = true;
        }
    }
}

/* The options of every command by their names alone: "strata help" explains them. */
static void add_common(struct strbuf *text, enum verb verb)
{
    struct strbuf names = { .arena = text->arena };
    for (enum option i = 0; i < OPTION__COUNT; i++) {
        if (option_of_verb(i, verb) && option_is_global(i)) {
            strbuf_addf(&names, "%s--%s", names.len > 0 ? ", " : "", option_infos[i].name);
        }
    }
    layout_heading(text, "Options of every command (\"strata help\" explains them)");
    layout_paragraph(text, INDENT, LAYOUT_WIDTH, strbuf_str(&names));
}

struct str usage_overview(const struct catalog *catalog, struct arena *arena)
{
    struct strbuf text = { .arena = arena };
    strbuf_addz(&text, "strata: " USAGE_WHAT "\n\n"
                       "usage: strata [FILE]\n"
                       "       strata COMMAND [ARGUMENT]... [OPTION]...\n");
    layout_heading(&text, "Commands");
    add_verbs(&text);
    add_options(&text, VERB_DESIGN, "Options of the designer", false);
    add_options(&text, VERB_DESIGN, "Options of every command", true);
    strbuf_add_char(&text, '\n');
    layout_paragraph(&text, 0, LAYOUT_WIDTH, usage_designs(catalog, arena));
    layout_heading(&text, "Exit status");
#define STATUS(number, what) layout_item(&text, INDENT, STR(#number), INDENT + 3, STR(what));
#include "cli/options.def"
    layout_heading(&text, "Examples");
#define EXAMPLE(line, what) strbuf_addz(&text, "  " line "\n");
#include "cli/options.def"
    strbuf_addz(&text, "\n\"strata help COMMAND\" tells more.\n");
    return strbuf_str(&text);
}

struct str usage_verb(enum verb verb, struct arena *arena)
{
    const struct verb_info *info = &verb_infos[verb];
    struct strbuf text = { .arena = arena };
    layout_item(&text, 0, STR("usage:"), USAGE_COLUMN, usage_synopsis(verb, arena));
    strbuf_add_char(&text, '\n');
    layout_paragraph(&text, 0, LAYOUT_WIDTH, str_from(info->what));

    struct str more = str_from(info->more);
    size_t end;
    while (more.len > 0) {
        if (!str_find(more, STR("\n\n"), &end)) {
            end = more.len;
        }
        strbuf_add_char(&text, '\n');
        layout_paragraph(&text, 0, LAYOUT_WIDTH, str_part(more, 0, end));
        more = str_part(more, end + 2, more.len);
    }
    add_options(&text, verb, "Options", false);
    add_common(&text, verb);
    return strbuf_str(&text);
}

struct str usage_styles(struct arena *arena)
{
    struct strbuf text = { .arena = arena };
    strbuf_addz(&text, "Styles that a theme can give colours and attributes to:\n\n");
#define X(constant, name, plain, what) \
    layout_item(&text, INDENT, STR(name), VERB_COLUMN, STR(what));
    STYLES(X)
#undef X
    return strbuf_str(&text);
}
