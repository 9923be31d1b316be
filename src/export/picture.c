#include "export/picture.h"

#include "strata/base/money.h"
#include "strata/base/text.h"

#define TITLE_CELLS 72
#define NAME_CELLS 20 /* a line of a box's name */
#define NAME_LINES 3
#define ROLE_CELLS 26
#define LABEL_CELLS 14 /* a line of an arrow's label: what fits between two boxes */
#define GROUP_CELLS 40
#define DESCRIPTION_ARROWS 100 /* nobody listens to more */

/* The last gate: what is in a review is clean already, and stays as it is here. */
static struct str clean_cut(struct str text, unsigned cells, struct arena *arena)
{
    return text_cut(arena, text_clean(arena, text), cells, false);
}

static struct picture_lines wrap_at(struct str rest, unsigned cells, uint32_t lines_max,
                                    struct arena *arena)
{
    struct picture_lines result = { 0 };
    while (result.count < lines_max) {
        struct str before = rest;
        struct str line;
        if (!text_wrap(&rest, cells, &line)) {
            break;
        }
        if (result.count + 1 == lines_max && rest.len > 0) {
            line = text_cut(arena, before, cells, false);
        }
        result.lines[result.count++] = line;
    }
    return result;
}

static unsigned longest_word(struct str text)
{
    unsigned longest = 0;
    while (text.len > 0) {
        size_t end;
        if (!str_find(text, STR(" "), &end)) {
            end = text.len;
        }
        unsigned width = text_width(str_part(text, 0, end));
        longest = width > longest ? width : longest;
        text = str_part(text, end + 1, text.len);
    }
    return longest;
}

/* Lines of about the same length: as narrow as they get without one line more or a broken word. */
static struct picture_lines wrap(struct str text, unsigned cells, uint32_t lines_max,
                                 struct arena *arena)
{
    struct str clean = str_trim(clean_cut(text, cells * lines_max, arena));
    struct picture_lines best = wrap_at(clean, cells, lines_max, arena);
    unsigned narrowest = longest_word(clean);
    while (best.count > 1 && best.count < lines_max && cells > narrowest) {
        cells--;
        struct picture_lines narrower = wrap_at(clean, cells, lines_max, arena);
        if (narrower.count > best.count) {
            break;
        }
        best = narrower;
    }
    return best;
}

/* ---- a comparison ---- */

/* "+ Portkey", or "+" alone. */
static struct str signed_label(enum mark mark, struct str label, struct arena *arena)
{
    return mark == MARK_SAME ? label
                             : str_format(arena, "%c%s%.*s", mark_sign(mark),
                                          label.len > 0 ? " " : "", STR_ARG(label));
}

/* Boxes and arrows of both designs, each with its sign. */
static void compare(struct picture *picture, const struct overlay *overlay, struct arena *arena)
{
    struct architecture *both = &picture->review.architecture;
    *both = overlay->architecture;
    both->boxes = arena_new_array(arena, struct box, both->box_count);
    for (uint32_t i = 0; i < both->box_count; i++) {
        enum mark mark = overlay->box_marks[i];
        both->boxes[i] = overlay->architecture.boxes[i];
        both->boxes[i].label = signed_label(mark, both->boxes[i].label, arena);
        picture->any_mark[mark] = true;
    }
    both->arrows = arena_new_array(arena, struct arrow, both->arrow_count);
    for (uint32_t i = 0; i < both->arrow_count; i++) {
        enum mark mark = overlay->arrow_marks[i];
        both->arrows[i] = overlay->architecture.arrows[i];
        both->arrows[i].label = signed_label(mark, both->arrows[i].label, arena);
        picture->any_mark[mark] = true;
    }
    picture->box_marks = overlay->box_marks;
    picture->arrow_marks = overlay->arrow_marks;
}

/* Each cut so that both are seen. */
static struct str both_titles(const struct review *before, const struct review *after,
                              struct arena *arena)
{
    const unsigned half = TITLE_CELLS / 2 - 2;
    return difference_title(clean_cut(picture_title(before, arena), half, arena),
                            clean_cut(picture_title(after, arena), half, arena), arena);
}

