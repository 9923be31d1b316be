#include "analysis/recognise/recognise_design.h"

#include "strata/base/text.h"
#include "strata/base/vec.h"
#include "strata/model/edit.h"

#define WORDS_CELLS 60 /* of a stranger's words in a comment */
#define TOLD_MOST 200  /* of one kind in the comments */

struct chooser {
    const struct catalog *catalog;
    struct recognition *recognition;
    struct arena *arena;
    struct diag_list diags; /* what an edit refuses is asked for beforehand */
};

/* ---- choices ---- */

static bool is_chosen(const struct design *design, component_id component)
{
    for (uint32_t i = 0; i < design->choice_count; i++) {
        if (design->choices[i].component == component) {
            return true;
        }
    }
    return false;
}

static bool has_room(const struct chooser *chooser, layer_id layer)
{
    uint32_t count = design_layer(&chooser->recognition->design, layer, NULL);
    return count < (chooser->catalog->layers[layer].many ? CHOICES_MAX : 1);
}

static bool put(struct chooser *chooser, layer_id layer, component_id component)
{
    struct edit edit = { .kind = EDIT_ADD, .layer = layer, .component = component };
    return has_room(chooser, layer)
           && design_apply(chooser->catalog, &chooser->recognition->design, &edit, chooser->arena,
                           &chooser->recognition->design, &chooser->diags);
}

/* In the layer that it was matched in, or else in another one of its layers that is still empty. */
static bool put_somewhere(struct chooser *chooser, struct match *match)
{
    struct range places = chooser->catalog->components[match->component].placements;
    if (put(chooser, match->layer, match->component)) {
        return true;
    }
    for (uint32_t i = places.first; i < places.first + places.count; i++) {
        layer_id layer = chooser->catalog->placements[i].layer;
        if (design_layer(&chooser->recognition->design, layer, NULL) == 0
            && put(chooser, layer, match->component)) {
            match->layer = layer;
            return true;
        }
    }
    return false;
}

/* A box "OpenAI" beside one "GPT-5" is the same vendor once more, not another product. */
static bool is_told_better(const struct chooser *chooser, const struct match *match)
{
    const struct catalog *catalog = chooser->catalog;
    const struct design *design = &chooser->recognition->design;
    struct text vendor = catalog->components[match->component].vendor;
    for (uint32_t i = 0; i < design->choice_count; i++) {
        struct text other = catalog->components[design->choices[i].component].vendor;
        if (design->choices[i].layer == match->layer
            && str_eq(catalog_text(catalog, other), catalog_text(catalog, vendor))) {
            return true;
        }
    }
    return false;
}

static void choose(struct chooser *chooser, struct match *match)
{
    if (match->component == NONE) {
        return;
    }
    bool vague = match->certainty == CERTAINTY_VENDOR || match->certainty == CERTAINTY_BRAND;
    if (is_chosen(&chooser->recognition->design, match->component)
        || (vague && is_told_better(chooser, match))) {
        match->repeated = true;
        return;
    }
    match->chosen = put_somewhere(chooser, match);
    match->crowded = !match->chosen;
}

/* The most certain first, boxes before frames, in the file's order. */
static void choose_all(struct chooser *chooser)
{
    struct recognition *recognition = chooser->recognition;
    for (int certainty = 0; certainty < CERTAINTY__COUNT; certainty++) {
        for (uint32_t i = 0; i < recognition->match_count; i++) {
            if (recognition->matches[i].certainty == (enum certainty)certainty) {
                choose(chooser, &recognition->matches[i]);
            }
        }
    }
}

/* ---- regions ---- */

static bool is_between(char c, char first, char last)
{
    return c >= first && c <= last;
}

/* "us-east-1", "europe-west4": letters and dashes, with at least one dash, and a digit at the end. */
static bool is_region_code(struct str word)
{
    size_t dashes = 0;
    for (size_t i = 0; i + 1 < word.len; i++) {
        dashes += word.at[i] == '-';
        if (!is_between(word.at[i], 'a', 'z') && word.at[i] != '-') {
            return false;
        }
    }
    return word.len > 5 && dashes > 0 && is_between(word.at[word.len - 1], '0', '9');
}

/* A frame is a region's if a word of it is a region's code. */
static bool is_region(struct str label)
{
    while (label.len > 0) {
        size_t end = 0;
        while (end < label.len && label.at[end] != ' ' && label.at[end] != '\n'
               && label.at[end] != '(' && label.at[end] != ')' && label.at[end] != ',') {
            end++;
        }
        if (is_region_code(str_part(label, 0, end))) {
            return true;
        }
        label = str_part(label, end + 1, label.len);
    }
    return false;
}

static bool is_among(const struct str *texts, uint32_t count, struct str text)
{
    for (uint32_t i = 0; i < count; i++) {
        if (str_eq(texts[i], text)) {
            return true;
        }
    }
    return false;
}

/* A label's lines on one. */
static struct str on_one_line(struct chooser *chooser, struct str label)
{
    return text_cut(chooser->arena, text_clean(chooser->arena, label), WORDS_CELLS, false);
}

