/* A design as a file: always in the same order, and with the comments that were in it. */
#include "store/read_design.h"

#include "store/comments.h"
#include "store/explain_design.h"
#include "store/write_scalar.h"
#include "strata/base/index.h"
#include "strata/base/money.h"
#include "strata/model/extend.h"
#include "strata/store/store.h"

struct writer {
    const struct catalog *catalog;
    const struct design *design;
    struct arena *arena;
    struct strbuf out;
    struct index paths; /* of the comments */
    bool *written;      /* for each comment */
};

static const char *const design_keys[] = {
#define X(name, key) [DESIGN_##name] = key,
    DESIGN_KEYS(X)
#undef X
};

static const char *const own_keys[] = {
#define X(name, key) [OWN_##name] = key,
    OWN_KEYS(X)
#undef X
};

/* ---- comments ---- */

static const struct comment *find_comment(const struct writer *writer, struct str path,
                                          uint32_t *ret_number)
{
    if (!index_find(&writer->paths, path, ret_number) || writer->written[*ret_number])
        return NULL;
    return &writer->design->comments[*ret_number];
}

static void write_indent(struct writer *writer, unsigned indent)
{
    for (unsigned i = 0; i < indent; i++)
        strbuf_add_char(&writer->out, ' ');
}

static void write_lines(struct writer *writer, struct str lines, unsigned indent)
{
    while (lines.len > 0) {
        size_t end = lines.len;

        str_find(lines, STR("\n"), &end);
        if (end > 0) {
            write_indent(writer, indent);
            strbuf_add(&writer->out, comments_line(writer->arena, str_part(lines, 0, end)));
        }
        strbuf_add_char(&writer->out, '\n');
        lines = str_part(lines, end + 1, lines.len);
    }
}

static void write_before(struct writer *writer, struct str path, unsigned indent)
{
    uint32_t number;
    const struct comment *comment = find_comment(writer, path, &number);

    if (comment)
        write_lines(writer, comment->before, indent);
}

/* Behind what was written last, and the end of the line. */
static void add_behind(struct writer *writer, struct str path)
{
    uint32_t number;
    const struct comment *comment = find_comment(writer, path, &number);

    if (!comment)
        return;
    writer->written[number] = true;
    if (comment->behind.len > 0) {
        strbuf_addz(&writer->out, "  ");
        strbuf_add(&writer->out, comments_line(writer->arena, comment->behind));
    }
}

static void end_line(struct writer *writer, struct str path)
{
    add_behind(writer, path);
    strbuf_add_char(&writer->out, '\n');
}

/* A comment whose key is not there any more, as lines of its own. */
static void write_orphan(struct writer *writer, uint32_t number, unsigned indent)
{
    const struct comment *comment = &writer->design->comments[number];

    writer->written[number] = true;
    write_lines(writer, comment->before, indent);
    write_lines(writer, comment->behind, indent);
}

static bool is_below(struct str path, struct str parent)
{
    return path.len > parent.len + 1 && path.at[parent.len] == '.' && str_starts(path, parent);
}

/* All comments below `parent` that still wait. */
static void write_orphans(struct writer *writer, struct str parent, unsigned indent)
{
    for (uint32_t i = 0; i < writer->design->comment_count; i++)
        if (!writer->written[i] && is_below(writer->design->comments[i].path, parent))
            write_orphan(writer, i, indent);
}

static bool has_comments(const struct writer *writer, struct str path)
{
    for (uint32_t i = 0; i < writer->design->comment_count; i++) {
        struct str other = writer->design->comments[i].path;

        if (str_starts(other, path) && (other.len == path.len || other.at[path.len] == '.'))
            return true;
    }
    return false;
}

/* ---- keys ---- */

static struct str path_below(const struct writer *writer, struct str parent, struct str key)
{
    return str_format(writer->arena, "%.*s.%.*s", STR_ARG(parent), STR_ARG(key));
}

/* "key: value" at the top, with its comments. */
static void write_top(struct writer *writer, enum design_key key, struct str value)
{
    struct str path = str_from(design_keys[key]);

    write_before(writer, path, 0);
    strbuf_add(&writer->out, path);
    strbuf_addz(&writer->out, ": ");
    strbuf_add(&writer->out, value);
    end_line(writer, path);
}

