#include "export/outline.h"

#include "strata/base/index.h"

bool outline_is_id(struct str id)
{
    for (size_t i = 0; i < id.len; i++) {
        char c = id.at[i];
        bool word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (!word && (i == 0 || (c != '.' && c != '@' && c != '-'))) {
            return false;
        }
    }
    return id.len > 0;
}

struct str *outline_box_ids(const struct architecture *architecture, struct arena *arena)
{
    struct index taken = { .arena = arena };
    struct str *ids = arena_new_array(arena, struct str, architecture->box_count);
    for (uint32_t i = 0; i < architecture->box_count; i++) {
        ids[i] = architecture->boxes[i].id;
        if (!outline_is_id(ids[i]) || !index_add(&taken, ids[i], i, NULL)) {
            ids[i] = str_format(arena, "box.%u", i);
            index_add(&taken, ids[i], i, NULL);
        }
    }
    return ids;
}

struct str outline_group_id(const struct catalog *catalog, group_id group, struct arena *arena)
{
    struct str id = catalog_group_id(catalog, group);
    bool good = outline_is_id(id);
    for (group_id i = 0; i < group; i++) {
        good = good && !str_eq(catalog_group_id(catalog, i), id);
    }
    return good ? str_format(arena, "group-%.*s", STR_ARG(id))
                : str_format(arena, "group%u", group + 1);
}

struct maker {
    const struct picture *picture;
    struct arena *arena;
    struct outline *outline;
    unsigned depth;
};

static struct outline_row *add_row(struct maker *maker, enum outline_kind kind)
{
    struct outline_row *row = vec_add(&maker->outline->rows, maker->arena);
    *row = (struct outline_row){ .kind = kind, .depth = maker->depth };
    return row;
}

static void close_row(struct maker *maker)
{
    maker->depth--;
    add_row(maker, OUTLINE_END);
}

/* A box of a region that the design does not have stands outside, like a shared one. */
static uint32_t region_of(const struct maker *maker, const struct box *box)
{
    return box->region < maker->picture->review.design.region_count ? box->region : NONE;
}

static void add_group(struct maker *maker, uint32_t region, group_id group)
{
    const struct review *review = &maker->picture->review;
    bool open = false;
    for (uint32_t i = 0; i < review->architecture.box_count; i++) {
        const struct box *box = &review->architecture.boxes[i];
        if (region_of(maker, box) != region || picture_group_of(review, box) != group) {
            continue;
        }
        if (!open && group != NONE) {
            struct outline_row *row = add_row(maker, OUTLINE_GROUP);
            struct str id = outline_group_id(review->catalog, group, maker->arena);
            row->region = region;
            row->group = group;
            row->id = region == NONE
                          ? id
                          : str_format(maker->arena, "region%u-%.*s", region + 1, STR_ARG(id));
            row->label = picture_group(review, group, maker->arena);
            maker->depth++;
            open = true;
        }
        struct outline_row *row = add_row(maker, OUTLINE_BOX);
        row->region = region;
        row->group = group;
        row->box = i;
        row->id = maker->outline->box_ids[i];
    }
    if (open) {
        close_row(maker);
    }
}

static void add_groups(struct maker *maker, uint32_t region)
{
    for (group_id group = 0; group < maker->picture->review.catalog->group_count; group++) {
        add_group(maker, region, group);
    }
    add_group(maker, region, NONE);
}

static bool has_boxes(const struct maker *maker, uint32_t region)
{
    const struct architecture *architecture = &maker->picture->review.architecture;
    for (uint32_t i = 0; i < architecture->box_count; i++) {
        if (region_of(maker, &architecture->boxes[i]) == region) {
            return true;
        }
    }
    return false;
}

void outline_make(const struct picture *picture, struct arena *arena, struct outline *ret)
{
    struct maker maker = { .picture = picture, .arena = arena, .outline = ret };
    *ret = (struct outline){ .box_ids = outline_box_ids(&picture->review.architecture, arena) };
    add_groups(&maker, NONE);
    for (uint32_t region = 0; region < picture->review.design.region_count; region++) {
        if (!has_boxes(&maker, region)) {
            continue;
        }
        struct outline_row *row = add_row(&maker, OUTLINE_REGION);
        row->region = region;
        row->group = NONE;
        row->id = str_format(arena, "region%u", region + 1);
        row->label = picture_region(&picture->review, region, arena);
        maker.depth++;
        add_groups(&maker, region);
        close_row(&maker);
    }
}
