#include "small_catalog.h"

#define COUNT(array) ((uint32_t)(sizeof(array) / sizeof((array)[0])))

struct text small_text(struct small *small, const char *words)
{
    return builder_text(&small->builder, str_from(words));
}

/* ---- scales, layers, roles, calls ---- */

static void add_scales(struct small *small)
{
    static const char *const names[SMALL_SCALES][2] = {
        [SOLO] = { "solo", "Solo" },
        [STARTUP] = { "startup", "Startup" },
        [ENTERPRISE] = { "enterprise", "Enterprise" },
    };
    static const uint32_t providers[SMALL_SCALES] = { 1, 3, NONE };

    for (int i = 0; i < SMALL_SCALES; i++) {
        struct scale *scale = builder_add(&small->builder, scale);

        scale->id = small_text(small, names[i][0]);
        scale->name = small_text(small, names[i][1]);
        scale->providers_max = providers[i];
    }
}

static void add_layers(struct small *small)
{
    static const char *const ids[SMALL_LAYERS] = {
        [L_WORKHORSE] = "workhorse", [L_CHEAP] = "cheap",         [L_EMBEDDINGS] = "embeddings",
        [L_GATEWAY] = "gateway",     [L_NETWORK] = "network",     [L_VECTORS] = "vectors",
        [L_SCHEDULER] = "scheduler", [L_INGESTION] = "ingestion", [L_TRACING] = "tracing",
        [L_EVAL] = "eval",           [L_SIEM] = "siem",           [L_SECRETS] = "secrets",
        [L_FRAMEWORK] = "framework", [L_HOSTING] = "hosting",     [L_DATABASE] = "database",
        [L_ERRORS] = "errors",       [L_POLICY] = "policy",
    };
    group_id group = small->builder.groups.count;

    builder_add(&small->builder, group)->id = small_text(small, "all");
    for (layer_id i = 0; i < SMALL_LAYERS; i++) {
        struct layer *layer = builder_add(&small->builder, layer);

        layer->id = layer->name = small_text(small, ids[i]);
        layer->group = group;
        layer->weight = i == L_POLICY ? 0 : i == L_WORKHORSE ? 2 : 1;
        layer->shares = i == L_WORKHORSE || i == L_CHEAP;
        layer->many = layer->shares || i == L_NETWORK || i == L_TRACING || i == L_ERRORS;
        layer->surrounding = i == L_DATABASE || i == L_ERRORS;
        layer->stand_in = i == L_CHEAP ? L_WORKHORSE : NONE;
    }
}

static void add_roles(struct small *small)
{
    static const char *const ids[SMALL_ROLES] = {
        [R_APP] = "app",
        [R_GATEWAY] = "gateway",
        [R_PRIVATE] = "private-endpoint",
        [R_CHAT] = "chat",
        [R_EMBEDDINGS] = "embeddings",
        [R_VECTORS] = "vector-store",
        [R_INGESTION] = "ingestion",
        [R_SCHEDULER] = "scheduler",
        [R_TRACING] = "tracing",
        [R_EVAL] = "eval",
        [R_SIEM] = "siem",
        [R_SECRETS] = "secrets",
    };

    for (role_id i = 0; i < SMALL_ROLES; i++) {
        struct role *role = builder_add(&small->builder, role);

        role->id = role->name = small_text(small, ids[i]);
        role->hosted_in = i == R_APP ? L_HOSTING : NONE;
        role->implied = i == R_APP ? small_text(small, "Your app") : (struct text){ 0, 0 };
        role->apart = i == R_CHAT || i == R_EMBEDDINGS;
        role->observer = i >= R_TRACING;
        role->shared = i == R_SCHEDULER || role->observer;
    }
}

struct call_row {
    const char *label;
    uint32_t from[2], from_count;
    uint32_t to[2], to_count;
    uint32_t via[2], via_count;
    bool dashed;
};

