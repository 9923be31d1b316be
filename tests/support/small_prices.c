#include "support/small_prices.h"

meter_id small_meter(struct small *small, const char *name, const struct small_term *terms,
                     uint32_t count)
{
    meter_id id = small->builder.meters.count;
    struct meter meter = {
        .id = small_text(small, name),
        .name = small_text(small, name),
        .unit = small_text(small, name),
        .terms = { small->builder.terms.count, count },
    };

    *builder_add(&small->builder, meter) = meter;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t figures = 0;
        struct term term;

        while (figures < 4 && terms[i].figures[figures] != NONE) {
            figures++;
        }
        term = (struct term){
            .label = small_text(small, terms[i].label),
            .layer = terms[i].layer,
            .factors = builder_refs(&small->builder, terms[i].figures, figures),
            .times = MICRO,
        };
        *builder_add(&small->builder, term) = term;
    }
    return id;
}

plan_id small_plan(struct small *small, component_id component, const char *id, struct plan plan)
{
    struct component *row = &small->builder.components.items[component];
    plan_id number = small->builder.plans.count;

    if (row->plans.count++ == 0) {
        row->plans.first = number;
    }
    row->pricing = PRICING_PLANS;
    plan.id = plan.name = small_text(small, id);
    plan.charges = (struct range){ small->builder.charges.count, 0 };
    plan.limits = (struct range){ small->builder.limits.count, 0 };
    *builder_add(&small->builder, plan) = plan;
    return number;
}

void small_limit(struct small *small, meter_id meter, quantity up_to)
{
    *builder_add(&small->builder, limit) = (struct limit){ .meter = meter, .up_to = up_to };
    vec_last(&small->builder.plans)->limits.count++;
}

void small_charge(struct small *small, const char *label, struct charge charge,
                  const struct tier *tiers, uint32_t count)
{
    charge.label = small_text(small, label);
    charge.tiers = (struct range){ small->builder.tiers.count, count };
    for (uint32_t i = 0; i < count; i++) {
        *builder_add(&small->builder, tier) = tiers[i];
    }
    *builder_add(&small->builder, charge) = charge;
    vec_last(&small->builder.plans)->charges.count++;
}

void small_fixed(struct small *small, const char *label, struct price price)
{
    const struct tier tier = { NO_END, price };

    small_charge(small, label, (struct charge){ .kind = CHARGE_FIXED, .per = MICRO }, &tier, 1);
}

void small_metered(struct small *small, const char *label, meter_id meter, quantity per,
                   money price)
{
    const struct tier tier = { NO_END, FLAT(price) };

    small_charge(small, label, (struct charge){ .kind = CHARGE_METER, .meter = meter, .per = per },
                 &tier, 1);
}
