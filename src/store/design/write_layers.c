/* The layers of a design, with what is chosen for each. */
#include "store/design/design_writer.h"
#include "store/design/write_scalar.h"
#include "strata/base/money.h"

static struct str component_id_of(const struct writer *writer, const struct choice *choice)
{
    return catalog_component_id(writer->catalog, choice->component);
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
        write_scalar(out, catalog_plan_id(writer->catalog, choice->plan), true);
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
    return writer_path(writer, path, component_id_of(writer, choice));
}

/* Does each entry need a line of its own? */
static bool needs_lines(const struct writer *writer, struct str path, const struct choice *choices,
                        uint32_t count)
{
    bool needs = false;

    for (uint32_t i = 0; i < count; i++) {
        needs = needs || says_more(&choices[i])
                || writer_has_comments(writer, entry_path(writer, path, &choices[i]));
    }
    return needs && count > 1;
}

/* Comments of components that are not in the layer any more go before the layer. */
static void write_gone_entries(struct writer *writer, struct str path, const struct choice *choices,
                               uint32_t count)
{
    for (uint32_t i = 0; i < writer->design->comment_count; i++) {
        struct str other = writer->design->comments[i].path;
        bool here = false;

        if (writer->written[i] || !writer_is_below(other, path)) {
            continue;
        }
        for (uint32_t k = 0; k < count; k++) {
            here = here || str_eq(other, entry_path(writer, path, &choices[k]));
        }
        if (!here) {
            writer_orphan(writer, i, 2);
        }
    }
}

static void write_choice_lines(struct writer *writer, struct str path, const struct choice *choices,
                               uint32_t count)
{
    writer_end_line(writer, path);
    for (uint32_t i = 0; i < count; i++) {
        struct str entry = entry_path(writer, path, &choices[i]);

        writer_before(writer, entry, 4);
        writer_indent(writer, 4);
        strbuf_addz(&writer->out, "- ");
        write_choice(writer, &choices[i], false);
        writer_end_line(writer, entry);
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
    writer_behind(writer, path);
    writer_end_line(writer, entry_path(writer, path, &choices[0]));
}

static void write_layer(struct writer *writer, const struct choice *choices, uint32_t count)
{
    const struct catalog *catalog = writer->catalog;
    struct str id = catalog_layer_id(catalog, choices[0].layer);
    struct str path = writer_path(writer, STR("layers"), id);
    bool lines = needs_lines(writer, path, choices, count);

    writer_before(writer, path, 2);
    write_gone_entries(writer, path, choices, count);
    if (!lines) {
        writer_before(writer, entry_path(writer, path, &choices[0]), 2);
    }
    writer_indent(writer, 2);
    write_scalar(&writer->out, id, false);
    strbuf_add_char(&writer->out, ':');
    if (lines) {
        write_choice_lines(writer, path, choices, count);
    } else {
        write_choices_inline(writer, path, choices, count);
    }
}

void write_layers(struct writer *writer)
{
    const struct choice *choices = writer->design->choices;
    uint32_t count = writer->design->choice_count;

    if (!writer_begin(writer, DESIGN_LAYERS, count > 0)) {
        return;
    }
    for (uint32_t from = 0, to; from < count; from = to) {
        for (to = from + 1; to < count && choices[to].layer == choices[from].layer;) {
            to++;
        }
        write_layer(writer, choices + from, to - from);
    }
    writer_end(writer, DESIGN_LAYERS);
}
