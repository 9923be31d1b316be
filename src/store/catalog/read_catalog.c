/* A catalogue's folder, from files to one block: gathering names, the order of reading, and
 * cleaning up. */
#include "store/catalog/read_catalog.h"

#include <stdlib.h>
#include <string.h>

#include "store/tree/yaml_tree.h"
#include "strata/base/text.h"

#define COMPONENT_BYTES 256 /* that a small component takes in a file */

static const struct word section_keys[] = {
#define X(name, key, one) [SECTION_##name] = WORD(key),
    SECTIONS(X)
#undef X
};

static const char *const section_ones[] = {
#define X(name, key, one) [SECTION_##name] = one,
    SECTIONS(X)
#undef X
};

/* ---- what the section readers share ---- */

struct text read_pool_text(struct reader *reader, const struct node *node)
{
    return builder_text(&reader->builder, decode_text(reader->in, node));
}

struct text read_new_text(struct reader *reader, const struct node *node)
{
    return builder_new_text(&reader->builder, decode_text(reader->in, node));
}

uint32_t read_reference(struct reader *reader, enum section section, const struct node *node)
{
    return names_find(&reader->names[section], reader->in, node);
}

uint32_t read_references(struct reader *reader, enum section section, const struct node *node,
                         uint32_t ids[REFERENCES_MAX])
{
    struct items items = decode_items(node);
    uint32_t count = 0;

    if (items.count > REFERENCES_MAX) {
        tree_error(reader->in, node, (struct str){ 0 }, "more than %d are named", REFERENCES_MAX);
        return 0;
    }
    for (uint32_t i = 0; i < items.count; i++, items.at = node_next(items.at)) {
        uint32_t id = read_reference(reader, section, items.at);
        uint32_t same = 0;

        while (same < count && ids[same] != id) {
            same++;
        }
        if (same < count) {
            tree_error(reader->in, items.at, (struct str){ 0 }, "\"%.*s\" is named twice",
                       STR_ARG(decode_shown(reader->in, items.at)));
        } else if (id != NONE) {
            ids[count++] = id;
        }
    }
    return count;
}

struct range read_reference_range(struct reader *reader, enum section section,
                                  const struct node *node)
{
    uint32_t ids[REFERENCES_MAX];
    uint32_t count = read_references(reader, section, node, ids);

    return builder_refs(&reader->builder, ids, count);
}

uint32_t read_scale_mask(struct reader *reader, const struct node *node)
{
    uint32_t ids[REFERENCES_MAX];
    uint32_t count = read_references(reader, SECTION_SCALES, node, ids);
    uint32_t mask = 0;

    for (uint32_t i = 0; i < count; i++) {
        if (ids[i] < SCALES_MAX) {
            mask |= UINT32_C(1) << ids[i];
        }
    }
    return mask;
}

/* ---- files ---- */

static int by_path(const void *a, const void *b)
{
    return str_cmp(((const struct store_file *)a)->path, ((const struct store_file *)b)->path);
}

static bool is_preset_file(const struct store_file *file)
{
    return str_starts(file->path, STR("presets/"));
}

/* Is `components:` the one thing that stands at the beginning of a line? Then it is the file's only
 * section. Where this cannot be said for certain the answer is no, which costs memory and nothing
 * else. */
static bool holds_only_components(struct str bytes)
{
    const char *end = bytes.at + bytes.len;
    const char *newline;
    bool found = false;

    for (const char *at = bytes.at; at < end; at = newline + 1) {
        struct str line;

        newline = memchr(at, '\n', (size_t)(end - at));
        if (!newline) {
            newline = end - 1;
        }
        if (*at == ' ' || *at == '#' || *at == '\n' || *at == '\r') {
            continue;
        }
        line = str_trim((struct str){ at, (size_t)(newline - at) + 1 });
        if (str_is(line, "components:") && !found) {
            found = true;
        } else if (!found || !str_starts(line, STR("- "))) {
            return false;
        }
    }
    return found;
}

static bool read_file(struct reader *reader, uint32_t file, tree_item_reader *each,
                      struct arena *arena, struct tree *ret)
{
    struct tree_source source = { .name = reader->files[file].name,
                                  .bytes = reader->files[file].bytes,
                                  .limit = STORE_CATALOG_BYTES,
                                  .each = each,
                                  .context = reader };
    bool readable = tree_read(&source, arena, reader->diags, ret);

    /* Behind the place where a file broke there may have been anything. */
    if (!ret->whole) {
        for (int i = 0; i < SECTION__COUNT; i++) {
            reader->names[i].incomplete = true;
        }
    }
    return readable;
}

