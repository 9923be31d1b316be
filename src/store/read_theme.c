/* A theme: style names and colours. */
#include <string.h>

#include "store/tree/decode.h"
#include "store/tree/yaml_tree.h"
#include "strata/store/store.h"

/* Tells if it does not fit, or is no name of small letters, digits and "-". */
static void read_name(const struct tree *in, const struct node *node, char name[THEME_NAME_MAX])
{
    struct str text = decode_text(in, node);
    bool good = text.len > 0 && text.len < THEME_NAME_MAX;

    for (size_t i = 0; good && i < text.len; i++) {
        good = (text.at[i] >= 'a' && text.at[i] <= 'z') || (text.at[i] >= '0' && text.at[i] <= '9')
               || text.at[i] == '-';
    }
    if (good) {
        memcpy(name, text.at, text.len);
    } else if (node) {
        tree_error(in, node, STR("small letters, digits and \"-\", at most 31"),
                   "\"%.*s\" is not a name", STR_ARG(decode_shown(in, node)));
    }
}

static void read_what(const struct tree *in, const struct node *node, char what[THEME_WHAT_MAX])
{
    struct str text = decode_text(in, node);

    if (text.len < THEME_WHAT_MAX && text.len > 0) {
        memcpy(what, text.at, text.len);
    } else if (text.len > 0) {
        tree_error(in, node, (struct str){ 0 }, "has more than %d bytes", THEME_WHAT_MAX - 1);
    }
}

static int32_t read_background(const struct tree *in, const struct node *node)
{
    static const struct word words[] = { WORD("dark"), WORD("light"), WORD("any") };
    static const int32_t light[] = { 0, 1, -1 };

    return light[decode_word(in, node, WORDS(words), 2)];
}

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    if (c >= 'a' && c <= 'f') {
        return c - 'a' + 10;
    }
    if (c >= 'A' && c <= 'F') {
        return c - 'A' + 10;
    }
    return -1;
}

static int32_t read_colour(const struct tree *in, const struct node *node)
{
    struct str text = decode_text(in, node);
    bool good = text.len == 7 && text.at[0] == '#';
    int32_t colour = 0;

    if (!node || node->kind != NODE_SCALAR || node_is(node, "default")) {
        return COLOUR_DEFAULT;
    }
    for (size_t i = 1; good && i < text.len; i++) {
        good = hex_digit(text.at[i]) >= 0;
        colour = colour * 16 + hex_digit(text.at[i]);
    }
    if (good) {
        return colour;
    }
    tree_error(in, node,
               node_nothing(node) ? STR("in quotes, or the \"#\" begins a comment")
                                  : (struct str){ 0 },
               "must be a colour such as \"#005f87\", or default, not \"%.*s\"",
               STR_ARG(decode_shown(in, node)));
    return COLOUR_DEFAULT;
}

static void read_style(const struct tree *in, const struct node *node, struct theme_style *style)
{
    enum { FG, BG, BOLD, DIM, UNDERLINE, REVERSE, ITALIC, COUNT };
    static const struct word keys[] = {
        [FG] = WORD("fg"),
        [BG] = WORD("bg"),
        [BOLD] = WORD("bold"),
        [DIM] = WORD("dim"),
        [UNDERLINE] = WORD("underline"),
        [REVERSE] = WORD("reverse"),
        [ITALIC] = WORD("italic"),
    };
    static const uint32_t attributes[COUNT] = {
        [BOLD] = ATTRIBUTE_BOLD,           [DIM] = ATTRIBUTE_DIM,
        [UNDERLINE] = ATTRIBUTE_UNDERLINE, [REVERSE] = ATTRIBUTE_REVERSE,
        [ITALIC] = ATTRIBUTE_ITALIC,
    };
    const struct node *at[COUNT];

    decode_map(in, node, WORDS(keys), at);
    style->fg = read_colour(in, at[FG]);
    style->bg = read_colour(in, at[BG]);
    for (int key = BOLD; key < COUNT; key++) {
        if (decode_flag(in, at[key], false)) {
            style->attributes |= attributes[key];
        }
    }
}

static void read_styles(const struct tree *in, const struct node *node, struct theme *theme)
{
    const struct node *key;

    if (!node || node->kind == NODE_BROKEN || node_nothing(node)) {
        return;
    }
    if (node->kind != NODE_MAP) {
        tree_error(in, node, (struct str){ 0 },
                   "expected keys with values, as in \"cursor: { bold: true }\"");
        return;
    }
    if (node->len > THEME_STYLES_MAX) {
        tree_error(in, node, (struct str){ 0 }, "a theme has no more than %d styles",
                   THEME_STYLES_MAX);
        return;
    }
    key = node_first(node);
    for (uint32_t i = 0; i < node->len; i++, key = node_next(node_next(key))) {
        struct theme_style *style = &theme->styles[theme->style_count++];

        read_name(in, key, style->name);
        read_style(in, node_next(key), style);
    }
}

static void read_keys(const struct tree *in, struct theme *theme)
{
    enum { NAME, WHAT, BACKGROUND, STYLES, COUNT };
    static const struct word keys[] = { [NAME] = REQUIRED("name"),
                                        [WHAT] = REQUIRED("what"),
                                        [BACKGROUND] = REQUIRED("background"),
                                        [STYLES] = REQUIRED("styles") };
    const struct node *at[COUNT];

    decode_map(in, tree_root(in), WORDS(keys), at);
    read_name(in, at[NAME], theme->name);
    read_what(in, at[WHAT], theme->what);
    theme->light = read_background(in, at[BACKGROUND]);
    read_styles(in, at[STYLES], theme);
}

bool store_read_theme(struct str name, struct str bytes, struct arena *arena, struct theme *ret,
                      struct diag_list *diags)
{
    struct tree_source source = { .name = name, .bytes = bytes, .limit = STORE_DESIGN_BYTES };
    uint32_t errors = diags->counts[SEVERITY_ERROR];
    uint32_t first = diags->list.count;
    struct theme theme = { 0 };
    struct arena scratch;
    struct tree tree;

    arena_init(&scratch, arena->memory);
    if (tree_read(&source, &scratch, diags, &tree)) {
        read_keys(&tree, &theme);
    }
    tree_sort_diags(diags, first);
    arena_release(&scratch);
    if (diags->counts[SEVERITY_ERROR] != errors) {
        return false;
    }
    *ret = theme;
    return true;
}
