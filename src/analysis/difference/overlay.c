/* Two architectures in one. */
#include "strata/analysis/difference.h"

static const struct {
    const char *name;
    char sign;
} marks[] = {
#define X(constant, word, sign) { word, sign },
    MARKS(X)
#undef X
};

const char *mark_name(enum mark mark)
{
    return marks[mark].name;
}

char mark_sign(enum mark mark)
{
    return marks[mark].sign;
}

/* What is being merged. Boxes are known by their number in the overlay: `before_at` and `after_at`
 * say which one that is for the boxes of either side. */
struct merge {
    const struct architecture *before;
    const struct architecture *after;
    struct overlay *overlay;
    uint32_t *before_at;
    uint32_t *after_at;
};

/* ---- boxes ---- */

/* Order is kept mostly, so the search begins behind the last one found. */
static uint32_t find_box(const struct architecture *in, struct str id, uint32_t *hint)
{
    for (uint32_t i = 0; i < in->box_count; i++) {
        uint32_t at = (*hint + i) % in->box_count;

        if (str_eq(in->boxes[at].id, id)) {
            *hint = at + 1;
            return at;
        }
    }
    return NONE;
}

static bool same_box(const struct box *a, const struct box *b)
{
    return str_eq(a->label, b->label) && a->roles == b->roles && a->implied == b->implied;
}

static uint32_t put_box(struct merge *merge, const struct box *box, enum mark mark)
{
    struct overlay *overlay = merge->overlay;

    overlay->architecture.boxes[overlay->architecture.box_count] = *box;
    overlay->box_marks[overlay->architecture.box_count] = mark;
    return overlay->architecture.box_count++;
}

/* The boxes before `end` that have no place yet are gone. */
static void put_gone_boxes(struct merge *merge, const uint32_t *partner, uint32_t *from,
                           uint32_t end)
{
    for (; *from < end; (*from)++) {
        if (partner[*from] == NONE) {
            merge->before_at[*from] = put_box(merge, &merge->before->boxes[*from], MARK_REMOVED);
        }
    }
}

static void merge_boxes(struct merge *merge, struct arena *arena)
{
    const struct architecture *before = merge->before, *after = merge->after;
    uint32_t *partner = arena_new_array(arena, uint32_t, before->box_count);
    uint32_t hint = 0, gone = 0;

    for (uint32_t i = 0; i < before->box_count; i++) {
        partner[i] = find_box(after, before->boxes[i].id, &hint);
    }
    hint = 0;
    for (uint32_t i = 0; i < after->box_count; i++) {
        uint32_t old = find_box(before, after->boxes[i].id, &hint);
        enum mark mark = MARK_ADDED;

        if (old != NONE) {
            mark = same_box(&before->boxes[old], &after->boxes[i]) ? MARK_SAME : MARK_CHANGED;
            put_gone_boxes(merge, partner, &gone, old);
        }
        merge->after_at[i] = put_box(merge, &after->boxes[i], mark);
        if (old != NONE) {
            merge->before_at[old] = merge->after_at[i];
        }
    }
    put_gone_boxes(merge, partner, &gone, before->box_count);
}

/* ---- arrows ---- */

/* The arrow between these two boxes of the overlay, of those that are there already. */
static uint32_t find_arrow(const struct architecture *in, uint32_t from, uint32_t to,
                           uint32_t *hint)
{
    for (uint32_t i = 0; i < in->arrow_count; i++) {
        uint32_t at = (*hint + i) % in->arrow_count;

        if (in->arrows[at].from == from && in->arrows[at].to == to) {
            *hint = at + 1;
            return at;
        }
    }
    return NONE;
}

static void put_arrow(struct merge *merge, const struct arrow *arrow, const uint32_t *places,
                      enum mark mark)
{
    struct overlay *overlay = merge->overlay;
    struct arrow *put = &overlay->architecture.arrows[overlay->architecture.arrow_count];

    *put = *arrow;
    put->from = places[arrow->from];
    put->to = places[arrow->to];
    overlay->arrow_marks[overlay->architecture.arrow_count++] = mark;
}

static void merge_arrows(struct merge *merge)
{
    struct architecture *all = &merge->overlay->architecture;
    uint32_t hint = 0;

    for (uint32_t i = 0; i < merge->after->arrow_count; i++) {
        put_arrow(merge, &merge->after->arrows[i], merge->after_at, MARK_ADDED);
    }
    for (uint32_t i = 0; i < merge->before->arrow_count; i++) {
        const struct arrow *old = &merge->before->arrows[i];
        uint32_t at =
            find_arrow(all, merge->before_at[old->from], merge->before_at[old->to], &hint);

        if (at == NONE) {
            put_arrow(merge, old, merge->before_at, MARK_REMOVED);
            continue;
        }
        merge->overlay->arrow_marks[at] =
            all->arrows[at].dashed == old->dashed && str_eq(all->arrows[at].label, old->label)
                ? MARK_SAME
                : MARK_CHANGED;
    }
}

void overlay_make(const struct architecture *before, const struct architecture *after,
                  struct arena *arena, struct overlay *ret)
{
    uint32_t boxes = before->box_count + after->box_count;
    uint32_t arrows = before->arrow_count + after->arrow_count;
    struct merge merge = {
        .before = before,
        .after = after,
        .overlay = ret,
        .before_at = arena_new_array(arena, uint32_t, before->box_count),
        .after_at = arena_new_array(arena, uint32_t, after->box_count),
    };

    *ret = (struct overlay){
        .architecture = {
            .boxes = arena_new_array(arena, struct box, boxes),
            .arrows = arena_new_array(arena, struct arrow, arrows),
            .solid_count = after->solid_count,
            .dashed_count = after->dashed_count,
        },
        .box_marks = arena_new_array(arena, enum mark, boxes),
        .arrow_marks = arena_new_array(arena, enum mark, arrows),
    };
    merge_boxes(&merge, arena);
    merge_arrows(&merge);
}
