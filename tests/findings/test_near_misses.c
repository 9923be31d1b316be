/* Every rule of the shipped catalogue, just before and just behind its threshold, and with each
 * reason to be silent. The cases are written out; what they have to cover follows from the rules. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "strata/analysis/review.h"
#include "strata/store/store.h"
#include "support/shipped_fixture.h"
#include "support/str.h"

#define TODAY 20788 /* 2026-12-01; nothing here is accepted */

struct near {
    const char *rule;
    bool told;
    const char *design;
};

#define SOLO(rest) "title: T\nscale: solo\n" rest
#define STARTUP(rest) "title: T\nscale: startup\n" rest
#define ENTERPRISE(rest) "title: T\nscale: enterprise\n" rest
#define CORPUS(documents, users) \
    "workload: { documents: " documents ", vectors-per-document: 1, users: " users " }\n"
/* One query a user; so many tokens a day. */
#define TOKENS(queries)                                                                 \
    "workload: { users: " queries ", queries-per-user: 1, input-tokens-per-query: 15, " \
    "output-tokens-per-query: 15 }\n"
/* Nine or ten layers of any kind. */
#define NINE_LAYERS                                                                  \
    "layers: { workhorse-model: claude-sonnet-5-5, ci: github-actions, "             \
    "eval-tool: promptfoo, error-tracking: sentry, prompt-versioning: git-prompts, " \
    "app-framework: nextjs, hosting: vercel, secrets: doppler, llm-sdk: vercel-ai-sdk"
#define TEN_LAYERS NINE_LAYERS ", orchestration: inngest"