static struct str scalar(const struct writer *writer, struct str text, bool flow)
{
    struct strbuf buf = { .arena = writer->arena };

    write_scalar(&buf, text, flow);
    return strbuf_str(&buf);
}

/* Begins a section that has keys or comments; false if it is left out. */
static bool begin_section(struct writer *writer, enum design_key key, bool has_keys)
{
    struct str path = str_from(design_keys[key]);

    if (!has_keys && !has_comments(writer, path))
        return false;
    strbuf_add_char(&writer->out, '\n');
    write_before(writer, path, 0);
    strbuf_add(&writer->out, path);
    strbuf_add_char(&writer->out, ':');
    end_line(writer, path);
    return true;
}

/* What is left of its comments, and those that stood at its end. */
static void end_section(struct writer *writer, enum design_key key)
{
    struct str end = str_format(writer->arena, "%s.", design_keys[key]);
    uint32_t number;

    write_orphans(writer, str_from(design_keys[key]), 2);
    if (find_comment(writer, end, &number))
        write_orphan(writer, number, 2);
}

/* "  key: value" in a section. */
static void write_entry(struct writer *writer, enum design_key section, struct str key,
                        struct str value)
{
    struct str path = path_below(writer, str_from(design_keys[section]), key);

    write_before(writer, path, 2);
    write_indent(writer, 2);
    write_scalar(&writer->out, key, false);
    strbuf_addz(&writer->out, ": ");
    strbuf_add(&writer->out, value);
    end_line(writer, path);
}

/* ---- sections ---- */

static void write_workload(struct writer *writer)
{
    const struct catalog *catalog = writer->catalog;
    const struct design *design = writer->design;

    if (!begin_section(writer, DESIGN_WORKLOAD, design->figure_count > 0))
        return;
    for (uint32_t i = 0; i < design->figure_count; i++)
        write_entry(writer, DESIGN_WORKLOAD,
                    catalog_text(catalog, catalog->figures[design->figures[i].figure].id),
                    micro_format(writer->arena, design->figures[i].value, false));
    end_section(writer, DESIGN_WORKLOAD);
}

static void write_notes(struct writer *writer)
{
    const struct catalog *catalog = writer->catalog;
    const struct design *design = writer->design;

    if (!begin_section(writer, DESIGN_NOTES, design->note_count > 0))
        return;
    for (uint32_t i = 0; i < design->note_count; i++)
        write_entry(writer, DESIGN_NOTES,
                    catalog_text(catalog, catalog->layers[design->notes[i].layer].id),
                    scalar(writer, design->notes[i].text, false));
    end_section(writer, DESIGN_NOTES);
}

/* As in the paths of comments: "accepted.off-column.portkey". */
static struct str accepted_path(const struct writer *writer, const struct acceptance *acceptance)
{
    const struct catalog *catalog = writer->catalog;
    struct str path = path_below(writer, str_from(design_keys[DESIGN_ACCEPTED]),
                                 catalog_text(catalog, catalog->rules[acceptance->rule].id));

    return acceptance->component == NONE
               ? path
               : path_below(writer, path,
                            catalog_text(catalog, catalog->components[acceptance->component].id));
}

static struct str accepted_value(const struct writer *writer, const struct acceptance *acceptance,
                                 enum accepted_key key)
{
    const struct catalog *catalog = writer->catalog;

    switch (key) {
    case ACCEPTED_FINDING:
        return scalar(writer, catalog_text(catalog, catalog->rules[acceptance->rule].id), true);
    case ACCEPTED_COMPONENT:
        if (acceptance->component == NONE)
            break;
        return scalar(writer, catalog_text(catalog, catalog->components[acceptance->component].id),
                      true);
    case ACCEPTED_REASON: return scalar(writer, acceptance->reason, true);
    case ACCEPTED_UNTIL: return day_format(acceptance->until, writer->arena);
    case ACCEPTED__COUNT: break;
    }
    return (struct str){ 0 };
}

