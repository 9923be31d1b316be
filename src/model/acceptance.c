#include "strata/model/acceptance.h"

/* The order in which a design has them; one that names no component stands behind those that do. */
static int order(const struct acceptance *a, rule_id rule, component_id component)
{
    if (a->rule != rule) {
        return a->rule < rule ? -1 : 1;
    }
    return (a->component > component) - (a->component < component);
}

static bool fit(const struct design *design, const struct acceptance *acceptance,
                struct diag_list *diags)
{
    if (acceptance->reason.len == 0) {
        diag_error(diags, "a finding is accepted with a reason");
    } else if (acceptance->reason.len > REASON_MAX) {
        diag_error(diags, "a reason has no more than %d bytes", REASON_MAX);
    } else if (acceptance->until == DAY_NONE) {
        diag_error(diags, "a finding is accepted until a day");
    } else if (design->accepted_count >= ACCEPTED_MAX) {
        diag_error(diags, "a design has no more than %d accepted findings", ACCEPTED_MAX);
    } else {
        return true;
    }
    return false;
}

/* The others, and `put` in its place unless it is NULL. */
static void rebuild(struct design *design, rule_id rule, component_id component,
                    const struct acceptance *put, struct arena *arena)
{
    uint32_t count = design->accepted_count, n = 0, i = 0;
    struct acceptance *all = arena_new_array(arena, struct acceptance, count + 1);

    for (; i < count && order(&design->accepted[i], rule, component) < 0; i++) {
        all[n++] = design->accepted[i];
    }
    if (put) {
        all[n++] = *put;
    }
    for (; i < count; i++) {
        if (order(&design->accepted[i], rule, component) != 0) {
            all[n++] = design->accepted[i];
        }
    }
    design->accepted = all;
    design->accepted_count = n;
}

bool acceptance_put(struct design *design, const struct acceptance *acceptance, struct arena *arena,
                    struct diag_list *diags)
{
    struct acceptance copy = *acceptance;

    if (!fit(design, acceptance, diags)) {
        return false;
    }
    copy.reason = str_copy(arena, acceptance->reason);
    rebuild(design, copy.rule, copy.component, &copy, arena);
    return true;
}

void acceptance_drop(struct design *design, rule_id rule, component_id component,
                     struct arena *arena)
{
    rebuild(design, rule, component, NULL, arena);
}

void acceptance_move(struct design *design, component_id old, component_id component,
                     struct arena *arena)
{
    const struct design before = *design;

    for (uint32_t i = 0; i < before.accepted_count; i++) {
        struct acceptance moved = before.accepted[i];

        if (moved.component != old) {
            continue;
        }
        acceptance_drop(design, moved.rule, old, arena);
        moved.component = component;
        if (component != NONE) {
            rebuild(design, moved.rule, component, &moved, arena);
        }
    }
}

/* By id: a component may be described anew under the same id. */
static bool same_component(const struct catalog *catalog, component_id a, component_id b)
{
    return a == b
           || (a != NONE && b != NONE
               && str_eq(catalog_component_id(catalog, a), catalog_component_id(catalog, b)));
}

bool acceptance_covers(const struct catalog *catalog, const struct acceptance *acceptance,
                       rule_id rule, component_id component)
{
    return acceptance->rule == rule
           && (acceptance->component == NONE
               || same_component(catalog, acceptance->component, component));
}

bool acceptance_holds(const struct acceptance *acceptance, day today)
{
    return acceptance->until >= today;
}