static void keep_trees(struct reader *reader)
{
    uint32_t components = 0;

    reader->trees = arena_new_array(reader->arena, struct tree *, reader->file_count);
    for (uint32_t i = 0; i < reader->file_count; i++) {
        struct tree *tree;

        if (is_preset_file(&reader->files[i])) {
            continue;
        }
        if (holds_only_components(reader->files[i].bytes)) {
            components += (uint32_t)(reader->files[i].bytes.len / COMPONENT_BYTES);
            continue;
        }
        tree = arena_new(reader->arena, struct tree);
        reader->trees[i] = tree;
        if (!read_file(reader, i, NULL, reader->arena, tree)) {
            tree->count = 0;
        }
    }
    builder_expect(&reader->builder, components);
    names_expect(&reader->names[SECTION_COMPONENTS], components);
}

/* ---- names ---- */

static void define_section(struct reader *reader, const struct tree *in, enum section section,
                           const struct node *value)
{
    bool need = section == SECTION_NEEDS;
    struct names *names = &reader->names[need ? SECTION_TAGS : section];
    bool named = section != SECTION_CATALOG && section != SECTION_CALLS && section != SECTION_BOUNDS
                 && section != SECTION_HALLMARKS && section != SECTION_WORDS
                 && section != SECTION_RESOURCES;
    struct items items = decode_items(value);

    for (uint32_t i = 0; i < items.count; i++, items.at = node_next(items.at)) {
        if (named) {
            names_define(names, in, items.at, true)->need = need;
        } else {
            *vec_add(&names->list, names->arena) =
                (struct definition){ .in = in, .node = items.at, .line = items.at->line };
        }
    }
}

static void define_all(struct reader *reader)
{
    const struct node *values[SECTION__COUNT];

    for (uint32_t i = 0; i < reader->file_count; i++) {
        const struct tree *tree = reader->trees[i];

        if (!tree || tree->count == 0) {
            continue;
        }
        decode_map(tree, tree_root(tree), WORDS(section_keys), values);
        for (int section = 0; section < SECTION__COUNT; section++) {
            if (section != SECTION_COMPONENTS && values[section]) {
                define_section(reader, tree, (enum section)section, values[section]);
            }
        }
    }
}

static void check_limit(struct reader *reader, enum section section, uint32_t max)
{
    const struct names *names = &reader->names[section];

    if (names->list.count > max) {
        tree_error(names->list.items[max].in, names->list.items[max].node, (struct str){ 0 },
                   "there are more than %u %s", (unsigned)max,
                   section == SECTION_TAGS ? "tags and needs" : section_keys[section].text.at);
    }
}

static void check_presence(struct reader *reader)
{
    const struct names *heads = &reader->names[SECTION_CATALOG];

    if (heads->list.count == 0 && !heads->incomplete) {
        diag_error(reader->diags, "no file has a section \"catalog\"");
    }
    if (reader->names[SECTION_SCALES].list.count == 0 && !heads->incomplete) {
        diag_error(reader->diags, "no file has a section \"scales\"");
    }
    for (uint32_t i = 1; i < heads->list.count; i++) {
        const struct definition *again = &heads->list.items[i];
        struct str hint =
            str_format(reader->arena, "first at %.*s:%u", STR_ARG(heads->list.items[0].in->file),
                       (unsigned)heads->list.items[0].line);
        tree_error(again->in, again->node, hint, "a catalogue has one section \"catalog\"");
    }
    check_limit(reader, SECTION_SCALES, SCALES_MAX);
    check_limit(reader, SECTION_TAGS, TAGS_MAX);
}

/* ---- reading ---- */

static void read_section(struct reader *reader, enum section section, section_reader *read)
{
    const struct names *names = &reader->names[section];

    for (uint32_t row = 0; row < names->list.count; row++) {
        reader->in = names->list.items[row].in;
        read(reader, names->list.items[row].node, row);
    }
}

static void define_component(struct reader *reader, const struct tree *tree,
                             const struct node *node, bool kept)
{
    struct names *names = &reader->names[SECTION_COMPONENTS];

    /* A million mistakes are not worth a million rows: when no more are shown, no more are read. */
    if (!tree_tells_more(tree)) {
        names->incomplete = true;
        return;
    }
    reader->in = tree;
    names_define(names, tree, node, kept);
    read_component(reader, node, reader->builder.components.count);
}

/* The components of a tree, apart from those that were given one by one while it was read. */
static void read_components_of(struct reader *reader, const struct tree *tree, bool kept)
{
    struct items items = decode_items(decode_value(tree_root(tree), "components"));

    for (uint32_t i = 0; i < items.count; i++, items.at = node_next(items.at)) {
        define_component(reader, tree, items.at, kept);
    }
}

