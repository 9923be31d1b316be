#include "strata/report/recognised_text.h"

#include "strata/base/index.h"
#include "strata/base/text.h"
#include "strata/report/page_text.h"

#define WORDS_COLUMN 30
#define WORDS_CELLS 60 /* of a stranger's words */

struct report {
    const struct catalog *catalog;
    const struct recognised *diagram;
    struct strbuf *text;
};

static struct str text_of(const struct report *report, struct text text)
{
    return catalog_text(report->catalog, text);
}

static struct str quoted(const struct report *report, struct str words)
{
    struct arena *arena = report->text->arena;
    struct str line = text_cut(arena, text_clean(arena, words), WORDS_CELLS, false);
    return str_format(arena, "\"%.*s\"", STR_ARG(line));
}

/* ---- the head ---- */

static struct str size_text(const struct report *report)
{
    const struct graph *graph = &report->diagram->graph;
    struct strbuf text = { .arena = report->text->arena };
    strbuf_addf(&text, "%u box%s, %u arrow%s, %u frame%s", graph->node_count,
                plural_es(graph->node_count), graph->edge_count, plural_s(graph->edge_count),
                graph->cluster_count, plural_s(graph->cluster_count));
    if (graph->drawings > 1) {
        strbuf_addf(&text, ", in %u drawings that are read as one", graph->drawings);
    }
    return strbuf_str(&text);
}

static void add_head(const struct report *report)
{
    const uint32_t *counts = report->diagram->recognition.counts;
    struct arena *arena = report->text->arena;
    layout_heading(report->text, "Diagram");
    layout_paragraph(report->text, 2, LAYOUT_WIDTH, size_text(report));
    layout_paragraph(
        report->text, 2, LAYOUT_WIDTH,
        report->diagram->own
            ? STR("it holds the design that it was drawn from; that one is read")
            : str_format(arena, "in the stack: %u; outside of it: %u; not recognised: %u",
                         counts[SHOWN_STACK], counts[SHOWN_OUTSIDE], counts[SHOWN_UNKNOWN]));
}

/* ---- what was recognised ---- */

/* Once for all boxes that say the same. */
static bool is_first(struct index *told, const struct match *match)
{
    struct str key = str_format(told->arena, "%u %u %.*s", match->component, match->layer,
                                STR_ARG(match->words));
    return index_add(told, key, 0, NULL);
}

/* "Claude Sonnet for Workhorse model, 70 %: its name with another version" */
static struct str match_text(const struct report *report, const struct match *match)
{
    struct strbuf text = { .arena = report->text->arena };
    const struct component *component = &report->catalog->components[match->component];
    struct str layer = text_of(report, report->catalog->layers[match->layer].name);
    strbuf_addf(&text, "%.*s for %.*s, %u %%", STR_ARG(text_of(report, component->short_name)),
                STR_ARG(layer), certainty_percent(match->certainty));
    if (match->certainty != CERTAINTY_EXACT) {
        strbuf_addf(&text, ": %s", certainty_what(match->certainty));
    }
    strbuf_addz(&text, match->cluster != NONE ? " (on a frame)" : "");
    strbuf_addz(&text, match->repeated  ? " (told already)"
                       : match->crowded ? " (left out: one component only is held there)"
                                        : "");
    return strbuf_str(&text);
}

/* "Vector DB", or whose product it is. */
static struct str kind_text(const struct report *report, const struct match *match)
{
    if (match->layer == NONE) {
        return STR("a vendor; which product is meant stays open");
    }
    return str_format(report->text->arena, "%.*s%s",
                      STR_ARG(text_of(report, report->catalog->layers[match->layer].name)),
                      match->cluster != NONE ? " (on a frame)" : "");
}

enum told { TOLD_SURE, TOLD_GUESSED, TOLD_KIND };

static enum told told_as(const struct match *match)
{
    return match->component == NONE ? TOLD_KIND : match->guessed ? TOLD_GUESSED : TOLD_SURE;
}

/* Returns how many there are. */
static uint32_t add_matches(const struct report *report, enum told as, const char *heading)
{
    const struct recognition *recognition = &report->diagram->recognition;
    struct index told = { .arena = report->text->arena };
    for (uint32_t i = 0; i < recognition->match_count; i++) {
        const struct match *match = &recognition->matches[i];
        if (told_as(match) != as || !is_first(&told, match)) {
            continue;
        }
        if (told.count == 1) {
            layout_heading(report->text, heading);
        }
        layout_item(report->text, 2, quoted(report, match->words), WORDS_COLUMN,
                    as == TOLD_KIND ? kind_text(report, match) : match_text(report, match));
    }
    return told.count;
}

static void add_recognised(const struct report *report)
{
    if (add_matches(report, TOLD_SURE, "Recognised") == 0
        && report->diagram->graph.node_count > 0) {
        layout_heading(report->text, "Recognised");
        layout_paragraph(report->text, 2, LAYOUT_WIDTH, STR("nothing sure"));
    }
    add_matches(report, TOLD_GUESSED, "Guessed, and no part of the design");
    add_matches(report, TOLD_KIND, "Known as a kind of thing; no product is named");
}

/* ---- what was not ---- */

static void add_nodes(const struct report *report, enum shown shown, const char *heading)
{
    const struct recognised *diagram = report->diagram;
    struct strbuf list = { .arena = report->text->arena };
    for (uint32_t i = 0; i < diagram->graph.node_count; i++) {
        if (diagram->recognition.seen[i].shown == shown) {
            strbuf_list(&list, 0, quoted(report, diagram->graph.nodes[i].label));
        }
    }
    if (list.len > 0) {
        layout_heading(report->text, heading);
        layout_paragraph(report->text, 2, LAYOUT_WIDTH, strbuf_str(&list));
    }
}

static void add_rests(const struct report *report)
{
    const struct recognised *diagram = report->diagram;
    bool any = false;
    for (uint32_t i = 0; i < diagram->graph.node_count; i++) {
        struct str rest = diagram->recognition.seen[i].rest;
        if (rest.len == 0) {
            continue;
        }
        if (!any) {
            layout_heading(report->text, "Words that were not used");
        }
        any = true;
        layout_item(report->text, 2, quoted(report, rest), WORDS_COLUMN,
                    str_format(report->text->arena, "in %.*s",
                               STR_ARG(quoted(report, diagram->graph.nodes[i].label))));
    }
}

struct str diagram_report(const struct catalog *catalog, const struct recognised *diagram,
                          struct arena *arena)
{
    struct strbuf text = { .arena = arena };
    struct report report = { catalog, diagram, &text };
    add_head(&report);
    if (!diagram->own) {
        add_recognised(&report);
        add_nodes(&report, SHOWN_OUTSIDE, "Outside of the stack");
        add_nodes(&report, SHOWN_UNKNOWN, "Not recognised");
        add_rests(&report);
    }
    return strbuf_str(&text);
}