static void add_calls(struct small *small)
{
    static const struct call_row rows[] = {
        { "prompts", { R_APP }, 1, { R_CHAT }, 1, { R_GATEWAY, R_PRIVATE }, 2, false },
        { "embeddings", { R_APP }, 1, { R_EMBEDDINGS }, 1, { R_GATEWAY, R_PRIVATE }, 2, false },
        { "search", { R_APP }, 1, { R_VECTORS }, 1, { 0 }, 0, false },
        { "jobs", { R_SCHEDULER }, 1, { R_INGESTION, R_APP }, 2, { 0 }, 0, false },
        { "embeddings",
          { R_INGESTION },
          1,
          { R_EMBEDDINGS },
          1,
          { R_GATEWAY, R_PRIVATE },
          2,
          false },
        { "vectors", { R_INGESTION }, 1, { R_VECTORS }, 1, { 0 }, 0, false },
        { "traces", { R_APP }, 1, { R_TRACING }, 1, { 0 }, 0, true },
        { "traces", { R_GATEWAY }, 1, { R_TRACING }, 1, { 0 }, 0, true },
        { "cases", { R_TRACING, R_APP }, 2, { R_EVAL }, 1, { 0 }, 0, true },
        { "audit log", { R_GATEWAY, R_APP }, 2, { R_SIEM }, 1, { 0 }, 0, true },
        { "keys", { R_GATEWAY, R_APP }, 2, { R_SECRETS }, 1, { 0 }, 0, true },
    };

    for (uint32_t i = 0; i < COUNT(rows); i++) {
        struct call call = {
            .label = small_text(small, rows[i].label),
            .from = builder_refs(&small->builder, rows[i].from, rows[i].from_count),
            .to = builder_refs(&small->builder, rows[i].to, rows[i].to_count),
            .via = builder_refs(&small->builder, rows[i].via, rows[i].via_count),
            .dashed = rows[i].dashed,
        };

        *builder_add(&small->builder, call) = call;
    }
}

static void add_endpoints(struct small *small)
{
    static const char *const ids[SMALL_ENDPOINTS] = {
        [E_ANTHROPIC] = "anthropic-api",
        [E_OPENAI] = "openai-api",
        [E_BEDROCK] = "bedrock",
        [E_AZURE] = "azure-openai",
        [E_PRIVATE_EMBEDDINGS] = "private-embeddings",
        [E_DATADOG] = "datadog",
        [E_SUPABASE] = "supabase",
    };

    for (endpoint_id i = 0; i < SMALL_ENDPOINTS; i++) {
        struct endpoint *endpoint = builder_add(&small->builder, endpoint);

        endpoint->id = endpoint->name = small_text(small, ids[i]);
        endpoint->provider = i <= E_PRIVATE_EMBEDDINGS;
    }
}

/* ---- components ---- */

struct component_row {
    const char *id;
    const char *name;
    endpoint_id endpoint;
    uint32_t scales;
    uint32_t layers[2];
    uint32_t layer_count;
    role_id role;
    enum box_rule box;
    uint64_t tags;
};

#define BIT(n) (1u << (n))

/* The scales that a component belongs to. */
enum { TINY = 1 << SOLO, MIDDLE = 1 << STARTUP, SMALL = TINY | MIDDLE, LARGE = 1 << ENTERPRISE };