static const struct near cases[] = {
    { "vector-store-too-early", true,
      STARTUP(CORPUS("9999", "10000") "layers: { vector-db: pinecone }") },
    { "vector-store-too-early", true, SOLO(CORPUS("200", "1") "layers: { vector-db: pinecone }") },
    { "vector-store-too-early", false,
      SOLO(CORPUS("10000", "999") "layers: { vector-db: pinecone }") },
    { "vector-store-too-early", false,
      SOLO(CORPUS("9999", "999") "layers: { vector-db: pgvector }") },
    { "vector-store-too-early", false,
      SOLO(CORPUS(
          "9999",
          "999") "layers: { vector-db: pinecone, data-residency: residency-strict-per-tenant }") },
    /* where it is the database of the app, it is no vector store */
    { "vector-store-too-early", false,
      SOLO(CORPUS("200", "1") "layers: { database: mongodb-atlas }") },

    { "vector-store-pgvector-would-do", true,
      STARTUP(CORPUS("10000", "10000") "layers: { vector-db: pinecone, database: supabase }") },
    { "vector-store-pgvector-would-do", false,
      STARTUP(CORPUS("9999", "10000") "layers: { vector-db: pinecone, database: supabase }") },
    { "vector-store-pgvector-would-do", false,
      STARTUP(CORPUS("45000", "10000") "layers: { vector-db: pinecone }") },
    { "vector-store-pgvector-would-do", false,
      STARTUP(CORPUS("45000", "10000") "layers: { vector-db: pinecone, database: supabase, "
                                       "data-residency: residency-strict-per-tenant }") },
    { "vector-store-pgvector-would-do", false,
      STARTUP(CORPUS("45000", "10000") "layers: { vector-db: pgvector, database: supabase }") },
    /* a contract for a large store, and a corpus that is just too large for Postgres */
    { "vector-store-pgvector-would-do", true,
      ENTERPRISE(CORPUS(
          "9999999", "10") "layers: { vector-db: pinecone-enterprise, database: rds-postgres }") },
    { "vector-store-pgvector-would-do", false,
      ENTERPRISE(CORPUS(
          "10000000", "10") "layers: { vector-db: pinecone-enterprise, database: rds-postgres }") },
    /* its free plan is enough, so pgvector would save nothing */
    { "vector-store-pgvector-would-do", false,
      SOLO(CORPUS("45000", "30") "layers: { vector-db: pinecone, database: supabase }") },

    { "pgvector-outgrown", true,
      STARTUP(CORPUS("10000000", "10") "layers: { vector-db: pgvector, database: supabase }") },
    { "pgvector-outgrown", false,
      STARTUP(CORPUS("9999999", "10") "layers: { vector-db: pgvector, database: supabase }") },
    { "pgvector-outgrown", false,
      STARTUP(CORPUS("10000000", "10") "layers: { vector-db: pinecone }") },

    { "own-embeddings-too-early", true, STARTUP("layers: { embeddings: in-house-embeddings }") },
    { "own-embeddings-too-early", false,
      ENTERPRISE("layers: { embeddings: in-house-embeddings }") },
    { "own-embeddings-too-early", false,
      STARTUP("needs: [no-outside-api]\nlayers: { embeddings: in-house-embeddings }") },
    { "own-embeddings-too-early", false,
      STARTUP("layers: { embeddings: in-house-embeddings, "
              "data-residency: residency-strict-per-tenant }") },
    { "own-embeddings-too-early", false,
      STARTUP("layers: { embeddings: openai-embedding-3-small }") },
    { "one-machine-too-small", true,
      STARTUP(TOKENS("5000000") "layers: { workhorse-model: ollama }") },
    { "one-machine-too-small", false,
      STARTUP(TOKENS("4999999") "layers: { workhorse-model: ollama }") },
    { "one-machine-too-small", false,
      STARTUP(TOKENS("5000000") "layers: { workhorse-model: claude-sonnet-5-5 }") },
    { "gateway-missing", true,
      STARTUP("workload: { teams: 3 }\nlayers: { workhorse-model: claude-sonnet-5-5 }") },
    { "gateway-missing", true,
      STARTUP("workload: { teams: 3 }\n"
              "layers: { workhorse-model: claude-sonnet-5-5, gateway: no-gateway }") },
    { "gateway-missing", false,
      STARTUP("workload: { teams: 2 }\nlayers: { workhorse-model: claude-sonnet-5-5 }") },
    { "gateway-missing", false, STARTUP("workload: { teams: 3 }\nlayers: { ci: github-actions }") },
    { "gateway-missing", false,
      STARTUP("workload: { teams: 3 }\n"
              "layers: { workhorse-model: claude-sonnet-5-5, gateway: portkey }") },
    { "users-without-observability", true,
      SOLO("workload: { users: 100 }\n"
           "layers: { ci: github-actions, hosting: vercel, app-framework: nextjs }") },
    { "users-without-observability", false,
      SOLO("workload: { users: 99 }\n"
           "layers: { ci: github-actions, hosting: vercel, app-framework: nextjs }") },
    { "users-without-observability", false,
      SOLO("workload: { users: 100 }\nlayers: { ci: github-actions, hosting: vercel }") },
    { "users-without-observability", false,
      SOLO("workload: { users: 100 }\nlayers: { llm-observability: langfuse, ci: github-actions, "
           "hosting: vercel, app-framework: nextjs }") },
    { "keys-in-files", true,
      STARTUP("workload: { engineer-seats: 8 }\nlayers: { secrets: dotenv }") },
    { "keys-in-files", false,
      STARTUP("workload: { engineer-seats: 7 }\nlayers: { secrets: dotenv }") },
    { "keys-in-files", false,
      STARTUP("workload: { engineer-seats: 8 }\nlayers: { secrets: doppler }") },

    { "own-gateway-too-early", true,
      STARTUP("workload: { teams: 2 }\nlayers: { gateway: internal-llm-gateway }") },
    { "own-gateway-too-early", false,
      STARTUP("workload: { teams: 3 }\nlayers: { gateway: internal-llm-gateway }") },
    { "own-gateway-too-early", false,
      STARTUP("workload: { teams: 2 }\nlayers: { gateway: portkey }") },

    { "framework-without-need", true, STARTUP("layers: { llm-sdk: langchain }") },
    { "framework-without-need", false, ENTERPRISE("layers: { llm-sdk: langchain }") },
    { "framework-without-need", false,
      STARTUP("needs: [complex-agent-state]\nlayers: { llm-sdk: langchain }") },
    { "framework-without-need", false, STARTUP("layers: { llm-sdk: vercel-ai-sdk }") },

    { "agent-graph-without-need", true, STARTUP("layers: { agent-framework: langgraph }") },
    { "agent-graph-without-need", false, ENTERPRISE("layers: { agent-framework: langgraph }") },
    { "agent-graph-without-need", false,
      STARTUP("needs: [complex-agent-state]\nlayers: { agent-framework: langgraph }") },
    { "agent-graph-without-need", false,
      STARTUP("layers: { agent-framework: hand-rolled-agent }") },

    { "self-hosting-too-early", true,
      STARTUP(TOKENS("99999999") "layers: { cheap-model: self-hosted-llama }") },
    { "self-hosting-too-early", false,
      STARTUP(TOKENS("100000000") "layers: { cheap-model: self-hosted-llama }") },
    { "self-hosting-too-early", false,
      STARTUP(TOKENS(
          "99999999") "layers: { cheap-model: self-hosted-llama, data-residency: residency-strict-per-tenant }") },
    { "self-hosting-too-early", false,
      STARTUP(TOKENS(
          "99999999") "needs: [no-outside-api]\nlayers: { cheap-model: self-hosted-llama }") },
    { "self-hosting-too-early", false,
      STARTUP(TOKENS("99999999") "layers: { cheap-model: claude-haiku-4-5 }") },
    /* a rented card is one's own, too */
    { "self-hosting-too-early", true,
      STARTUP(TOKENS("99999999") "layers: { inference-compute: runpod }") },

    { "polyglot-frameworks", true,
      STARTUP("layers: { llm-sdk: [vercel-ai-sdk, pydantic-ai], agent-framework: langgraph }") },
    { "polyglot-frameworks", false,
      STARTUP("layers: { llm-sdk: vercel-ai-sdk, agent-framework: langgraph }") },
    { "polyglot-frameworks", false,
      ENTERPRISE("layers: { llm-sdk: [vercel-ai-sdk, pydantic-ai], agent-framework: langgraph }") },

    { "polyglot-providers", true, SOLO("layers: { workhorse-model: [claude-sonnet-4-5, gpt-5] }") },
    { "polyglot-providers", false, SOLO("layers: { workhorse-model: claude-sonnet-4-5 }") },
    { "polyglot-providers", true,
      STARTUP(
          "layers: { workhorse-model: [claude-sonnet-4-5, gpt-5, gemini-2-5-pro, bedrock-claude-sonnet] }") },
    { "polyglot-providers", false,
      STARTUP("layers: { workhorse-model: [claude-sonnet-4-5, gpt-5, gemini-2-5-pro] }") },
    { "polyglot-providers", false,
      ENTERPRISE(
          "layers: { workhorse-model: [claude-sonnet-4-5, gpt-5, gemini-2-5-pro, bedrock-claude-sonnet] }") },

    { "enterprise-observability-too-early", true,
      STARTUP("layers: { llm-observability: datadog-llm-observability }") },
    { "enterprise-observability-too-early", false,
      ENTERPRISE("layers: { llm-observability: datadog-llm-observability }") },
    { "enterprise-observability-too-early", false,
      STARTUP("layers: { llm-observability: langfuse-pro }") },

    { "no-evals", true, SOLO("layers: { ci: github-actions }") },
    { "no-evals", true, ENTERPRISE("layers: { ci: github-actions }") },
    { "no-evals", false, SOLO("") },
    { "no-evals", false, SOLO("layers: { eval-tool: promptfoo }") },
    { "no-error-tracking", true, SOLO("layers: { ci: github-actions }") },
    { "no-error-tracking", true, ENTERPRISE("layers: { ci: github-actions }") },
    { "no-error-tracking", false, SOLO("") },
    { "no-error-tracking", false, SOLO("layers: { error-tracking: sentry }") },
    { "prompts-not-in-git", true, SOLO("layers: { ci: github-actions }") },
    { "prompts-not-in-git", true, ENTERPRISE("layers: { ci: github-actions }") },
    { "prompts-not-in-git", false, SOLO("") },
    { "prompts-not-in-git", false, SOLO("layers: { prompt-versioning: git-prompts }") },

    /* the heart */
    { "still-open", true, SOLO("") },
    { "still-open", false, SOLO("layers: { ci: github-actions }") },
    { "gateway-without-models", true, STARTUP("layers: { gateway: portkey }") },
    { "gateway-without-models", false, STARTUP("layers: { llm-observability: portkey }") },
    { "gateway-without-models", false, STARTUP("layers: { gateway: no-gateway }") },
    { "gateway-without-models", false,
      STARTUP("layers: { gateway: portkey, cheap-model: claude-haiku-5-5 }") },
    { "gateway-without-models", false,
      STARTUP("layers: { gateway: portkey, workhorse-model: claude-sonnet-5-5 }") },
    { "no-model", true, SOLO("layers: { ci: github-actions }") },
    { "no-model", false, SOLO("") },
    { "no-model", false, SOLO("layers: { cheap-model: claude-haiku-5-5 }") },
    { "no-model", false, SOLO("layers: { agent-framework: openai-responses-api }") },
    { "no-model", false, SOLO("layers: { workhorse-model: claude-sonnet-5-5 }") },
    /* one decision: the gateway has said it */
    { "no-model", false, STARTUP("layers: { gateway: portkey }") },
    { "no-model", false,
      SOLO("components: { acme: { name: Acme, layer: workhorse-model } }\n"
           "layers: { cheap-model: claude-haiku-5-5, workhorse-model: acme }") },
    { "cheap-model-alone", true,
      SOLO("workload: { cheap-share: 99 }\nlayers: { cheap-model: claude-haiku-5-5 }") },
    { "cheap-model-alone", false,
      SOLO("workload: { cheap-share: 100 }\nlayers: { cheap-model: claude-haiku-5-5 }") },
    { "cheap-model-alone", false, SOLO("layers: { agent-framework: openai-responses-api }") },
    { "cheap-model-alone", false,
      SOLO("layers: { cheap-model: claude-haiku-5-5, workhorse-model: claude-sonnet-5-5 }") },
    { "embeddings-without-store", true, SOLO("layers: { embeddings: openai-embedding-3-small }") },
    { "embeddings-without-store", false, SOLO("layers: { ci: github-actions }") },
    { "embeddings-without-store", false,
      SOLO("layers: { embeddings: openai-embedding-3-small, vector-db: lancedb }") },
    { "store-without-embeddings", true, SOLO("layers: { vector-db: pgvector }") },
    { "store-without-embeddings", true, SOLO("layers: { vector-db: lancedb }") },
    { "store-without-embeddings", false, SOLO("layers: { database: supabase }") },
    { "store-without-embeddings", false,
      SOLO("layers: { embeddings: openai-embedding-3-small, vector-db: pgvector }") },
    { "failover-with-one-provider", true,
      STARTUP("layers: { workhorse-model: claude-sonnet-5-5, cheap-model: claude-haiku-5-5, "
              "provider-redundancy: gateway-failover }") },
    { "failover-with-one-provider", false,
      STARTUP("layers: { workhorse-model: [claude-sonnet-5-5, gpt-6-sol], "
              "provider-redundancy: gateway-failover }") },
    { "failover-with-one-provider", false,
      STARTUP("layers: { workhorse-model: claude-sonnet-5-5, gateway: openrouter, "
              "provider-redundancy: gateway-failover }") },
    { "failover-with-one-provider", false,
      STARTUP("layers: { workhorse-model: claude-sonnet-5-5, "
              "provider-redundancy: no-redundancy }") },
    { "failover-without-gateway", true,
      STARTUP("layers: { workhorse-model: [claude-sonnet-5-5, gpt-6-sol], gateway: no-gateway, "
              "provider-redundancy: gateway-failover }") },
    { "failover-without-gateway", false,
      STARTUP("layers: { workhorse-model: [claude-sonnet-5-5, gpt-6-sol], gateway: portkey, "
              "provider-redundancy: gateway-failover }") },
    { "failover-without-gateway", false,
      STARTUP("layers: { workhorse-model: claude-sonnet-5-5, "
              "provider-redundancy: gateway-failover }") },
    { "failover-without-gateway", false,
      STARTUP("layers: { workhorse-model: [claude-sonnet-5-5, gpt-6-sol], "
              "provider-redundancy: no-redundancy }") },
    { "agent-state-without-agent", true,
      STARTUP("needs: [complex-agent-state]\nlayers: { ci: github-actions }") },
    { "agent-state-without-agent", false, STARTUP("needs: [complex-agent-state]") },
    { "agent-state-without-agent", false, STARTUP("layers: { ci: github-actions }") },
    { "agent-state-without-agent", false,
      STARTUP("needs: [complex-agent-state]\nlayers: { agent-framework: langgraph }") },

    /* contradictions */
    { "pgvector-without-postgres", true,
      SOLO("layers: { vector-db: pgvector, database: dynamodb }") },
    { "pgvector-without-postgres", false, SOLO("layers: { vector-db: pgvector, database: neon }") },
    { "pgvector-without-postgres", false, SOLO("layers: { vector-db: pgvector }") },
    { "pgvector-without-postgres", false,
      SOLO("layers: { vector-db: sqlite-vec, database: dynamodb }") },
    /* what an own database is, nobody has said */
    { "pgvector-without-postgres", false,
      SOLO("components: { acme: { name: Acme, layer: database } }\n"
           "layers: { vector-db: pgvector, database: acme }") },
    { "none-beside-something", true, STARTUP("layers: { gateway: [no-gateway, portkey] }") },
    { "none-beside-something", true,
      STARTUP("layers: { orchestration: [no-orchestration, inngest] }") },
    { "none-beside-something", false, STARTUP("layers: { gateway: no-gateway }") },
    { "none-beside-something", false, STARTUP("layers: { gateway: [openrouter, portkey] }") },
    { "public-beside-private", true,
      STARTUP("layers: { network: [public-internet, aws-privatelink] }") },
    { "public-beside-private", false, STARTUP("layers: { network: public-internet }") },
    { "public-beside-private", false, STARTUP("layers: { network: aws-privatelink }") },
    { "api-only-beside-own-models", true,
      STARTUP("layers: { inference-compute: [provider-api-only, self-hosted-gpu-fleet] }") },
    { "api-only-beside-own-models", false,
      STARTUP("layers: { inference-compute: [provider-api-only, modal-gpu] }") },
    { "api-only-beside-own-models", false,
      STARTUP("layers: { inference-compute: self-hosted-gpu-fleet }") },
    { "more-providers-than-stated", true,
      STARTUP("layers: { provider-count: single-provider, "
              "workhorse-model: [claude-sonnet-5-5, gpt-6-sol] }") },
    { "more-providers-than-stated", false,
      STARTUP("layers: { provider-count: single-provider, "
              "workhorse-model: [claude-sonnet-5-5, claude-opus-5-5] }") },
    { "more-providers-than-stated", false,
      STARTUP("layers: { workhorse-model: [claude-sonnet-5-5, gpt-6-sol] }") },
    { "fewer-providers-than-stated", true,
      STARTUP("layers: { provider-count: two-three-providers, "
              "workhorse-model: claude-sonnet-5-5 }") },
    { "fewer-providers-than-stated", false,
      STARTUP("layers: { provider-count: two-three-providers, "
              "workhorse-model: [claude-sonnet-5-5, gpt-6-sol] }") },
    { "fewer-providers-than-stated", false,
      STARTUP("layers: { workhorse-model: claude-sonnet-5-5 }") },
    { "far-fewer-providers-than-stated", true,
      ENTERPRISE("layers: { provider-count: five-plus-providers, "
                 "workhorse-model: [claude-sonnet-5-5, gpt-6-sol, gemini-2-5-pro, "
                 "mistral-large] }") },
    { "far-fewer-providers-than-stated", false,
      ENTERPRISE("layers: { provider-count: five-plus-providers, "
                 "workhorse-model: [claude-sonnet-5-5, gpt-6-sol, gemini-2-5-pro, "
                 "mistral-large, grok-4-3] }") },
    { "far-fewer-providers-than-stated", false,
      ENTERPRISE("layers: { provider-count: two-three-providers, "
                 "workhorse-model: [claude-sonnet-5-5, gpt-6-sol] }") },
    { "public-api-under-private-links", true,
      ENTERPRISE("layers: { workhorse-model: claude-sonnet-5-5, network: aws-privatelink }") },
    { "public-api-under-private-links", true,
      ENTERPRISE("layers: { embeddings: openai-embedding-3-small, network: aws-privatelink }") },
    { "public-api-under-private-links", false,
      ENTERPRISE("layers: { workhorse-model: claude-sonnet-5-5, network: public-internet }") },
    { "public-api-under-private-links", false,
      ENTERPRISE("layers: { workhorse-model: bedrock-claude-sonnet, "
                 "cheap-model: self-hosted-llama, network: aws-privatelink }") },
    { "no-region-under-residency", true,
      ENTERPRISE("layers: { workhorse-model: claude-sonnet-5-5, "
                 "data-residency: residency-strict-per-tenant }") },
    { "no-region-under-residency", false,
      ENTERPRISE("layers: { workhorse-model: claude-sonnet-5-5, "
                 "data-residency: residency-us-eu-choice }") },
    { "no-region-under-residency", false,
      ENTERPRISE("layers: { workhorse-model: bedrock-claude-sonnet, "
                 "data-residency: residency-strict-per-tenant }") },
    { "outside-the-regions", true,
      STARTUP("layers: { workhorse-model: deepseek-v4-pro, "
              "data-residency: residency-us-eu-choice }") },
    { "outside-the-regions", false,
      STARTUP("layers: { workhorse-model: claude-sonnet-5-5, "
              "data-residency: residency-us-eu-choice }") },
    { "outside-the-regions", false,
      STARTUP("layers: { workhorse-model: deepseek-v4-pro, "
              "data-residency: residency-provider-default }") },
    { "enterprise-without-siem", true, ENTERPRISE(TEN_LAYERS "}") },
    { "enterprise-without-siem", false, ENTERPRISE(NINE_LAYERS "}") },
    { "enterprise-without-siem", false, STARTUP(TEN_LAYERS "}") },
    { "enterprise-without-siem", false, ENTERPRISE(TEN_LAYERS ", siem: splunk }") },
    { "enterprise-without-redaction", true, ENTERPRISE(TEN_LAYERS "}") },
    { "enterprise-without-redaction", false, ENTERPRISE(NINE_LAYERS "}") },
    { "enterprise-without-redaction", false, STARTUP(TEN_LAYERS "}") },
    { "enterprise-without-redaction", false, ENTERPRISE(TEN_LAYERS ", guardrails: presidio }") },

    { "plan-too-small", true,
      SOLO(
          "workload: { database-gb: 0.500001 }\nlayers: { database: { use: supabase, plan: free } }") },
    { "plan-too-small", false,
      SOLO("workload: { database-gb: 0.5 }\nlayers: { database: { use: supabase, plan: free } }") },
    { "plan-too-small", false,
      SOLO("workload: { database-gb: 0.500001 }\nlayers: { database: supabase }") },
    { "no-plan-covers-it", true,
      STARTUP("workload: { users: 3000001, queries-per-user: 1, eval-runs: 0, online-scored: 0 }\n"
              "layers: { gateway: portkey }") },
    { "no-plan-covers-it", false,
      STARTUP("workload: { users: 3000000, queries-per-user: 1, eval-runs: 0, online-scored: 0 }\n"
              "layers: { gateway: portkey }") },

    { "prompt-too-long", true,
      STARTUP("workload: { input-tokens-per-query: 200001 }\n"
              "layers: { workhorse-model: claude-sonnet-4-5 }") },
    { "prompt-too-long", false,
      STARTUP("workload: { input-tokens-per-query: 200000 }\n"
              "layers: { workhorse-model: claude-sonnet-4-5 }") },
    /* the judge does not read the long prompts */
    { "prompt-too-long", false,
      STARTUP("workload: { input-tokens-per-query: 200001 }\n"
              "layers: { workhorse-model: claude-sonnet-5-5, cheap-model: claude-haiku-4-5 }") },
    /* unless it answers some of them */
    { "prompt-too-long", true,
      STARTUP("workload: { input-tokens-per-query: 200001, cheap-share: 1 }\n"
              "layers: { workhorse-model: claude-sonnet-5-5, cheap-model: claude-haiku-4-5 }") },
    { "regions-not-known", true,
      ENTERPRISE("regions: [a, b]\nlayers: { hosting: hybrid-on-prem }") },
    { "regions-not-known", false, ENTERPRISE("layers: { hosting: hybrid-on-prem }") },
    { "regions-not-known", false,
      ENTERPRISE("regions: [a, b]\nlayers: { hosting: aws-compute, gateway: portkey }") },

    { "ended", true, STARTUP("layers: { workhorse-model: gemini-2-5-pro }") },
    { "ended", false, STARTUP("layers: { cheap-model: gpt-5-nano }") },
    { "ends-soon", true, STARTUP("layers: { cheap-model: gpt-5-nano }") },
    { "ends-soon", false, STARTUP("layers: { workhorse-model: gemini-2-5-pro }") },
    { "ends-soon", false,
      ENTERPRISE("layers: { embeddings: private-endpoint-openai-embeddings }") },
    { "ends-later", true,
      ENTERPRISE("layers: { embeddings: private-endpoint-openai-embeddings }") },
    { "ends-later", false, STARTUP("layers: { cheap-model: gpt-5-nano }") },
    { "ends-later", false, STARTUP("layers: { workhorse-model: claude-sonnet-5-5 }") },
    { "retired", true, STARTUP("layers: { agent-framework: openai-assistants }") },
    { "retired", false,
      STARTUP("layers: { llm-observability: helicone, workhorse-model: claude-sonnet-4-5 }") },
    { "in-maintenance", true, STARTUP("layers: { llm-observability: helicone }") },
    { "in-maintenance", false, STARTUP("layers: { agent-framework: openai-assistants }") },
    { "superseded", true, STARTUP("layers: { workhorse-model: claude-sonnet-4-5 }") },
    { "superseded", false, STARTUP("layers: { agent-framework: openai-assistants }") },

    { "off-column", true, SOLO("layers: { gateway: portkey }") },
    { "off-column", false, STARTUP("layers: { gateway: portkey }") },
    /* another rule says more about the same */
    { "off-column", false,
      SOLO("workload: { teams: 2 }\nlayers: { gateway: internal-llm-gateway }") },
};
#define CASES (sizeof(cases) / sizeof(cases[0]))

