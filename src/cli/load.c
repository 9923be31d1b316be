#include "cli/load.h"

#include <stdlib.h>
#include <string.h>

#include "cli/foreign.h"
#include "strata/base/nearest.h"
#include "strata/base/text.h"
#include "strata/model/shipped.h"
#include "strata/store/store.h"
#include "ui/paints.h"

#define NO_PATH ((struct str){ 0 })
#define MIB (1024u * 1024)

/* ---- catalogues ---- */

static bool fail(const char *folder, struct diag_list *diags, const char *what)
{
    diag_add(diags, SEVERITY_ERROR,
             (struct span){ .file = text_clean(diags->arena, str_from(folder)) }, NO_PATH, NO_PATH,
             "%s", what);
    return false;
}

/* Reads on behind a file that cannot be read, so that all of those are told, but not beyond what a
 * catalogue may have in all. */
static bool read_files(const char *folder, const struct str *paths, uint32_t count,
                       struct store_file *files, struct arena *arena, struct diag_list *diags)
{
    bool fine = true;
    size_t left = STORE_CATALOG_BYTES_ALL;
    for (uint32_t i = 0; i < count; i++) {
        struct str path = str_format(arena, "%s/%.*s", folder, STR_ARG(paths[i]));
        files[i] = (struct store_file){ .name = text_clean(arena, path), .path = paths[i] };
        fine &= files_read(str_terminated(arena, path), STORE_CATALOG_BYTES, arena, &files[i].bytes,
                           NULL, diags);
        if (files[i].bytes.len > left) {
            struct str what = str_format(arena, "its *.yaml files are more than %u MiB in all",
                                         STORE_CATALOG_BYTES_ALL / MIB);
            return fail(folder, diags, str_terminated(arena, what));
        }
        left -= files[i].bytes.len;
    }
    return fine;
}

static bool read_catalog(const char *folder, struct arena *arena, struct catalog *ret,
                         struct diag_list *diags)
{
    struct str *paths;
    uint32_t count;
    if (!files_list(folder, arena, &paths, &count, diags)) {
        return false;
    }
    if (count == 0) {
        return fail(folder, diags, "there is no *.yaml file in this folder");
    }
    struct store_file *files = arena_new_array(arena, struct store_file, count);
    const void *block;
    size_t size;
    return read_files(folder, paths, count, files, arena, diags)
           && store_read_catalog(files, count, arena, &block, &size, diags)
           && catalog_open(ret, block, size);
}

bool load_catalog(const char *folder, struct arena *arena, struct catalog *ret,
                  struct diag_list *diags)
{
    if (folder != NULL) {
        return read_catalog(folder, arena, ret, diags);
    }
    if (!catalog_open(ret, shipped_catalog, shipped_catalog_size)) {
        diag_error(diags,
                   "the catalogue that was compiled in is of another version; build strata again");
        return false;
    }
    return true;
}

/* ---- price books ---- */

const char *load_own_prices(struct arena *arena)
{
    const char *data = getenv("XDG_DATA_HOME"), *home = getenv("HOME");
    struct str path = { 0 };
    if (data != NULL && data[0] == '/') {
        path = str_format(arena, "%s/strata/prices.yaml", data);
    } else if (home != NULL && home[0] == '/') {
        path = str_format(arena, "%s/.local/share/strata/prices.yaml", home);
    }
    return path.len > 0 ? str_terminated(arena, path) : NULL;
}

static bool read_prices(struct catalog *catalog, const char *file, day today, struct arena *arena,
                        struct diag_list *diags)
{
    struct str bytes;
    return files_read(file, STORE_CATALOG_BYTES, arena, &bytes, NULL, diags)
           && store_read_prices(catalog, text_clean(arena, str_from(file)), bytes, today, arena,
                                diags);
}

/* One that is there and cannot be read must not be taken for none: the bill would be another one. */
static bool read_own_prices(struct catalog *catalog, day today, struct arena *arena,
                            struct diag_list *diags)
{
    const char *file = load_own_prices(arena);
    bool there = false;
    bool fine = file == NULL || files_find(file, &there, diags);
    fine = fine && (!there || read_prices(catalog, file, today, arena, diags));
    if (!fine) {
        diag_tell(diags, SEVERITY_NOTE, (struct str){ 0 },
                  "this is your own price book; --prices none leaves it out");
    }
    return fine;
}

