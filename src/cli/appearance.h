/* How the designer looks: theme and colours, from options and environment. */
#ifndef STRATA_CLI_APPEARANCE_H
#define STRATA_CLI_APPEARANCE_H

#include "cli/options.h"
#include "strata/base/arena.h"
#include "strata/model/theme.h"
#include "ui/paints.h"

/* What the environment says about it; any of them may be NULL. */
struct appearance_hints {
    const char *no_color;
    const char *theme;
    const char *colorfgbg;
    const char *colorterm;
    const char *term;
};

struct appearance_hints appearance_hints(void);

/* At most so many colours. */
enum colours appearance_colours(const struct options *options,
                                const struct appearance_hints *hints);

/* --theme, else STRATA_THEME, else one that is made for the background, else one that is readable
 * on any. NULL, with the reason in `diags`, if --theme names none; a bad STRATA_THEME is only a
 * warning. */
const struct theme *appearance_theme(const struct options *options,
                                     const struct appearance_hints *hints, struct arena *arena,
                                     struct diag_list *diags);

#endif