static struct review review_of(struct fixture *f, const struct near *row)
{
    struct design *design = arena_new(&f->arena, struct design);
    struct diag_list diags;
    struct review review;

    diag_init(&diags, &f->arena);
    if (!store_read_design(&f->catalog, STR("case"), str_from(row->design), &f->arena, design,
                           &diags)
        || !review_make(&f->catalog, design, TODAY, &f->arena, &review, &diags)) {
        fail_msg("%s: %.*s", row->design, STR_ARG(diags.list.items[0].text));
    }
    return review;
}

static rule_id rule_of(struct fixture *f, const struct near *row)
{
    rule_id rule = catalog_find_rule(&f->catalog, str_from(row->rule));

    if (rule == NONE) {
        fail_msg("the catalogue has no rule %s", row->rule);
    }
    return rule;
}

static bool tells(const struct review *review, rule_id rule)
{
    for (uint32_t i = 0; i < review->findings.count; i++) {
        if (review->findings.list[i].rule == rule) {
            return true;
        }
    }
    return false;
}

static void test_cases(void **state)
{
    struct fixture *f = *state;

    for (size_t i = 0; i < CASES; i++) {
        struct review review = review_of(f, &cases[i]);

        if (tells(&review, rule_of(f, &cases[i])) != cases[i].told) {
            fail_msg("%s must be %s in:\n%s", cases[i].rule, cases[i].told ? "told" : "silent",
                     cases[i].design);
        }
    }
}

