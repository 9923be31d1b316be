/* Designs that come along with a catalogue. */
#include "store/catalog/read_catalog.h"

#include "store/design/read_design.h"

static const struct store_file *preset_file(const struct reader *reader, struct str path)
{
    if (!str_starts(path, STR("presets/"))) {
        return NULL;
    }
    for (uint32_t i = 0; i < reader->file_count; i++) {
        if (str_eq(reader->files[i].path, path)) {
            return &reader->files[i];
        }
    }
    return NULL;
}

void read_preset(struct reader *reader, const struct node *node, uint32_t row)
{
    enum { ID, NAME, WHAT, COLUMN, FILE, COUNT };
    static const struct word keys[] = { [ID] = REQUIRED("id"),
                                        [NAME] = REQUIRED("name"),
                                        [WHAT] = REQUIRED("what"),
                                        [COLUMN] = WORD("column"),
                                        [FILE] = WORD("file") };
    struct preset *preset = builder_add(&reader->builder, preset);
    const struct node *at[COUNT];
    const struct store_file *file;

    (void)row;
    if (!decode_map(reader->in, node, WORDS(keys), at)) {
        return;
    }
    *preset = (struct preset){
        .id = read_pool_text(reader, at[ID]),
        .name = read_pool_text(reader, at[NAME]),
        .what = read_pool_text(reader, at[WHAT]),
        .column = read_reference(reader, SECTION_SCALES, at[COLUMN]),
    };
    if ((at[COLUMN] != NULL) == (at[FILE] != NULL)) {
        tree_error(reader->in, node, (struct str){ 0 },
                   "a preset has either a \"column\" or a \"file\"");
        return;
    }
    if (!at[FILE]) {
        return;
    }
    file = preset_file(reader, decode_text(reader->in, at[FILE]));
    if (!file) {
        tree_error(reader->in, at[FILE], STR("a file of the folder presets/"),
                   "there is no file \"%.*s\"", STR_ARG(decode_shown(reader->in, at[FILE])));
        return;
    }
    preset->file = read_pool_text(reader, at[FILE]);
    preset->yaml = builder_text(&reader->builder, file->bytes);
}

/* Is it the file of a preset? */
static bool is_used(const struct reader *reader, struct str path)
{
    const struct names *names = &reader->names[SECTION_PRESETS];

    for (uint32_t i = 0; i < names->list.count; i++) {
        const struct node *file = decode_value(names->list.items[i].node, "file");

        if (file && file->kind == NODE_SCALAR && str_eq(node_text(file), path)) {
            return true;
        }
    }
    return false;
}

void warn_unused_presets(struct reader *reader)
{
    for (uint32_t i = 0; i < reader->file_count; i++) {
        const struct store_file *file = &reader->files[i];

        if (str_starts(file->path, STR("presets/")) && !is_used(reader, file->path)) {
            diag_add(reader->diags, SEVERITY_WARNING, (struct span){ file->name, 0, 0 },
                     (struct str){ 0 }, (struct str){ 0 }, "no preset uses this file");
        }
    }
}

bool check_presets(struct reader *reader, const void *block, size_t size)
{
    struct catalog catalog;
    bool ok = true;

    if (!catalog_open(&catalog, block, size)) {
        return false;
    }
    for (preset_id preset = 0; preset < catalog.preset_count; preset++) {
        const struct store_file *file =
            preset_file(reader, catalog_text(&catalog, catalog.presets[preset].file));
        struct design design;

        if (file
            && !read_preset_design(&catalog, file->name, file->bytes, reader->arena, &design,
                                   reader->diags)) {
            ok = false;
        }
    }
    return ok;
}
