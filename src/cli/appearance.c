#include "cli/appearance.h"

#include <stdlib.h>
#include <string.h>

#include "cli/load.h"
#include "strata/model/shipped.h"

/* The theme for a background that nobody told us about. */
#define THEME_ANYWHERE "standard"

/* If it is not shipped: what styles.h says, without a colour. */
static const struct theme plain = { .name = "plain", .what = "No colours.", .light = -1 };

static bool is_set(const char *variable)
{
    return variable != NULL && variable[0] != '\0';
}

struct appearance_hints appearance_hints(void)
{
    return (struct appearance_hints){
        .no_color = getenv("NO_COLOR"),
        .theme = getenv("STRATA_THEME"),
        .colorfgbg = getenv("COLORFGBG"),
        .colorterm = getenv("COLORTERM"),
        .term = getenv("TERM"),
    };
}

enum colours appearance_colours(const struct options *options, const struct appearance_hints *hints)
{
    const char *term = is_set(hints->term) ? hints->term : "";
    bool always = options_is(options, OPTION_COLOR, "always");
    if (options_is(options, OPTION_COLOR, "never") || (is_set(hints->no_color) && !always)) {
        return COLOURS_NONE;
    }
    if (is_set(hints->colorterm)
        && (strcmp(hints->colorterm, "truecolor") == 0 || strcmp(hints->colorterm, "24bit") == 0)) {
        return COLOURS_TRUE;
    }
    if (strstr(term, "-direct") != NULL) {
        return COLOURS_TRUE;
    }
    return strstr(term, "256") != NULL ? COLOURS_256 : COLOURS_16;
}

/* "15;0", "0;default;15": the last number is the background's. 1 light, 0 dark, -1 not told. */
static int32_t background(const char *colorfgbg)
{
    if (!is_set(colorfgbg)) {
        return -1;
    }
    const char *last = strrchr(colorfgbg, ';');
    last = last != NULL ? last + 1 : colorfgbg;
    size_t digits = strspn(last, "0123456789");
    if (digits == 0 || digits > 2 || last[digits] != '\0') {
        return -1;
    }
    int colour = digits == 1 ? last[0] - '0' : (last[0] - '0') * 10 + (last[1] - '0');
    return colour == 7 || (colour >= 9 && colour <= 15) ? 1 : 0;
}

static const struct theme *theme_for(int32_t light)
{
    for (uint32_t i = 0; i < shipped_theme_count; i++) {
        if (shipped_themes[i].light == light) {
            return &shipped_themes[i];
        }
    }
    return NULL;
}

/* A message about the environment's theme stops nobody. */
static const struct theme *theme_of_environment(const char *name, struct arena *arena,
                                                struct diag_list *diags)
{
    struct diag_list reasons;
    diag_init(&reasons, diags->arena);
    const struct theme *theme = load_theme(name, arena, &reasons);
    for (uint32_t i = 0; theme == NULL && i < reasons.list.count; i++) {
        const struct diag *reason = &reasons.list.items[i];
        diag_add(diags, SEVERITY_WARNING, reason->span, reason->path, reason->hint,
                 "STRATA_THEME: %.*s", STR_ARG(reason->text));
    }
    return theme;
}

const struct theme *appearance_theme(const struct options *options,
                                     const struct appearance_hints *hints, struct arena *arena,
                                     struct diag_list *diags)
{
    if (options_has(options, OPTION_THEME)) {
        return load_theme(options->values[OPTION_THEME], arena, diags);
    }
    const struct theme *theme =
        is_set(hints->theme) ? theme_of_environment(hints->theme, arena, diags) : NULL;
    if (theme == NULL && background(hints->colorfgbg) >= 0) {
        theme = theme_for(background(hints->colorfgbg));
    }
    if (theme == NULL) {
        theme = load_shipped_theme(THEME_ANYWHERE);
    }
    return theme != NULL ? theme : &plain;
}