struct picture picture_of(const struct review *review, const struct export_options *options,
                          struct arena *arena)
{
    struct picture picture = {
        .review = *review,
        .caption = picture_figures(review, arena),
        .dark = options->theme == EXPORT_DARK,
    };
    if (options->overlay != NULL) {
        compare(&picture, options->overlay, arena);
    }
    if (options->before != NULL) {
        picture.review.design.title = both_titles(options->before, review, arena);
        picture.caption =
            str_format(arena, "%.*s -> %.*s", STR_ARG(picture_figures(options->before, arena)),
                       STR_ARG(picture.caption));
    }
    return picture;
}

enum mark picture_box_mark(const struct picture *picture, uint32_t box)
{
    return picture->box_marks == NULL ? MARK_SAME : picture->box_marks[box];
}

enum mark picture_arrow_mark(const struct picture *picture, uint32_t arrow)
{
    return picture->arrow_marks == NULL ? MARK_SAME : picture->arrow_marks[arrow];
}

/* ---- words ---- */

struct str picture_title(const struct review *review, struct arena *arena)
{
    struct str title = str_trim(clean_cut(review->design.title, TITLE_CELLS, arena));
    return title.len > 0 ? title : STR("Untitled design");
}

struct str picture_figures(const struct review *review, struct arena *arena)
{
    const struct bill *bill = &review->bill;
    struct strbuf text = { .arena = arena };
    struct str likely = money_format_short(arena, bill->total.likely);
    struct str low = money_format_short(arena, bill->total.low);
    struct str high = money_format_short(arena, bill->total.high);
    strbuf_add(&text, architecture_counts(&review->architecture, arena));
    strbuf_addf(&text, ", %.*s a month", STR_ARG(likely));
    if (!str_eq(low, high)) {
        strbuf_addf(&text, " (%.*s to %.*s)", STR_ARG(low), STR_ARG(high));
    }
    if (bill->unpriced > 0) {
        strbuf_addf(&text, ", %.*s", STR_ARG(bill_without(bill->unpriced, arena)));
    }
    return strbuf_str(&text);
}

/* One line, however long the name. */
static struct str box_name(const struct box *box, struct arena *arena)
{
    return clean_cut(box->label, NAME_CELLS * NAME_LINES, arena);
}

/* "Portkey (us-east)": tells the copies in several regions apart. */
static void add_box(struct strbuf *text, const struct review *review, const struct box *box)
{
    strbuf_add(text, box_name(box, text->arena));
    if (box->region != NONE) {
        strbuf_addf(text, " (%.*s)", STR_ARG(picture_region(review, box->region, text->arena)));
    }
}

static void add_arrow(struct strbuf *text, const struct review *review, const struct arrow *arrow)
{
    const struct box *boxes = review->architecture.boxes;
    add_box(text, review, &boxes[arrow->from]);
    strbuf_addz(text, arrow->dashed ? " to " : " calls ");
    add_box(text, review, &boxes[arrow->to]);
    if (arrow->label.len > 0) {
        strbuf_addf(text, ": %.*s",
                    STR_ARG(clean_cut(arrow->label, PICTURE_TEXT_CELLS / 4, text->arena)));
    }
}

struct str picture_description(const struct picture *picture, struct arena *arena)
{
    const struct review *review = &picture->review;
    const struct architecture *architecture = &review->architecture;
    struct strbuf text = { .arena = arena };
    strbuf_add(&text, picture->caption);
    strbuf_addz(&text, ".");
    for (uint32_t i = 0; i < architecture->arrow_count && i < DESCRIPTION_ARROWS; i++) {
        strbuf_addz(&text, " ");
        add_arrow(&text, review, &architecture->arrows[i]);
        strbuf_addz(&text, ".");
    }
    if (architecture->arrow_count > DESCRIPTION_ARROWS) {
        strbuf_addf(&text, " And %u more.", architecture->arrow_count - DESCRIPTION_ARROWS);
    }
    return strbuf_str(&text);
}