/* ---- do the cases cover the rules? ---- */

static struct facts facts_of(struct fixture *f, const struct review *review)
{
    struct facts facts;

    facts_gather(&f->catalog, &review->design, review->figures, &facts);
    return facts;
}

/* Is there a vendor's model that has none of the tags? */
static bool goes_without(const struct facts *facts, uint64_t tags)
{
    for (uint32_t i = 0; i < facts->design->choice_count; i++) {
        const struct choice *choice = &facts->design->choices[i];
        const struct component *component = &facts->catalog->components[choice->component];
        const struct placement *place =
            catalog_placement(facts->catalog, choice->component, choice->layer);

        if (place->role != NONE && facts->catalog->roles[place->role].apart
            && component->runs == RUNS_VENDOR && (component->tags & tags) == 0) {
            return true;
        }
    }
    return false;
}

/* Is there something that the rule looks at? */
static bool triggers(const struct facts *facts, const struct rule *rule)
{
    const struct design *design = facts->design;

    if (rule->trigger == TRIGGER_CHOSEN) {
        return facts->tagged[rule->tag] > 0;
    }
    if (rule->trigger == TRIGGER_NOT_ALONE) {
        for (uint32_t i = 0; i < design->choice_count; i++) {
            if (catalog_has_tag(facts->catalog, design->choices[i].component,
                                design->choices[i].layer, rule->tag)
                && design_layer(design, design->choices[i].layer, NULL) > 1) {
                return true;
            }
        }
    }
    if (rule->trigger == TRIGGER_WITHOUT) {
        return goes_without(facts, rule->tags);
    }
    if (rule->trigger == TRIGGER_EMPTY) {
        return design_layer(design, rule->layer, NULL) == 0;
    }
    for (uint32_t i = 0; i < design->choice_count; i++) {
        if (rule->trigger == TRIGGER_STATUS
            && facts->catalog->components[design->choices[i].component].status == rule->status) {
            return true;
        }
    }
    return rule->trigger == TRIGGER_DESIGN;
}

