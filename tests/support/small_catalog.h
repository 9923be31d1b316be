/* A small catalogue for tests: the stacks of the three worked examples, without prices.
 *
 * Its rows have names in the enums below, so that tests read like designs. Tests of the bill, of
 * rules and of hallmarks add rows of their own between small_begin() and small_end(). */
#ifndef STRATA_TESTS_SUPPORT_SMALL_CATALOG_H
#define STRATA_TESTS_SUPPORT_SMALL_CATALOG_H

#include "strata/base/arena.h"
#include "strata/model/builder.h"
#include "strata/model/catalog.h"
#include "strata/model/design.h"

enum small_scale { SOLO, STARTUP, ENTERPRISE, SMALL_SCALES };

enum small_layer {
    L_WORKHORSE, /* many, shares */
    L_CHEAP,     /* many, shares; the workhorse stands in */
    L_EMBEDDINGS,
    L_GATEWAY,
    L_NETWORK, /* many */
    L_VECTORS,
    L_SCHEDULER,
    L_INGESTION,
    L_TRACING, /* many */
    L_EVAL,
    L_SIEM,
    L_SECRETS,
    L_FRAMEWORK,
    L_HOSTING,
    L_DATABASE, /* surrounding */
    L_ERRORS,   /* surrounding, many */
    L_POLICY,   /* does not vote */
    SMALL_LAYERS,
};

enum small_role {
    R_APP,
    R_GATEWAY,
    R_PRIVATE,
    R_CHAT,
    R_EMBEDDINGS,
    R_VECTORS,
    R_INGESTION,
    R_SCHEDULER,
    R_TRACING,
    R_EVAL,
    R_SIEM,
    R_SECRETS,
    SMALL_ROLES,
};

enum small_endpoint {
    E_ANTHROPIC,
    E_OPENAI,
    E_BEDROCK,
    E_AZURE,
    E_PRIVATE_EMBEDDINGS,
    E_DATADOG,
    E_SUPABASE,
    SMALL_ENDPOINTS,
};

enum small_component {
    SONNET,
    HAIKU,
    GPT_MINI,
    OPENAI_EMBEDDINGS,
    PORTKEY,
    PINECONE,
    PGVECTOR,
    SUPABASE,
    NEXTJS,
    VERCEL,
    MODAL,
    INNGEST,
    LANGFUSE,
    BRAINTRUST,
    BEDROCK_CLAUDE,
    AZURE_OPENAI,
    PRIVATE_EMBEDDINGS,
    PRIVATELINK,
    OTHER_LINK,
    OWN_GATEWAY,
    OPENSEARCH,
    PIPELINE,
    TEMPORAL,
    VAULT,
    DATADOG,
    SPLUNK,
    EVAL_PLATFORM,
    GUIDELINE,
    WEAVIATE,
    SMALL_COMPONENTS,
};

enum small_tag { TAG_HOSTED_VECTORS, TAG_SQL_VECTORS, TAG_OWN_GATEWAY, NEED_RESIDENCY, SMALL_TAGS };

enum small_figure {
    F_QUERIES, /* usage */
    F_TOKENS,
    F_SHARE, /* percent */
    F_REGIONS,
    F_TOTAL, /* queries x tokens */
    F_BOTH,  /* queries + tokens */
    F_REST,  /* 100 % less the share */
    SMALL_FIGURES,
};

struct small {
    struct arena *arena;
    struct builder builder;
    struct catalog catalog;
};

void small_begin(struct small *small, struct arena *arena);
void small_end(struct small *small);

/* Both in one. */
void small_catalog(struct small *small, struct arena *arena);

/* Puts it into the pool. */
struct text small_text(struct small *small, const char *words);

/* A design that chooses these; layers in ascending order. */
struct design small_design(struct small *small, scale_id scale, const struct choice *choices,
                           uint32_t count);

/* The worked examples. */
struct design small_solo(struct small *small);
struct design small_startup(struct small *small);
struct design small_enterprise(struct small *small);

/* `small_chosen(L_GATEWAY, PORTKEY)`, for lists of choices. */
struct choice small_chosen(layer_id layer, component_id component);

/* Gives the design that many regions, named "EU West", "US East", ... */
void small_regions(struct design *design, uint32_t count);

#endif