static void find_regions(struct chooser *chooser)
{
    const struct graph *graph = chooser->recognition->graph;
    struct str *regions = arena_new_array(chooser->arena, struct str, REGIONS_MAX);
    uint32_t count = 0;
    for (uint32_t i = 0; i < graph->cluster_count && count < REGIONS_MAX; i++) {
        struct str name = on_one_line(chooser, graph->clusters[i].label);
        if (is_region(graph->clusters[i].label) && !is_among(regions, count, name)) {
            regions[count++] = name;
        }
    }
    struct edit edit = { .kind = EDIT_REGIONS, .texts = regions, .count = count };
    if (count > 0) {
        design_apply(chooser->catalog, &chooser->recognition->design, &edit, chooser->arena,
                     &chooser->recognition->design, &chooser->diags);
    }
}

/* ---- comments: all that is not in the design ---- */

static struct str shown(struct chooser *chooser, struct str words)
{
    return on_one_line(chooser, words);
}

static struct str component_name(const struct chooser *chooser, component_id component)
{
    return catalog_text(chooser->catalog, chooser->catalog->components[component].name);
}

static struct str layer_name(const struct chooser *chooser, layer_id layer)
{
    return catalog_text(chooser->catalog, chooser->catalog->layers[layer].name);
}

/* What became of a match, unless it is plain. */
static void comment_match(struct chooser *chooser, const struct match *match, struct strbuf *to)
{
    struct str words = shown(chooser, match->words);
    if (match->component == NONE && match->layer == NONE) {
        strbuf_addf(to, "\n## \"%.*s\" names a vendor, but not which product of his.",
                    STR_ARG(words));
    } else if (match->component == NONE) {
        strbuf_addf(to, "\n## \"%.*s\" is something for %.*s; no product is named.", STR_ARG(words),
                    STR_ARG(layer_name(chooser, match->layer)));
    } else if (match->crowded) {
        strbuf_addf(to, "\n## \"%.*s\" (%.*s) is left out: %.*s takes one component only.",
                    STR_ARG(words), STR_ARG(component_name(chooser, match->component)),
                    STR_ARG(layer_name(chooser, match->layer)));
    } else if (match->chosen && match->certainty > CERTAINTY_NAMED) {
        strbuf_addf(to, "\n## \"%.*s\" was taken for %.*s (%u %%: %s).", STR_ARG(words),
                    STR_ARG(component_name(chooser, match->component)),
                    certainty_percent(match->certainty), certainty_what(match->certainty));
    }
}

static void comment_node(struct chooser *chooser, uint32_t node, struct strbuf *to)
{
    const struct seen *seen = &chooser->recognition->seen[node];
    struct str label = shown(chooser, chooser->recognition->graph->nodes[node].label);
    switch (seen->shown) {
    case SHOWN_OUTSIDE:
        strbuf_addf(to, "\n## \"%.*s\" is outside of the stack.", STR_ARG(label));
        break;
    case SHOWN_UNKNOWN: strbuf_addf(to, "\n## \"%.*s\" was not recognised.", STR_ARG(label)); break;
    case SHOWN_STACK:
        if (seen->rest.len > 0) {
            strbuf_addf(to, "\n## In \"%.*s\" this was not used: %.*s.", STR_ARG(label),
                        STR_ARG(shown(chooser, seen->rest)));
        }
        break;
    case SHOWN_BLANK: break;
    }
}

static void add_comments(struct chooser *chooser)
{
    struct recognition *recognition = chooser->recognition;
    const struct graph *graph = recognition->graph;
    struct strbuf text = { .arena = chooser->arena };
    uint32_t told = 0, left = 0;
    strbuf_addf(&text, "## Read from a diagram of %u box%s and %u arrow%s.", graph->node_count,
                plural_es(graph->node_count), graph->edge_count, plural_s(graph->edge_count));
    for (uint32_t i = 0; i < recognition->match_count + graph->node_count; i++) {
        size_t before = text.len;
        if (told >= TOLD_MOST) {
            left++;
        } else if (i < recognition->match_count) {
            comment_match(chooser, &recognition->matches[i], &text);
        } else {
            comment_node(chooser, i - recognition->match_count, &text);
        }
        told += text.len > before;
    }
    if (left > 0) {
        strbuf_addf(&text, "\n## %u more things are not told here.", left);
    }
    struct comment *comment = arena_new(chooser->arena, struct comment);
    *comment = (struct comment){ .before = strbuf_str(&text) };
    recognition->design.comments = comment;
    recognition->design.comment_count = 1;
}

/* ---- the whole ---- */

static struct str title_of(struct chooser *chooser)
{
    struct str title = chooser->recognition->graph->title;
    size_t end;
    if (str_find(title, STR("\n"), &end)) {
        title = str_part(title, 0, end);
    }
    title = text_cut(chooser->arena, title, TITLE_MAX / 4, false); /* no character has more bytes */
    return title.len > 0 && title.len <= TITLE_MAX ? title : STR("Untitled");
}

void recognise_design(const struct catalog *catalog, struct recognition *recognition,
                      struct arena *arena)
{
    struct chooser chooser = { .catalog = catalog, .recognition = recognition, .arena = arena };
    struct reading reading;
    diag_init(&chooser.diags, arena);
    recognition->design = design_empty(0, title_of(&chooser));
    choose_all(&chooser);
    find_regions(&chooser);
    add_comments(&chooser);
    reading_make(catalog, &recognition->design, arena, &reading);
    recognition->design.scale = reading.scale == NONE ? 0 : reading.scale;
    recognition->design.like =
        recognition->design.scale; /* a picture says nothing about the work */
}