/* "  - { finding: off-column, component: portkey, reason: trial, until: 2027-02-22 }" */
static void write_acceptance(struct writer *writer, const struct acceptance *acceptance)
{
    static const char *const keys[] = {
#define X(name, key) [ACCEPTED_##name] = key,
        ACCEPTED_KEYS(X)
#undef X
    };
    struct str path = accepted_path(writer, acceptance);

    write_before(writer, path, 2);
    write_indent(writer, 2);
    strbuf_addz(&writer->out, "- {");
    for (enum accepted_key key = 0; key < ACCEPTED__COUNT; key++) {
        struct str value = accepted_value(writer, acceptance, key);

        if (value.len > 0)
            strbuf_addf(&writer->out, "%s %s: %.*s", key > 0 ? "," : "", keys[key], STR_ARG(value));
    }
    strbuf_addz(&writer->out, " }");
    end_line(writer, path);
}

static void write_accepted(struct writer *writer)
{
    const struct design *design = writer->design;

    if (!begin_section(writer, DESIGN_ACCEPTED, design->accepted_count > 0))
        return;
    for (uint32_t i = 0; i < design->accepted_count; i++)
        write_acceptance(writer, &design->accepted[i]);
    end_section(writer, DESIGN_ACCEPTED);
}

static void write_regions(struct writer *writer)
{
    const struct design *design = writer->design;
    struct strbuf list = { .arena = writer->arena };

    if (design->region_count == 0 && !has_comments(writer, STR("regions")))
        return;
    strbuf_add_char(&list, '[');
    for (uint32_t i = 0; i < design->region_count; i++) {
        strbuf_comma(&list, 1);
        write_scalar(&list, design->regions[i], true);
    }
    strbuf_add_char(&list, ']');
    strbuf_add_char(&writer->out, '\n');
    write_top(writer, DESIGN_REGIONS, strbuf_str(&list));
}

static void write_needs(struct writer *writer)
{
    const struct catalog *catalog = writer->catalog;
    struct strbuf list = { .arena = writer->arena };

    if (writer->design->needs == 0 && !has_comments(writer, STR("needs")))
        return;
    strbuf_add_char(&list, '[');
    for (tag_id i = 0; i < catalog->tag_count && i < TAGS_MAX; i++) {
        if ((writer->design->needs >> i & 1) == 0)
            continue;
        strbuf_comma(&list, 1);
        write_scalar(&list, catalog_text(catalog, catalog->tags[i].id), true);
    }
    strbuf_add_char(&list, ']');
    strbuf_add_char(&writer->out, '\n');
    write_top(writer, DESIGN_NEEDS, strbuf_str(&list));
}

/* ---- own components ---- */

/* "unknown", "120" or "{ low: 50, likely: 100, high: 200 }" */
static struct str own_price(const struct writer *writer, const struct own_component *own)
{
    struct arena *arena = writer->arena;
    struct str low = micro_format(arena, own->price.low, false);
    struct str likely = micro_format(arena, own->price.likely, false);
    struct str high = micro_format(arena, own->price.high, false);

    if (own->pricing == OWN_PRICE_UNKNOWN)
        return STR("unknown");
    if (own->price.low == own->price.high)
        return likely;
    return str_format(arena, "{ low: %.*s, likely: %.*s, high: %.*s }", STR_ARG(low),
                      STR_ARG(likely), STR_ARG(high));
}

static struct str own_scales(const struct writer *writer, uint32_t scales)
{
    const struct catalog *catalog = writer->catalog;
    struct strbuf list = { .arena = writer->arena };

    strbuf_add_char(&list, '[');
    for (scale_id i = 0; i < catalog->scale_count; i++) {
        if ((scales >> i & 1) == 0)
            continue;
        strbuf_comma(&list, 1);
        write_scalar(&list, catalog_text(catalog, catalog->scales[i].id), true);
    }
    strbuf_add_char(&list, ']');
    return strbuf_str(&list);
}

static struct str own_value(const struct writer *writer, const struct own_component *own,
                            enum own_key key)
{
    const struct catalog *catalog = writer->catalog;

    switch (key) {
    case OWN_NAME: return scalar(writer, own->name, false);
    case OWN_LAYER:
        return scalar(writer, catalog_text(catalog, catalog->layers[own->layer].id), false);
    case OWN_KIND: return str_from(kind_name(own->kind));
    case OWN_BOX: return str_from(box_rule_name(own->box));
    case OWN_PRICE: return own_price(writer, own);
    case OWN_SCALES: return own_scales(writer, own->scales);
    case OWN__COUNT: break;
    }
    return (struct str){ 0 };
}

