#include "analysis/recognise/recognise_design.h"

#include "strata/base/index.h"
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

/* Does the layer hold what can stand nowhere else? */
static bool is_taken(const struct chooser *chooser, layer_id layer)
{
    const struct design *design = &chooser->recognition->design;
    for (uint32_t i = 0; i < design->choice_count; i++) {
        const struct choice *choice = &design->choices[i];
        if (choice->layer == layer
            && chooser->catalog->components[choice->component].placements.count == 1) {
            return true;
        }
    }
    return false;
}

/* In the layer that it was matched in; where that has no room, or nothing but habit speaks for it
 * and another component has it, in another one of its layers that is still empty. */
static bool put_somewhere(struct chooser *chooser, struct match *match)
{
    struct range places = chooser->catalog->components[match->component].placements;
    bool gives_way = !match->spoken_for && is_taken(chooser, match->layer);
    if (!gives_way && put(chooser, match->layer, match->component)) {
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
    return gives_way && put(chooser, match->layer, match->component);
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

static bool is_vague(enum certainty certainty)
{
    return certainty == CERTAINTY_OFFERED || certainty == CERTAINTY_VENDOR
           || certainty == CERTAINTY_BRAND;
}

static void choose(struct chooser *chooser, struct match *match)
{
    if (is_chosen(&chooser->recognition->design, match->component)
        || (is_vague(match->certainty) && is_told_better(chooser, match))) {
        match->repeated = true;
        return;
    }
    if (!match->guessed) {
        match->chosen = put_somewhere(chooser, match);
        match->crowded = !match->chosen;
    }
}

/* Of one certainty, boxes before frames, in the file's order. */
static void choose_those(struct chooser *chooser, enum certainty certainty, bool single)
{
    struct recognition *recognition = chooser->recognition;
    for (uint32_t i = 0; i < recognition->match_count; i++) {
        struct match *match = &recognition->matches[i];
        if (match->component == NONE || match->certainty != certainty) {
            continue;
        }
        uint32_t places = chooser->catalog->components[match->component].placements.count;
        if ((places == 1) == single) {
            choose(chooser, match);
        }
    }
}

/* The most certain first; of these what can stand in one layer only. */
static void choose_all(struct chooser *chooser)
{
    for (int certainty = 0; certainty < CERTAINTY__COUNT; certainty++) {
        choose_those(chooser, (enum certainty)certainty, true);
        choose_those(chooser, (enum certainty)certainty, false);
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
    return catalog_component_name(chooser->catalog, component);
}

static struct str layer_name(const struct chooser *chooser, layer_id layer)
{
    return catalog_layer_name(chooser->catalog, layer);
}

/* What became of a match, unless it is plain. */
static void comment_match(struct chooser *chooser, const struct match *match, struct strbuf *to)
{
    struct str words = shown(chooser, match->words);
    if (match->component == NONE && match->layer == NONE) {
        strbuf_addf(to, "\n## \"%.*s\" names a vendor, but not which product of his.",
                    STR_ARG(words));
    } else if (match->guessed) {
        return; /* beside what it would be */
    } else if (match->component == NONE) {
        strbuf_addf(to, "\n## \"%.*s\" is something for %.*s; no product is named.", STR_ARG(words),
                    STR_ARG(layer_name(chooser, match->layer)));
    } else if (match->crowded) {
        strbuf_addf(to, "\n## \"%.*s\" (%.*s) is left out: %.*s takes one component only.",
                    STR_ARG(words), STR_ARG(component_name(chooser, match->component)),
                    STR_ARG(layer_name(chooser, match->layer)));
    } else if (match->chosen && certainty_percent(match->certainty) < 90) {
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

/* Guesses as choices that wait for somebody to take the "#" away, each once. */
static struct str guesses_text(struct chooser *chooser)
{
    const struct recognition *recognition = chooser->recognition;
    struct strbuf text = { .arena = chooser->arena };
    struct index told = { .arena = chooser->arena };
    for (uint32_t i = 0; i < recognition->match_count && told.count < TOLD_MOST; i++) {
        const struct match *match = &recognition->matches[i];
        if (!match->guessed || match->repeated) {
            continue;
        }
        struct str choice = str_format(
            chooser->arena, "%.*s: %.*s", STR_ARG(catalog_layer_id(chooser->catalog, match->layer)),
            STR_ARG(catalog_component_id(chooser->catalog, match->component)));
        if (index_add(&told, choice, 0, NULL)) {
            strbuf_addf(&text, "%s# %.*s  # \"%.*s\", %u %%: %s", text.len > 0 ? "\n" : "",
                        STR_ARG(choice), STR_ARG(shown(chooser, match->words)),
                        certainty_percent(match->certainty), certainty_what(match->certainty));
        }
    }
    return text.len > 0 ? str_format(chooser->arena, "## Guessed from the drawing:\n%.*s",
                                     STR_ARG(strbuf_str(&text)))
                        : strbuf_str(&text);
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
    struct comment *comments = arena_new_array(chooser->arena, struct comment, 2);
    comments[0] = (struct comment){ .before = strbuf_str(&text) };
    comments[1] = (struct comment){ .path = STR("layers."), .before = guesses_text(chooser) };
    recognition->design.comments = comments;
    recognition->design.comment_count = comments[1].before.len > 0 ? 2 : 1;
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