/* Does this condition, and no other, keep the rule silent? */
static bool decides(const struct facts *facts, const struct rule *rule, uint32_t condition)
{
    const struct range ranges[] = { rule->all, rule->unless };

    for (int k = 0; k < 2; k++) {
        for (uint32_t i = ranges[k].first; i < ranges[k].first + ranges[k].count; i++) {
            bool silences = condition_holds(facts, &facts->catalog->conditions[i]) == (k == 1);

            if (silences != (i == condition)) {
                return false;
            }
        }
    }
    return triggers(facts, rule);
}

/* The number that a condition looks at, and where it changes; false if it compares none. */
static bool compared(const struct facts *facts, const struct condition *condition,
                     quantity *ret_value, quantity *ret_changes_at)
{
    const struct condition_form *form = condition_form(condition->kind);

    if (!condition_in_numbers(form) || !condition_threshold(facts, condition, ret_changes_at)) {
        return false;
    }
    *ret_value = condition_value(facts, condition);
    if (form->relation == RELATION_OVER || form->relation == RELATION_UP_TO) {
        *ret_changes_at += MICRO;
    }
    return true;
}

/* Is there a case in which this condition silences the rule, and, if it compares a number, one at
 * the last number on the silent side and one at the first on the other? */
static void check_condition(struct fixture *f, rule_id id, uint32_t condition)
{
    const struct rule *rule = &f->catalog.rules[id];
    bool silent = false, numeric = false, below = false, at = false;

    for (size_t i = 0; i < CASES; i++) {
        struct review review;
        struct facts facts;
        quantity value, changes_at;

        if (rule_of(f, &cases[i]) != id) {
            continue;
        }
        review = review_of(f, &cases[i]);
        facts = facts_of(f, &review);
        silent = silent || (!cases[i].told && decides(&facts, rule, condition));
        if (!compared(&facts, &f->catalog.conditions[condition], &value, &changes_at)
            || !(cases[i].told || decides(&facts, rule, condition))) {
            continue;
        }
        numeric = true;
        below = below || value == changes_at - MICRO;
        at = at || value == changes_at;
    }
    if (!silent || (numeric && !(below && at))) {
        fail_msg("%.*s: condition %u is %s", STR_ARG(catalog_text(&f->catalog, rule->id)),
                 (unsigned)(condition - rule->all.first),
                 silent ? "not tried on both sides of its threshold"
                        : "never what keeps the rule silent");
    }
}