static void write_own(struct writer *writer, const struct own_component *own)
{
    struct str path = path_below(writer, str_from(design_keys[DESIGN_COMPONENTS]), own->id);

    write_before(writer, path, 2);
    write_indent(writer, 2);
    write_scalar(&writer->out, own->id, false);
    strbuf_add_char(&writer->out, ':');
    end_line(writer, path);
    for (enum own_key key = 0; key < OWN__COUNT; key++) {
        struct str below = path_below(writer, path, str_from(own_keys[key]));

        write_before(writer, below, 4);
        write_indent(writer, 4);
        strbuf_addf(&writer->out, "%s: ", own_keys[key]);
        strbuf_add(&writer->out, own_value(writer, own, key));
        end_line(writer, below);
    }
}

static void write_components(struct writer *writer)
{
    const struct design *design = writer->design;

    if (!begin_section(writer, DESIGN_COMPONENTS, design->own_count > 0))
        return;
    for (uint32_t i = 0; i < design->own_count; i++) {
        struct own_component own = catalog_own(writer->catalog, design->own[i]);

        write_own(writer, &own);
    }
    end_section(writer, DESIGN_COMPONENTS);
}

/* ---- layers ---- */

static struct str component_id_of(const struct writer *writer, const struct choice *choice)
{
    return catalog_text(writer->catalog, writer->catalog->components[choice->component].id);
}

static bool says_more(const struct choice *choice)
{
    return choice->plan != NONE || choice->share != 0;
}

/* "pinecone", or "{ use: pinecone, plan: pro }". */
static void write_choice(struct writer *writer, const struct choice *choice, bool flow)
{
    struct strbuf *out = &writer->out;

    if (!says_more(choice)) {
        write_scalar(out, component_id_of(writer, choice), flow);
        return;
    }
    strbuf_addz(out, "{ use: ");
    write_scalar(out, component_id_of(writer, choice), true);
    if (choice->plan != NONE) {
        strbuf_addz(out, ", plan: ");
        write_scalar(out, catalog_text(writer->catalog, writer->catalog->plans[choice->plan].id),
                     true);
    }
    if (choice->share != 0) {
        strbuf_addz(out, ", share: ");
        strbuf_add(out, micro_format(writer->arena, choice->share, false));
    }
    strbuf_addz(out, " }");
}

static struct str entry_path(const struct writer *writer, struct str path,
                             const struct choice *choice)
{
    return path_below(writer, path, component_id_of(writer, choice));
}

/* Does each entry need a line of its own? */
static bool needs_lines(const struct writer *writer, struct str path, const struct choice *choices,
                        uint32_t count)
{
    bool needs = false;

    for (uint32_t i = 0; i < count; i++)
        needs = needs || says_more(&choices[i])
                || has_comments(writer, entry_path(writer, path, &choices[i]));
    return needs && count > 1;
}

/* Comments of components that are not in the layer any more go before the layer. */
static void write_gone_entries(struct writer *writer, struct str path, const struct choice *choices,
                               uint32_t count)
{
    for (uint32_t i = 0; i < writer->design->comment_count; i++) {
        struct str other = writer->design->comments[i].path;
        bool here = false;

        if (writer->written[i] || !is_below(other, path))
            continue;
        for (uint32_t k = 0; k < count; k++)
            here = here || str_eq(other, entry_path(writer, path, &choices[k]));
        if (!here)
            write_orphan(writer, i, 2);
    }
}

static void write_choice_lines(struct writer *writer, struct str path, const struct choice *choices,
                               uint32_t count)
{
    end_line(writer, path);
    for (uint32_t i = 0; i < count; i++) {
        struct str entry = entry_path(writer, path, &choices[i]);

        write_before(writer, entry, 4);
        write_indent(writer, 4);
        strbuf_addz(&writer->out, "- ");
        write_choice(writer, &choices[i], false);
        end_line(writer, entry);
    }
}

static void write_choices_inline(struct writer *writer, struct str path,
                                 const struct choice *choices, uint32_t count)
{
    strbuf_addz(&writer->out, count > 1 ? " [" : " ");
    size_t start = writer->out.len;
    for (uint32_t i = 0; i < count; i++) {
        strbuf_comma(&writer->out, start);
        write_choice(writer, &choices[i], count > 1);
    }
    strbuf_addz(&writer->out, count > 1 ? "]" : "");
    add_behind(writer, path);
    end_line(writer, entry_path(writer, path, &choices[0]));
}