/* clang-format off */
static const struct component_row component_rows[SMALL_COMPONENTS] = {
    [SONNET] = { "sonnet", "Claude Sonnet", E_ANTHROPIC, SMALL,
        { L_WORKHORSE }, 1, R_CHAT, BOX_OWN, 0 },
    [HAIKU] = { "haiku", "Claude Haiku", E_ANTHROPIC, SMALL,
        { L_CHEAP, L_WORKHORSE }, 2, R_CHAT, BOX_OWN, 0 },
    [GPT_MINI] = { "gpt-mini", "GPT-5 mini", E_OPENAI, MIDDLE,
        { L_WORKHORSE, L_CHEAP }, 2, R_CHAT, BOX_OWN, 0 },
    [OPENAI_EMBEDDINGS] = { "openai-embeddings", "OpenAI embeddings", E_OPENAI, SMALL,
        { L_EMBEDDINGS }, 1, R_EMBEDDINGS, BOX_OWN, 0 },
    [PORTKEY] = { "portkey", "Portkey", NONE, MIDDLE,
        { L_GATEWAY }, 1, R_GATEWAY, BOX_OWN, 0 },
    [PINECONE] = { "pinecone", "Pinecone", NONE, MIDDLE,
        { L_VECTORS }, 1, R_VECTORS, BOX_OWN, BIT(TAG_HOSTED_VECTORS) },
    [PGVECTOR] = { "pgvector", "pgvector", NONE, TINY,
        { L_VECTORS }, 1, R_VECTORS, BOX_INSIDE, BIT(TAG_SQL_VECTORS) },
    [SUPABASE] = { "supabase-db", "Supabase", E_SUPABASE, SMALL,
        { L_DATABASE }, 1, NONE, BOX_OWN, 0 },
    [NEXTJS] = { "nextjs", "Next.js", NONE, SMALL | LARGE,
        { L_FRAMEWORK }, 1, R_APP, BOX_OWN, 0 },
    [VERCEL] = { "vercel", "Vercel", NONE, SMALL,
        { L_HOSTING }, 1, NONE, BOX_NONE, 0 },
    [MODAL] = { "modal", "Modal", NONE, MIDDLE,
        { L_INGESTION }, 1, R_INGESTION, BOX_OWN, 0 },
    [INNGEST] = { "inngest", "Inngest", NONE, MIDDLE,
        { L_SCHEDULER }, 1, R_SCHEDULER, BOX_OWN, 0 },
    [LANGFUSE] = { "langfuse", "Langfuse", NONE, SMALL,
        { L_TRACING, L_EVAL }, 2, R_TRACING, BOX_OWN, 0 },
    [BRAINTRUST] = { "braintrust", "Braintrust", NONE, MIDDLE,
        { L_EVAL }, 1, R_EVAL, BOX_OWN, 0 },
    [BEDROCK_CLAUDE] = { "bedrock-claude", "Bedrock Claude", E_BEDROCK, LARGE,
        { L_WORKHORSE }, 1, R_CHAT, BOX_OWN, 0 },
    [AZURE_OPENAI] = { "azure-gpt", "Azure OpenAI", E_AZURE, LARGE,
        { L_WORKHORSE }, 1, R_CHAT, BOX_OWN, 0 },
    [PRIVATE_EMBEDDINGS] = { "own-embeddings", "Private embeddings", E_PRIVATE_EMBEDDINGS, LARGE,
        { L_EMBEDDINGS }, 1, R_EMBEDDINGS, BOX_OWN, 0 },
    [PRIVATELINK] = { "privatelink", "PrivateLink", NONE, LARGE,
        { L_NETWORK }, 1, R_PRIVATE, BOX_BEFORE, 0 },
    [OTHER_LINK] = { "other-link", "Other link", NONE, LARGE,
        { L_NETWORK }, 1, R_PRIVATE, BOX_BEFORE, 0 },
    [OWN_GATEWAY] = { "own-gateway", "LLM gateway", NONE, LARGE,
        { L_GATEWAY }, 1, R_GATEWAY, BOX_OWN, BIT(TAG_OWN_GATEWAY) },
    [OPENSEARCH] = { "opensearch", "OpenSearch", NONE, LARGE,
        { L_VECTORS }, 1, R_VECTORS, BOX_OWN, BIT(TAG_HOSTED_VECTORS) },
    [PIPELINE] = { "pipeline", "Ingestion pipeline", NONE, LARGE,
        { L_INGESTION }, 1, R_INGESTION, BOX_OWN, 0 },
    [TEMPORAL] = { "temporal", "Temporal", NONE, LARGE,
        { L_SCHEDULER }, 1, R_SCHEDULER, BOX_OWN, 0 },
    [VAULT] = { "vault", "Vault", NONE, LARGE,
        { L_SECRETS }, 1, R_SECRETS, BOX_OWN, 0 },
    [DATADOG] = { "datadog-llm", "Datadog LLM", E_DATADOG, LARGE,
        { L_TRACING, L_ERRORS }, 2, R_TRACING, BOX_OWN, 0 },
    [SPLUNK] = { "splunk", "Splunk", NONE, LARGE,
        { L_SIEM }, 1, R_SIEM, BOX_OWN, 0 },
    [EVAL_PLATFORM] = { "eval-platform", "Eval platform", NONE, LARGE,
        { L_EVAL }, 1, R_EVAL, BOX_OWN, 0 },
    [GUIDELINE] = { "guideline", "Guideline", NONE, 0,
        { L_POLICY }, 1, NONE, BOX_NONE, 0 },
    [WEAVIATE] = { "weaviate", "Weaviate", NONE, MIDDLE,
        { L_VECTORS }, 1, R_VECTORS, BOX_OWN, BIT(TAG_HOSTED_VECTORS) },
};
/* clang-format on */

static void add_placements(struct small *small, const struct component_row *row,
                           struct component *to)
{
    static const uint32_t served[] = { E_BEDROCK, E_AZURE, E_PRIVATE_EMBEDDINGS };