struct picture_lines picture_box_name(const struct review *review, const struct box *box,
                                      struct arena *arena, struct str *ret_role)
{
    struct picture_lines name = wrap(box->label, NAME_CELLS, NAME_LINES, arena);
    *ret_role = (struct str){ 0 };
    if (box->implied) {
        *ret_role = STR("assumed");
    } else if (box->layer != NONE) {
        const struct catalog *catalog = review->catalog;
        struct str layer = catalog_layer_name(catalog, box->layer);
        *ret_role = clean_cut(layer, ROLE_CELLS, arena);
    }
    return name;
}

static bool has_member(const struct box *box, component_id component)
{
    for (uint32_t i = 0; i < box->member_count; i++) {
        if (box->members[i].component == component) {
            return true;
        }
    }
    return false;
}

/* In how many boxes is what this one has? */
static uint32_t count_copies(const struct architecture *architecture, const struct box *box)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < architecture->box_count; i++) {
        for (uint32_t member = 0; member < box->member_count; member++) {
            if (has_member(&architecture->boxes[i], box->members[member].component)) {
                count++;
                break;
            }
        }
    }
    return count;
}

/* What a month of it costs: "$20.97 a month", "$1,081.20 a month for 4 boxes" (the bill does not
 * part them), "a price that is not known"; empty where there is nothing to pay. */
static struct str box_price(const struct review *review, const struct box *box, struct arena *arena)
{
    money sum = 0;
    for (uint32_t i = 0; i < review->bill.line_count; i++) {
        const struct bill_line *line = &review->bill.lines[i];
        if (has_member(box, line->component)
            && (line->kind == LINE_UNKNOWN || !money_add(sum, line->cost.likely, &sum))) {
            return STR("a price that is not known");
        }
    }
    struct str amount = money_format(arena, sum);
    uint32_t copies = count_copies(&review->architecture, box);
    return sum == 0     ? (struct str){ 0 }
           : copies < 2 ? str_format(arena, "%.*s a month", STR_ARG(amount))
                        : str_format(arena, "%.*s a month for %u boxes", STR_ARG(amount), copies);
}

struct str picture_box_tooltip(const struct review *review, const struct box *box,
                               struct arena *arena)
{
    const struct catalog *catalog = review->catalog;
    struct strbuf text = { .arena = arena };
    if (box->implied) {
        strbuf_addz(&text, "Assumed: nothing is chosen, but calls need it.");
    }
    for (uint32_t i = 0; i < box->member_count; i++) {
        const struct component *component = &catalog->components[box->members[i].component];
        struct box before = { .members = box->members, .member_count = i };
        if (has_member(&before, box->members[i].component)) {
            continue; /* of two layers */
        }
        strbuf_addf(&text, "%s%.*s", text.len > 0 ? " / " : "",
                    STR_ARG(catalog_text(catalog, component->name)));
        struct str what = catalog_text(catalog, component->what);
        if (what.len > 0) {
            strbuf_addf(&text, ": %.*s", STR_ARG(what));
        }
    }
    struct str tooltip = clean_cut(strbuf_str(&text), PICTURE_TEXT_CELLS, arena);
    struct str price = box_price(review, box, arena);
    tooltip = tooltip.len > 0 ? tooltip : box_name(box, arena);
    return price.len == 0 ? tooltip
                          : str_format(arena, "%.*s (%.*s)", STR_ARG(tooltip), STR_ARG(price));
}

struct picture_lines picture_arrow_label(const struct arrow *arrow, struct arena *arena)
{
    return wrap(arrow->label, LABEL_CELLS, PICTURE_LINES, arena);
}

struct str picture_arrow_tooltip(const struct review *review, const struct arrow *arrow,
                                 struct arena *arena)
{
    struct strbuf text = { .arena = arena };
    add_arrow(&text, review, arrow);
    return clean_cut(strbuf_str(&text), PICTURE_TEXT_CELLS, arena);
}

struct str picture_region(const struct review *review, uint32_t region, struct arena *arena)
{
    if (region >= review->design.region_count) {
        return STR("region");
    }
    return clean_cut(review->design.regions[region], GROUP_CELLS, arena);
}

struct str picture_group(const struct review *review, group_id group, struct arena *arena)
{
    return clean_cut(catalog_group_name(review->catalog, group), GROUP_CELLS, arena);
}

group_id picture_group_of(const struct review *review, const struct box *box)
{
    return box->layer == NONE ? NONE : review->catalog->layers[box->layer].group;
}