bool load_prices(struct catalog *catalog, const char *file, day today, struct arena *arena,
                 struct diag_list *diags)
{
    if (file == NULL) {
        return read_own_prices(catalog, today, arena, diags);
    }
    return strcmp(file, LOAD_NO_PRICES) == 0 || read_prices(catalog, file, today, arena, diags);
}

/* ---- designs ---- */

bool load_is_file(struct str name)
{
    return name.len > 0 && !str_is(name, FILES_STANDARD) && !str_starts(name, STR(LOAD_PRESET));
}

bool load_is_kept(const char *name)
{
    return load_is_file(str_from(name)) && files_descriptor(name) < 0;
}

preset_id load_find_preset(const struct catalog *catalog, struct str name, struct diag_list *diags)
{
    preset_id preset = catalog_find_preset(catalog, name);
    if (preset != NONE) {
        return preset;
    }
    struct nearest nearest = nearest_to(name);
    struct strbuf known = { .arena = diags->arena };
    for (preset_id i = 0; i < catalog->preset_count; i++) {
        struct str id = catalog_preset_id(catalog, i);
        nearest_try(&nearest, id);
        strbuf_addf(&known, "%s %.*s", i == 0 ? "there are" : ",", STR_ARG(id));
    }
    struct str hint = nearest_hint(&nearest, diags->arena);
    diag_tell(diags, SEVERITY_ERROR, hint.len > 0 ? hint : strbuf_str(&known),
              "there is no preset \"%.*s\"", STR_ARG(text_clean(diags->arena, name)));
    return NONE;
}

bool load_design(struct catalog *catalog, const char *name, struct arena *arena, struct design *ret,
                 struct file_identity *ret_identity, struct diag_list *diags)
{
    struct str wanted = str_from(name);
    struct str bytes;
    if (ret_identity != NULL) {
        *ret_identity = (struct file_identity){ 0 };
    }
    if (str_starts(wanted, STR(LOAD_PRESET))) {
        size_t prefix = sizeof(LOAD_PRESET) - 1;
        preset_id preset = load_find_preset(catalog, str_part(wanted, prefix, wanted.len), diags);
        return preset != NONE && store_read_preset(catalog, preset, arena, ret, diags);
    }
    struct str shown = load_is_file(wanted) ? text_clean(arena, wanted) : STR("standard input");
    return files_read(name, STORE_DESIGN_BYTES, arena, &bytes, ret_identity, diags)
           && !foreign_refused(shown, bytes, diags)
           && store_read_design(catalog, shown, bytes, arena, ret, diags);
}

/* ---- themes ---- */

const struct theme *load_shipped_theme(const char *name)
{
    for (uint32_t i = 0; i < shipped_theme_count; i++) {
        if (strcmp(shipped_themes[i].name, name) == 0) {
            return &shipped_themes[i];
        }
    }
    return NULL;
}

static const struct theme *theme_unknown(struct str name, struct diag_list *diags)
{
    struct nearest nearest = nearest_to(name);
    struct strbuf known = { .arena = diags->arena };
    for (uint32_t i = 0; i < shipped_theme_count; i++) {
        nearest_try(&nearest, str_from(shipped_themes[i].name));
        strbuf_list(&known, 0, str_from(shipped_themes[i].name));
    }
    diag_tell(
        diags, SEVERITY_ERROR, nearest_hint(&nearest, diags->arena),
        "there is no theme \"%.*s\"; there are %.*s, and files with a \".\" or \"/\" in the name",
        STR_ARG(text_clean(diags->arena, name)), STR_ARG(strbuf_str(&known)));
    return NULL;
}

const struct theme *load_theme(const char *name, struct arena *arena, struct diag_list *diags)
{
    const struct theme *shipped = load_shipped_theme(name);
    if (shipped != NULL) {
        return shipped;
    }
    if (strpbrk(name, "./") == NULL) {
        return theme_unknown(str_from(name), diags);
    }
    struct theme *theme = arena_new(arena, struct theme);
    struct paint paints[STYLE__COUNT];
    struct str bytes;
    bool fine = files_read(name, STORE_DESIGN_BYTES, arena, &bytes, NULL, diags)
                && store_read_theme(text_clean(arena, str_from(name)), bytes, arena, theme, diags)
                && paints_resolve(theme, COLOURS_TRUE, paints, diags);
    return fine ? theme : NULL;
}
