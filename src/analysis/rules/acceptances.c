/* Which findings the person has accepted, and which acceptances have nothing left to accept. */
#include "strata/analysis/rules.h"
#include "strata/model/acceptance.h"

/* The one that keeps it from counting; else one that did, and has run out; else NULL. */
static const struct acceptance *acceptance_of(const struct catalog *catalog,
                                              const struct design *design,
                                              const struct finding *finding, day today)
{
    const struct acceptance *ran_out = NULL;

    for (uint32_t i = 0; i < design->accepted_count; i++) {
        const struct acceptance *acceptance = &design->accepted[i];

        if (!acceptance_covers(catalog, acceptance, finding->rule, finding->component)) {
            continue;
        }
        if (acceptance_holds(acceptance, today)) {
            return acceptance;
        }
        ran_out = acceptance;
    }
    return ran_out;
}

/* Those that count first; both parts keep their order. */
static void move_accepted_back(struct findings *findings, struct arena *arena)
{
    struct finding *sorted = arena_new_array(arena, struct finding, findings->count);
    uint32_t n = 0;

    for (int accepted = 0; accepted < 2; accepted++) {
        for (uint32_t i = 0; i < findings->count; i++) {
            if (finding_counts(&findings->list[i]) == (accepted == 0)) {
                sorted[n++] = findings->list[i];
            }
        }
    }
    findings->list = sorted;
}

static bool speaks_of_any(const struct catalog *catalog, const struct acceptance *acceptance,
                          const struct findings *findings)
{
    for (uint32_t i = 0; i < findings->count; i++) {
        if (acceptance_covers(catalog, acceptance, findings->list[i].rule,
                              findings->list[i].component)) {
            return true;
        }
    }
    return false;
}

static void find_idle(const struct catalog *catalog, const struct design *design,
                      struct arena *arena, struct findings *findings)
{
    findings->idle = arena_new_array(arena, const struct acceptance *, design->accepted_count);
    for (uint32_t i = 0; i < design->accepted_count; i++) {
        if (!speaks_of_any(catalog, &design->accepted[i], findings)) {
            findings->idle[findings->idle_count++] = &design->accepted[i];
        }
    }
}

bool finding_counts(const struct finding *finding)
{
    return !finding->accepted || finding->ran_out;
}

void rules_accept(const struct catalog *catalog, const struct design *design, day today,
                  struct arena *arena, struct findings *findings)
{
    if (design->accepted_count == 0) {
        return;
    }
    for (uint32_t i = 0; i < findings->count; i++) {
        struct finding *finding = &findings->list[i];

        finding->accepted = acceptance_of(catalog, design, finding, today);
        finding->ran_out = finding->accepted && !acceptance_holds(finding->accepted, today);
        if (finding_counts(finding)) {
            continue;
        }
        findings->counts[finding->severity]--;
        findings->accepted_count++;
    }
    move_accepted_back(findings, arena);
    find_idle(catalog, design, arena, findings);
}

struct str finding_acceptance_text(const struct finding *finding, struct arena *arena)
{
    const struct acceptance *acceptance = finding->accepted;

    if (!acceptance) {
        return (struct str){ 0 };
    }
    return str_format(arena,
                      finding->ran_out ? "the acceptance ran out on %.*s: %.*s"
                                       : "accepted until %.*s: %.*s",
                      STR_ARG(day_format(acceptance->until, arena)), STR_ARG(acceptance->reason));
}

struct str acceptance_idle_text(const struct catalog *catalog, const struct acceptance *acceptance,
                                struct arena *arena)
{
    struct str id = catalog_rule_id(catalog, acceptance->rule);
    component_id component = acceptance->component;

    if (component == NONE) {
        return str_format(arena, "\"%.*s\" is accepted, but not found any more", STR_ARG(id));
    }
    return str_format(arena, "\"%.*s\" is accepted for %.*s, but not found any more", STR_ARG(id),
                      STR_ARG(catalog_text(catalog, catalog->components[component].short_name)));
}
