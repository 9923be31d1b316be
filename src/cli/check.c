#include "cli/check.h"

#include "cli/gates.h"
#include "strata/analysis/price_age.h"
#include "strata/base/text.h"
#include "strata/report/review_text.h"

static struct check_message *add(struct session *session, struct checked *file,
                                 enum severity severity, struct str id, struct str text)
{
    struct check_message *message = vec_add(&file->messages, &session->arena);
    *message =
        (struct check_message){ .severity = severity, .counts = true, .id = id, .text = text };
    return message;
}

/* Where the file says it, if it is a file that the person can open. */
static void put_at(const struct checked *file, struct check_message *message,
                   const struct position *position)
{
    if (position != NULL && file->on_disk) {
        message->line = position->line;
        message->column = position->column;
    }
}

static bool gather_findings(struct session *session, struct checked *file)
{
    const struct review *review = &file->review;
    const struct catalog *catalog = review->catalog;
    struct arena *arena = &session->arena;
    bool closed = false;
    for (uint32_t i = 0; i < review->findings.count; i++) {
        const struct finding *finding = &review->findings.list[i];
        struct str state = finding_acceptance_text(finding, arena);
        struct check_message *message = add(session, file, finding->severity,
                                            catalog_rule_id(catalog, finding->rule), finding->text);
        message->finding = finding;
        message->counts = finding_counts(finding);
        message->hint = message->counts ? review_text_hint(review, finding, arena) : state;
        if (finding->ran_out) {
            message->hint = str_format(arena, "%.*s; %.*s", STR_ARG(state), STR_ARG(message->hint));
        }
        put_at(file, message, design_position(&review->design, finding->layer, finding->component));
        closed |=
            message->counts && gate_fails(&session->options, OPTION_FAIL_ON, finding->severity);
    }
    return closed;
}

static void gather_idle(struct session *session, struct checked *file)
{
    const struct review *review = &file->review;
    for (uint32_t i = 0; i < review->findings.idle_count; i++) {
        const struct acceptance *idle = review->findings.idle[i];
        struct check_message *message =
            add(session, file, SEVERITY_NOTE, STR("accepted"),
                acceptance_idle_text(review->catalog, idle, &session->arena));
        message->hint = STR("take the entry out");
        put_at(file, message,
               design_position_of_acceptance(&review->design, idle->rule, idle->component));
    }
}

static bool seen_before(const struct bill *bill, uint32_t line)
{
    for (uint32_t i = 0; i < line; i++) {
        if (bill->lines[i].component == bill->lines[line].component
            && bill_line_priced(&bill->lines[i])) {
            return true;
        }
    }
    return false;
}

static struct str age_text(const struct session *session, const struct catalog *catalog,
                           component_id component, struct arena *arena)
{
    day of_price = price_day(catalog, component);
    struct str name = catalog_component_name(catalog, component);
    unsigned most = (unsigned)options_days(&session->options, OPTION_MAX_PRICE_AGE);
    if (of_price == DAY_NONE) {
        return str_format(arena,
                          "nobody knows how old the prices of %.*s are; %u day%s are allowed",
                          STR_ARG(name), most, plural_s(most));
    }
    return str_format(arena, "the prices of %.*s are of %.*s, %d days old; %u day%s are allowed",
                      STR_ARG(name), STR_ARG(day_format(of_price, arena)),
                      (int)price_age(of_price, session->today), most, plural_s(most));
}

/* Of each component that has an amount on the bill. */
static bool gather_ages(struct session *session, struct checked *file)
{
    const struct bill *bill = &file->review.bill;
    const struct catalog *catalog = file->review.catalog;
    bool closed = false;
    if (!options_has(&session->options, OPTION_MAX_PRICE_AGE)) {
        return false;
    }
    for (uint32_t i = 0; i < bill->line_count; i++) {
        const struct bill_line *line = &bill->lines[i];
        int32_t age = price_age(price_day(catalog, line->component), session->today);
        if (!bill_line_priced(line) || seen_before(bill, i)
            || age <= (int32_t)options_days(&session->options, OPTION_MAX_PRICE_AGE)) {
            continue;
        }
        struct check_message *message =
            add(session, file, SEVERITY_ERROR, STR("price-age"),
                age_text(session, catalog, line->component, &session->arena));
        put_at(file, message, design_position(&file->review.design, line->layer, line->component));
        closed = true;
    }
    return closed;
}