static void write_layer(struct writer *writer, const struct choice *choices, uint32_t count)
{
    const struct catalog *catalog = writer->catalog;
    struct str id = catalog_text(catalog, catalog->layers[choices[0].layer].id);
    struct str path = path_below(writer, STR("layers"), id);
    bool lines = needs_lines(writer, path, choices, count);

    write_before(writer, path, 2);
    write_gone_entries(writer, path, choices, count);
    if (!lines)
        write_before(writer, entry_path(writer, path, &choices[0]), 2);
    write_indent(writer, 2);
    write_scalar(&writer->out, id, false);
    strbuf_add_char(&writer->out, ':');
    if (lines)
        write_choice_lines(writer, path, choices, count);
    else
        write_choices_inline(writer, path, choices, count);
}

static void write_layers(struct writer *writer)
{
    const struct choice *choices = writer->design->choices;
    uint32_t count = writer->design->choice_count;

    if (!begin_section(writer, DESIGN_LAYERS, count > 0))
        return;
    for (uint32_t from = 0, to; from < count; from = to) {
        for (to = from + 1; to < count && choices[to].layer == choices[from].layer;)
            to++;
        write_layer(writer, choices + from, to - from);
    }
    end_section(writer, DESIGN_LAYERS);
}

/* ---- the whole ---- */

/* What stands before the first key is the head of the file, whatever it was before: reading it
 * again could not tell the difference. */
static void write_first_lines(struct writer *writer)
{
    static const struct str paths[] = { { "", 0 }, { "strata", 6 } };

    for (size_t i = 0; i < sizeof(paths) / sizeof(paths[0]); i++) {
        size_t len = writer->out.len;
        uint32_t number;

        write_before(writer, paths[i], 0);
        if (writer->out.len > len)
            strbuf_add_char(&writer->out, '\n');
        if (i == 0 && find_comment(writer, paths[i], &number))
            writer->written[number] = true;
    }
}

static void write_head(struct writer *writer)
{
    const struct catalog *catalog = writer->catalog;

    write_first_lines(writer);
    strbuf_addf(&writer->out, "%s: %d", design_keys[DESIGN_STRATA], DESIGN_VERSION);
    end_line(writer, str_from(design_keys[DESIGN_STRATA]));
    write_top(writer, DESIGN_TITLE, scalar(writer, writer->design->title, false));
    write_top(
        writer, DESIGN_SCALE,
        scalar(writer, catalog_text(catalog, catalog->scales[writer->design->scale].id), false));
}

/* Comments of keys that nobody knows, and those that stood at the end of the file. */
static void write_tail(struct writer *writer)
{
    uint32_t number;
    bool end = find_comment(writer, STR("."), &number);
    bool first = true;

    for (uint32_t i = 0; i < writer->design->comment_count; i++) {
        if (writer->written[i] || (end && i == number))
            continue;
        strbuf_addz(&writer->out, first ? "\n" : "");
        first = false;
        write_orphan(writer, i, 0);
    }
    if (end) {
        strbuf_addz(&writer->out, first ? "\n" : "");
        write_orphan(writer, number, 0);
    }
}

struct str store_write_design(const struct catalog *catalog, const struct design *design,
                              bool explain, struct arena *arena)
{
    struct arena scratch;
    struct design explained;
    struct str text;

    arena_init(&scratch, arena->memory);
    explained = explain ? explain_design(catalog, design, &scratch) : *design;
    struct writer writer = {
        .catalog = catalog,
        .design = &explained,
        .arena = &scratch,
        .out = { .arena = &scratch },
        .paths = { .arena = &scratch },
        .written = arena_new_array(&scratch, bool, explained.comment_count),
    };
    for (uint32_t i = 0; i < explained.comment_count; i++)
        index_add(&writer.paths, explained.comments[i].path, i, NULL);
    write_head(&writer);
    write_workload(&writer);
    write_regions(&writer);
    write_needs(&writer);
    write_components(&writer);
    write_layers(&writer);
    write_notes(&writer);
    write_accepted(&writer);
    write_tail(&writer);
    text = str_copy(arena, strbuf_str(&writer.out));
    arena_release(&scratch);
    return text;
}