    to->placements = (struct range){ small->builder.placements.count, row->layer_count };
    for (uint32_t i = 0; i < row->layer_count; i++) {
        struct placement *place = builder_add(&small->builder, placement);

        place->layer = row->layers[i];
        /* A tracing tool that is chosen for evals or errors plays that part. */
        place->role = place->layer == L_EVAL ? R_EVAL : place->layer == L_ERRORS ? NONE : row->role;
        place->box = row->box;
        place->host = row->box == BOX_INSIDE ? L_DATABASE : NONE;
        if (row->box == BOX_BEFORE) {
            place->serves = builder_refs(&small->builder, served, COUNT(served));
        }
    }
}

static void add_components(struct small *small)
{
    for (component_id i = 0; i < SMALL_COMPONENTS; i++) {
        const struct component_row *row = &component_rows[i];
        struct component *component = builder_add(&small->builder, component);

        component->id = small_text(small, row->id);
        component->name = component->short_name = small_text(small, row->name);
        component->kind = KIND_SERVICE;
        component->pricing = PRICING_UNKNOWN;
        component->endpoint = row->endpoint;
        component->scales = row->scales;
        component->tags = row->tags;
        add_placements(small, row, component);
    }
}

/* ---- figures, tags, cells ---- */

static void add_figures(struct small *small)
{
    static const char *const ids[SMALL_FIGURES] = {
        [F_QUERIES] = "queries", [F_TOKENS] = "tokens", [F_SHARE] = "share",
        [F_REGIONS] = "regions", [F_TOTAL] = "total",   [F_BOTH] = "both",
        [F_REST] = "rest",
    };
    static const int64_t queries[] = { 1000 * MICRO, 1000 * MICRO, 2000 * MICRO };
    static const int64_t tokens[] = { 500 * MICRO, 500 * MICRO, 500 * MICRO };
    static const int64_t share[] = { 25 * MICRO, 25 * MICRO, 25 * MICRO };
    static const uint32_t factors[] = { F_QUERIES, F_TOKENS }, rest_of[] = { F_SHARE };
    static const struct figure rows[SMALL_FIGURES] = {
        [F_QUERIES] = { .source = FIGURE_GIVEN, .usage = true },
        [F_TOKENS] = { .source = FIGURE_GIVEN },
        [F_SHARE] = { .source = FIGURE_GIVEN, .percent = true },
        [F_REGIONS] = { .source = FIGURE_REGIONS },
        [F_TOTAL] = { .source = FIGURE_PRODUCT },
        [F_BOTH] = { .source = FIGURE_SUM },
        [F_REST] = { .source = FIGURE_REST, .percent = true },
    };

    for (figure_id i = 0; i < SMALL_FIGURES; i++) {
        struct figure *figure = builder_add(&small->builder, figure);

        *figure = rows[i];
        figure->id = figure->name = small_text(small, ids[i]);
        figure->times = MICRO;
        figure->max = figure->percent ? 100 * MICRO : INT64_MAX;
    }
    struct figure *figures = small->builder.figures.items;

    figures[F_QUERIES].defaults = builder_numbers(&small->builder, queries, SMALL_SCALES);
    figures[F_TOKENS].defaults = builder_numbers(&small->builder, tokens, SMALL_SCALES);
    figures[F_SHARE].defaults = builder_numbers(&small->builder, share, SMALL_SCALES);
    figures[F_TOTAL].factors = builder_refs(&small->builder, factors, COUNT(factors));
    figures[F_BOTH].factors = builder_refs(&small->builder, factors, COUNT(factors));
    figures[F_REST].factors = builder_refs(&small->builder, rest_of, COUNT(rest_of));
}

static void add_tags(struct small *small)
{
    static const char *const ids[SMALL_TAGS] = {
        [TAG_HOSTED_VECTORS] = "hosted-vectors",
        [TAG_SQL_VECTORS] = "sql-vectors",
        [TAG_OWN_GATEWAY] = "own-gateway",
        [NEED_RESIDENCY] = "residency",
    };

    for (tag_id i = 0; i < SMALL_TAGS; i++) {
        struct tag *tag = builder_add(&small->builder, tag);

        tag->id = tag->name = small_text(small, ids[i]);
        tag->need = i == NEED_RESIDENCY;
    }
}

/* A cell takes what the worked example of its scale chooses there. */
static void add_cells(struct small *small)
{
    const struct design columns[SMALL_SCALES] = {
        [SOLO] = small_solo(small),
        [STARTUP] = small_startup(small),
        [ENTERPRISE] = small_enterprise(small),
    };

    for (layer_id layer = 0; layer < SMALL_LAYERS; layer++) {
        for (int scale = 0; scale < SMALL_SCALES; scale++) {
            const struct choice *choices;
            uint32_t count = design_layer(&columns[scale], layer, &choices);
            uint32_t take[CHOICES_MAX];
            struct range range;

            for (uint32_t i = 0; i < count; i++) {
                take[i] = choices[i].component;
            }
            range = builder_refs(&small->builder, take, count);
            builder_add(&small->builder, cell)->take = range;
        }
    }
}