/* Somebody lives with it until a day. */
static bool end_accepted(const struct review *review, component_id component)
{
    for (uint32_t i = 0; i < review->findings.count; i++) {
        const struct finding *finding = &review->findings.list[i];
        if (finding->component == component && !finding_counts(finding)
            && review->catalog->rules[finding->rule].trigger == TRIGGER_ENDS_WITHIN) {
            return true;
        }
    }
    return false;
}

static struct str end_text(const struct session *session, const struct catalog *catalog,
                           component_id component, int32_t left, struct arena *arena)
{
    struct str name = catalog_component_name(catalog, component);
    struct str on = day_format(session->today + left, arena);
    unsigned days = (unsigned)options_days(&session->options, OPTION_ENDS_WITHIN);
    if (left <= 0) {
        return str_format(arena, "%.*s ended on %.*s", STR_ARG(name), STR_ARG(on));
    }
    return str_format(arena, "%.*s ends on %.*s, in %d day%s; nothing may within %u day%s",
                      STR_ARG(name), STR_ARG(on), (int)left, plural_s((unsigned)left), days,
                      plural_s(days));
}

/* Of each component that is chosen, where it is chosen first. */
static bool gather_ends(struct session *session, struct checked *file)
{
    const struct review *review = &file->review;
    const struct design *design = &review->design;
    bool closed = false;
    if (!options_has(&session->options, OPTION_ENDS_WITHIN)) {
        return false;
    }
    int32_t most = (int32_t)options_days(&session->options, OPTION_ENDS_WITHIN);
    for (uint32_t i = 0; i < design->choice_count; i++) {
        component_id component = design->choices[i].component;
        uint32_t first = 0;
        int32_t left;
        while (design->choices[first].component != component) {
            first++;
        }
        if (first < i || !catalog_days_left(review->catalog, component, session->today, &left)
            || left > most || end_accepted(review, component)) {
            continue;
        }
        struct check_message *message =
            add(session, file, SEVERITY_ERROR, STR("ends-within"),
                end_text(session, review->catalog, component, left, &session->arena));
        put_at(file, message, design_position(design, design->choices[i].layer, component));
        closed = true;
    }
    return closed;
}

static bool gather_budget(struct session *session, struct checked *file)
{
    const struct bill *bill = &file->review.bill;
    if (!options_has(&session->options, OPTION_BUDGET)) {
        return false;
    }
    struct str text = gate_budget_text(&session->options, bill, &session->arena);
    if (gate_keeps_budget(&session->options, bill)) {
        file->within = text;
        return false;
    }
    struct check_message *message = add(session, file, SEVERITY_ERROR, STR("budget"), text);
    message->hint = bill->unpriced > 0 ? STR(GATE_UNKNOWN_HINT) : (struct str){ 0 };
    return true;
}

/* Each price that nobody knows, where the design chooses it; only if that closes the gate. */
static bool gather_unknown(struct session *session, struct checked *file)
{
    const struct review *review = &file->review;
    const struct bill *bill = &review->bill;
    if (!gate_unknown(&session->options, OPTION_FAIL_ON, bill)) {
        return false;
    }
    for (uint32_t i = 0; i < bill->line_count; i++) {
        const struct bill_line *line = &bill->lines[i];
        if (line->kind != LINE_UNKNOWN) {
            continue;
        }
        struct str name = catalog_component_name(review->catalog, line->component);
        struct check_message *message =
            add(session, file, SEVERITY_ERROR, STR("unknown-price"),
                str_format(&session->arena, "the price of %.*s is not known", STR_ARG(name)));
        message->hint = STR(GATE_UNKNOWN_HINT);
        put_at(file, message, design_position(&review->design, line->layer, line->component));
    }
    return true;
}

bool check_gather(struct session *session, struct checked *file)
{
    bool closed = gather_findings(session, file);
    gather_idle(session, file);
    closed |= gather_ages(session, file);
    closed |= gather_ends(session, file);
    closed |= gather_unknown(session, file);
    return gather_budget(session, file) || closed;
}