static void take_component(void *context, const struct tree *tree, const struct node *item)
{
    if (node_is(item - 2, "components")) {
        define_component(context, tree, item, false);
    }
}

/* A file of nothing but components, which is let go of as it is read. */
static void read_passing(struct reader *reader, uint32_t file, struct arena *page)
{
    struct tree *tree = arena_new(reader->arena, struct tree);

    if (read_file(reader, file, take_component, page, tree)) {
        /* Line ends that only YAML knows could have hidden a section from holds_only_components().
         */
        if (tree_root(tree)->len > 1) {
            tree_error(tree, tree_root(tree), (struct str){ 0 },
                       "each section must begin on a line of its own");
        }
        if (tree->list == 0) {
            read_components_of(reader, tree, false);
        }
    }
    /* Definitions know their file by it. */
    *tree = (struct tree){ .file = reader->files[file].name };
}

static void read_components(struct reader *reader)
{
    struct arena page;

    reader->layer_tags =
        arena_new_array(reader->arena, uint64_t, reader->names[SECTION_LAYERS].list.count);
    arena_init(&page, reader->arena->memory);
    for (uint32_t i = 0; i < reader->file_count; i++) {
        if (is_preset_file(&reader->files[i])) {
            continue;
        }
        arena_reset(&page);
        if (!reader->trees[i]) {
            read_passing(reader, i, &page);
        } else if (reader->trees[i]->count > 0) {
            read_components_of(reader, reader->trees[i], true);
        }
    }
    arena_release(&page);
}

static void read_all(struct reader *reader)
{
    keep_trees(reader);
    define_all(reader);
    check_presence(reader);
    read_section(reader, SECTION_CATALOG, read_head);
    read_section(reader, SECTION_SCALES, read_scale);
    read_section(reader, SECTION_GROUPS, read_group);
    read_section(reader, SECTION_LAYERS, read_layer);
    read_section(reader, SECTION_ROLES, read_role);
    read_section(reader, SECTION_CALLS, read_call);
    read_section(reader, SECTION_ENDPOINTS, read_endpoint);
    read_figures(reader);
    read_section(reader, SECTION_BOUNDS, read_bound);
    read_section(reader, SECTION_TRAITS, read_trait);
    read_section(reader, SECTION_METERS, read_meter);
    read_section(reader, SECTION_TAGS, read_tag);
    read_components(reader);
    settle_successors(reader);
    read_section(reader, SECTION_LAYERS, read_cells);
    read_section(reader, SECTION_RULES, read_rule);
    read_section(reader, SECTION_HALLMARKS, read_hallmark);
    read_section(reader, SECTION_ALTERNATIVES, read_alternative);
    read_section(reader, SECTION_WORDS, read_words);
    read_section(reader, SECTION_RESOURCES, read_resource);
    read_section(reader, SECTION_PRESETS, read_preset);
    warn_unused_presets(reader);
}

void reader_init(struct reader *reader, struct arena *scratch, struct diag_list *diags)
{
    *reader = (struct reader){ .arena = scratch, .diags = diags };
    for (int i = 0; i < SECTION__COUNT; i++) {
        reader->names[i] = (struct names){ .arena = scratch,
                                           .what = section_ones[i],
                                           .index = { .arena = scratch } };
    }
    reader->names[SECTION_TAGS].what = "tag or need";
}

static void take_files(struct reader *reader, const struct store_file *files, uint32_t count)
{
    struct store_file *sorted = arena_new_array(reader->arena, struct store_file, count);

    if (count > 0) {
        memcpy(sorted, files, count * sizeof(*files));
    }
    qsort(sorted, count, sizeof(*sorted), by_path);
    for (uint32_t i = 0; i < count; i++) {
        sorted[i].name = text_clean(reader->arena, sorted[i].name);
    }
    reader->files = sorted;
    reader->file_count = count;
}

bool store_read_catalog(const struct store_file *files, uint32_t count, struct arena *arena,
                        const void **ret_block, size_t *ret_size, struct diag_list *diags)
{
    uint32_t errors = diags->counts[SEVERITY_ERROR];
    uint32_t first = diags->list.count;
    struct arena scratch;
    struct reader reader;
    bool ok;

    arena_init(&scratch, arena->memory);
    reader_init(&reader, &scratch, diags);
    take_files(&reader, files, count);
    builder_init(&reader.builder, &scratch);
    read_all(&reader);
    ok = diags->counts[SEVERITY_ERROR] == errors;
    if (ok) {
        *ret_block = builder_freeze(&reader.builder, arena, ret_size);
        ok = check_presets(&reader, *ret_block, *ret_size);
    }
    tree_sort_diags(diags, first);
    arena_release(&scratch);
    return ok;
}
