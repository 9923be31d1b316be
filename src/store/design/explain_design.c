#include "store/design/explain_design.h"

#include "store/design/comments.h"
#include "strata/base/money.h"

struct explainer {
    const struct catalog *catalog;
    const struct design *design;
    struct arena *arena;
    struct comments comments;
};

static struct str text_of(const struct explainer *explainer, struct text text)
{
    return catalog_text(explainer->catalog, text);
}

static void say(struct explainer *explainer, struct str path, struct str text)
{
    comments_before(&explainer->comments, path, text, 0);
}

/* "solo, startup, enterprise" */
static struct str scale_ids(const struct explainer *explainer)
{
    struct strbuf buf = { .arena = explainer->arena };

    for (scale_id i = 0; i < explainer->catalog->scale_count; i++) {
        strbuf_list(&buf, 0, text_of(explainer, explainer->catalog->scales[i].id));
    }
    return strbuf_str(&buf);
}

static void explain_head(struct explainer *explainer)
{
    struct arena *arena = explainer->arena;
    const struct catalog_head *head = &explainer->catalog->head;

    say(explainer, STR(""),
        str_format(arena, "# A design for strata, with the catalogue \"%.*s\" of %.*s.",
                   STR_ARG(text_of(explainer, head->name)),
                   STR_ARG(text_of(explainer, head->date))));
    say(explainer, STR(""),
        STR("# A line with one \"#\" in front is a choice you could make: take the \"#\" off."));
    say(explainer, STR("scale"),
        str_format(arena, "## The scale you aim at: one of %.*s.", STR_ARG(scale_ids(explainer))));
    say(explainer, STR("regions"),
        STR("## Names of regions, each with its own data plane; none means one."));
}

/* Every figure that can be given: those that are not stand at the end of the section, ready to be
 * used. */
static void explain_workload(struct explainer *explainer)
{
    const struct catalog *catalog = explainer->catalog;

    say(explainer, STR("workload"),
        STR("## Your own figures; what is left out has the usual value of the scale they are like."));
    for (figure_id i = 0; i < catalog->figure_count; i++) {
        const struct figure *figure = &catalog->figures[i];
        struct str id = text_of(explainer, figure->id);
        struct str usual;

        if (figure->source != FIGURE_GIVEN || design_own_figure(explainer->design, i, NULL)) {
            continue;
        }
        usual = micro_format(explainer->arena, design_usual_figure(catalog, explainer->design, i),
                             false);
        say(explainer, STR("workload."),
            str_format(explainer->arena, "# %.*s: %.*s  # %.*s", STR_ARG(id), STR_ARG(usual),
                       STR_ARG(text_of(explainer, figure->what))));
    }
}

static void explain_needs(struct explainer *explainer)
{
    const struct catalog *catalog = explainer->catalog;

    say(explainer, STR("needs"),
        STR("## Facts about the product that change what is right for it:"));
    for (tag_id i = 0; i < catalog->tag_count; i++) {
        if (catalog->tags[i].need) {
            say(explainer, STR("needs"),
                str_format(explainer->arena, "##   %.*s: %.*s",
                           STR_ARG(text_of(explainer, catalog->tags[i].id)),
                           STR_ARG(text_of(explainer, catalog->tags[i].name))));
        }
    }
}

/* "Solo: pgvector; Startup: pinecone" */
static struct str columns(const struct explainer *explainer, layer_id layer)
{
    const struct catalog *catalog = explainer->catalog;
    struct strbuf buf = { .arena = explainer->arena };

    for (scale_id scale = 0; scale < catalog->scale_count; scale++) {
        struct range take = catalog_cell(catalog, layer, scale)->take;

        strbuf_addz(&buf, scale > 0 ? "; " : "");
        strbuf_add(&buf, text_of(explainer, catalog->scales[scale].name));
        strbuf_addz(&buf, take.count > 0 ? ": " : ": nothing");
        size_t start = buf.len;
        for (uint32_t i = 0; i < take.count; i++) {
            strbuf_list(&buf, start,
                        text_of(explainer, catalog->components[catalog->refs[take.first + i]].id));
        }
    }
    return strbuf_str(&buf);
}