static void test_every_rule_is_covered(void **state)
{
    struct fixture *f = *state;

    for (rule_id id = 0; id < f->catalog.rule_count; id++) {
        const struct rule *rule = &f->catalog.rules[id];
        const struct range ranges[] = { rule->all, rule->unless };
        bool told = false, untriggered = rule->trigger == TRIGGER_DESIGN;

        for (size_t i = 0; i < CASES; i++) {
            struct review review;
            struct facts facts;

            if (rule_of(f, &cases[i]) != id) {
                continue;
            }
            review = review_of(f, &cases[i]);
            facts = facts_of(f, &review);
            told = told || cases[i].told;
            untriggered = untriggered || (!cases[i].told && !triggers(&facts, rule));
        }
        if (!told || !untriggered) {
            fail_msg("%.*s is never %s", STR_ARG(catalog_text(&f->catalog, rule->id)),
                     told ? "silent for want of a trigger" : "told");
        }
        for (int k = 0; k < 2; k++) {
            for (uint32_t i = ranges[k].first; i < ranges[k].first + ranges[k].count; i++) {
                check_condition(f, id, i);
            }
        }
    }
}

/* ---- texts and conditions ---- */

/* A number in a text that is no place could disagree with the rule. */
static void test_no_number_is_written_out(void **state)
{
    struct fixture *f = *state;

    for (rule_id id = 0; id < f->catalog.rule_count; id++) {
        const struct rule *rule = &f->catalog.rules[id];
        struct str texts[] = { catalog_text(&f->catalog, rule->text),
                               catalog_text(&f->catalog, rule->right) };

        assert_true(texts[1].len > 0);
        assert_true(catalog_text(&f->catalog, rule->source).len > 0);
        for (int k = 0; k < 2; k++) {
            for (size_t i = 0; i < texts[k].len; i++) {
                if (texts[k].at[i] >= '0' && texts[k].at[i] <= '9') {
                    fail_msg("%.*s has a number written out: %.*s",
                             STR_ARG(catalog_text(&f->catalog, rule->id)), STR_ARG(texts[k]));
                }
            }
        }
    }
}

/* Every figure and threshold that a rule compares is told to the person. */
static void test_findings_have_no_open_place(void **state)
{
    struct fixture *f = *state;
    size_t at;

    for (size_t i = 0; i < CASES; i++) {
        struct review review = review_of(f, &cases[i]);

        for (uint32_t k = 0; k < review.findings.count; k++) {
            assert_false(str_find(review.findings.list[k].text, STR("{"), &at));
            assert_false(str_find(review.findings.list[k].right, STR("{"), &at));
        }
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        SHIPPED_TEST(test_cases),
        SHIPPED_TEST(test_every_rule_is_covered),
        SHIPPED_TEST(test_no_number_is_written_out),
        SHIPPED_TEST(test_findings_have_no_open_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