void small_begin(struct small *small, struct arena *arena)
{
    small->arena = arena;
    builder_init(&small->builder, arena);
    small->builder.head.id = small_text(small, "small");
    add_scales(small);
    add_layers(small);
    add_roles(small);
    add_calls(small);
    add_endpoints(small);
    add_components(small);
    add_figures(small);
    add_tags(small);
    add_cells(small);
}

void small_end(struct small *small)
{
    size_t size;
    const void *block = builder_freeze(&small->builder, small->arena, &size);

    catalog_open(&small->catalog, block, size);
}

void small_catalog(struct small *small, struct arena *arena)
{
    small_begin(small, arena);
    small_end(small);
}

/* ---- designs ---- */

struct choice small_chosen(layer_id layer, component_id component)
{
    return (struct choice){ .layer = layer, .component = component, .plan = NONE };
}

struct design small_design(struct small *small, scale_id scale, const struct choice *choices,
                           uint32_t count)
{
    struct design design = design_empty(scale, STR("A test"));
    struct choice *copy = arena_new_array(small->arena, struct choice, count);

    for (uint32_t i = 0; i < count; i++) {
        copy[i] = choices[i];
    }
    design.choices = copy;
    design.choice_count = count;
    return design;
}

void small_regions(struct design *design, uint32_t count)
{
    static const struct str names[REGIONS_MAX] = {
        { "EU West", 7 }, { "US East", 7 }, { "AP South", 8 }, { "EU North", 8 },
        { "US West", 7 }, { "SA East", 7 }, { "AF South", 8 }, { "ME West", 7 },
    };

    design->regions = names;
    design->region_count = count;
}

struct pick {
    layer_id layer;
    component_id component;
};

static struct design design_of(struct small *small, scale_id scale, const struct pick *picks,
                               uint32_t count)
{
    struct choice choices[SMALL_COMPONENTS];

    for (uint32_t i = 0; i < count; i++) {
        choices[i] = small_chosen(picks[i].layer, picks[i].component);
    }
    return small_design(small, scale, choices, count);
}

struct design small_solo(struct small *small)
{
    static const struct pick picks[] = {
        { L_WORKHORSE, SONNET },  { L_EMBEDDINGS, OPENAI_EMBEDDINGS },
        { L_VECTORS, PGVECTOR },  { L_TRACING, LANGFUSE },
        { L_FRAMEWORK, NEXTJS },  { L_HOSTING, VERCEL },
        { L_DATABASE, SUPABASE },
    };

    return design_of(small, SOLO, picks, COUNT(picks));
}

struct design small_startup(struct small *small)
{
    static const struct pick picks[] = {
        { L_WORKHORSE, SONNET }, { L_WORKHORSE, GPT_MINI }, { L_EMBEDDINGS, OPENAI_EMBEDDINGS },
        { L_GATEWAY, PORTKEY },  { L_VECTORS, PINECONE },   { L_SCHEDULER, INNGEST },
        { L_INGESTION, MODAL },  { L_TRACING, LANGFUSE },   { L_EVAL, BRAINTRUST },
        { L_FRAMEWORK, NEXTJS }, { L_HOSTING, VERCEL },     { L_DATABASE, SUPABASE },
    };

    return design_of(small, STARTUP, picks, COUNT(picks));
}

struct design small_enterprise(struct small *small)
{
    static const struct pick picks[] = {
        { L_WORKHORSE, BEDROCK_CLAUDE },
        { L_WORKHORSE, AZURE_OPENAI },
        { L_EMBEDDINGS, PRIVATE_EMBEDDINGS },
        { L_GATEWAY, OWN_GATEWAY },
        { L_NETWORK, PRIVATELINK },
        { L_VECTORS, OPENSEARCH },
        { L_SCHEDULER, TEMPORAL },
        { L_INGESTION, PIPELINE },
        { L_TRACING, DATADOG },
        { L_EVAL, EVAL_PLATFORM },
        { L_SIEM, SPLUNK },
        { L_SECRETS, VAULT },
        { L_FRAMEWORK, NEXTJS },
        { L_ERRORS, DATADOG },
    };
    struct design design = design_of(small, ENTERPRISE, picks, COUNT(picks));

    small_regions(&design, 2);
    return design;
}
