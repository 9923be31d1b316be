#include "cli/inputs.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/files.h"
#include "cli/load.h"
#include "cli/output.h"
#include "strata/base/text.h"

struct search {
    const char *path; /* to be written */
    struct stat there;
    struct diag_list *diags;
};

/* False if there is nothing that could be lost. */
static bool begin(struct search *search, const char *path, struct diag_list *diags)
{
    *search = (struct search){ .path = path, .diags = diags };
    return output_is_file(path) && stat(path, &search->there) == 0;
}

static bool refuse(const struct search *search)
{
    struct span span = { .file = text_clean(search->diags->arena, str_from(search->path)) };
    diag_add(search->diags, SEVERITY_ERROR, span, (struct str){ 0 }, STR("choose another name"),
             "is what was read here; a result never takes the place of it");
    return false;
}

static bool spared(const struct search *search, const struct stat *input)
{
    return input->st_dev != search->there.st_dev || input->st_ino != search->there.st_ino
           || refuse(search);
}

static bool spared_path(const struct search *search, const char *input)
{
    struct stat status;
    return input == NULL || stat(input, &status) != 0 || spared(search, &status);
}

static bool spared_operands(const struct search *search, const struct options *options)
{
    struct stat standard;
    bool fine = true;
    if (verb_infos[options->verb].operand != OPERAND_DESIGN) {
        return true;
    }
    for (uint32_t i = 0; fine && i < options->operand_count; i++) {
        const char *operand = options->operands[i];
        fine = load_is_file(str_from(operand))
                   ? spared_path(search, operand)
                   : fstat(STDIN_FILENO, &standard) != 0 || spared(search, &standard);
    }
    return fine;
}

/* Every file of a catalogue, because all of them were read. */
static bool spared_folder(const struct search *search, const char *folder, struct arena *arena)
{
    struct diag_list ignored;
    struct str *paths;
    uint32_t count;
    bool fine = true;
    diag_init(&ignored, arena);
    if (folder == NULL || !files_list(folder, arena, &paths, &count, &ignored)) {
        return true;
    }
    for (uint32_t i = 0; fine && i < count; i++) {
        struct str inside = str_format(arena, "%s/%.*s", folder, STR_ARG(paths[i]));
        fine = spared_path(search, str_terminated(arena, inside));
    }
    return fine;
}

bool inputs_spared_file(const char *input, const char *path, struct diag_list *diags)
{
    struct search search;
    return !begin(&search, path, diags) || spared_path(&search, input);
}

bool inputs_spared(const struct options *options, enum inputs_of which, const char *path,
                   struct arena *arena, struct diag_list *diags)
{
    const char *prices = options->values[OPTION_PRICES];
    struct search search;
    if (!begin(&search, path, diags)) {
        return true;
    }
    return (which == INPUTS_SETTINGS
            || (spared_operands(&search, options)
                && spared_path(&search, options->values[OPTION_FROM])))
           && spared_path(&search, prices != NULL ? prices : load_own_prices(arena))
           && spared_path(&search, options->values[OPTION_THEME])
           && spared_path(&search, getenv("STRATA_THEME"))
           && spared_folder(&search, options->values[OPTION_CATALOG], arena);
}