/* Where the comments of a layer go: before it, or, if it is empty, before the next one that is not.
 */
static struct str layer_path(const struct explainer *explainer, layer_id layer)
{
    const struct catalog *catalog = explainer->catalog;

    while (layer < catalog->layer_count && design_layer(explainer->design, layer, NULL) == 0) {
        layer++;
    }
    if (layer == catalog->layer_count) {
        return STR("layers.");
    }
    return str_format(explainer->arena, "layers.%.*s",
                      STR_ARG(text_of(explainer, catalog->layers[layer].id)));
}

static void explain_layer(struct explainer *explainer, layer_id layer)
{
    const struct layer *row = &explainer->catalog->layers[layer];
    struct str path = layer_path(explainer, layer);

    say(explainer, path,
        str_format(explainer->arena, "## %.*s (%.*s)", STR_ARG(text_of(explainer, row->name)),
                   STR_ARG(columns(explainer, layer))));
    if (design_layer(explainer->design, layer, NULL) == 0) {
        say(explainer, path,
            str_format(explainer->arena, "# %.*s:", STR_ARG(text_of(explainer, row->id))));
    }
}

static void explain_own(struct explainer *explainer)
{
    const struct catalog *catalog = explainer->catalog;

    say(explainer, STR("components"),
        STR("## What you use and the catalogue does not have, by an id of your own; a price is in "
            "USD a month."));
    if (catalog->layer_count > 0) {
        say(explainer, STR("components."),
            str_format(explainer->arena,
                       "# acme-store: { name: Acme Store, layer: %.*s, kind: service, box: own, "
                       "price: 120, scales: [%.*s] }",
                       STR_ARG(text_of(explainer, catalog->layers[0].id)),
                       STR_ARG(text_of(explainer, catalog->scales[0].id))));
    }
}

static void explain_layers(struct explainer *explainer)
{
    const struct catalog *catalog = explainer->catalog;

    say(explainer, STR("layers"),
        STR("## What you choose in each layer: an id, a list of ids, or { use: ID, plan: ID, share: "
            "PERCENT }."));
    for (layer_id i = 0; i < catalog->layer_count; i++) {
        group_id group = catalog->layers[i].group;

        if (group != NONE && (i == 0 || catalog->layers[i - 1].group != group)) {
            say(explainer, layer_path(explainer, i),
                str_format(explainer->arena, "## ---- %.*s ----",
                           STR_ARG(text_of(explainer, catalog->groups[group].name))));
        }
        explain_layer(explainer, i);
    }
    say(explainer, STR("notes"), STR("## Why you chose something, by layer."));
    say(explainer, STR("accepted"),
        STR("## Findings of `strata check` that you live with until a day, as"));
    say(explainer, STR("accepted"),
        STR("##   - { finding: ID, component: ID, reason: TEXT, until: YYYY-MM-DD }"));
    say(explainer, STR("accepted"), STR("## without a component: whatever it finds fault with."));
}

/* The design's own comments, behind ours. */
static void add_own(struct explainer *explainer)
{
    for (uint32_t i = 0; i < explainer->design->comment_count; i++) {
        const struct comment *comment = &explainer->design->comments[i];
        struct str rest = comment->before;

        while (rest.len > 0) {
            size_t end = rest.len;

            str_find(rest, STR("\n"), &end);
            if (end > 0) {
                say(explainer, comment->path, str_part(rest, 0, end));
            }
            rest = str_part(rest, end + 1, rest.len);
        }
        if (comment->behind.len > 0) {
            comments_behind(&explainer->comments, comment->path, comment->behind);
        }
    }
}

struct design explain_design(const struct catalog *catalog, const struct design *design,
                             struct arena *arena)
{
    struct explainer explainer = { .catalog = catalog, .design = design, .arena = arena };
    struct design explained = *design;

    comments_init(&explainer.comments, arena);
    explain_head(&explainer);
    explain_workload(&explainer);
    explain_needs(&explainer);
    explain_own(&explainer);
    explain_layers(&explainer);
    add_own(&explainer);
    comments_finish(&explainer.comments, arena, &explained);
    return explained;
}
