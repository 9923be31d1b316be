#include "strata/report/recognised_text.h"

/* X(constant, word): struct match. */
static const char *fate(const struct match *match)
{
    return match->chosen     ? "chosen"
           : match->repeated ? "repeated"
           : match->guessed  ? "guessed"
           : match->crowded  ? "left-out"
                             : "not-a-product";
}

static void put_row(struct json_writer *json, const struct catalog *catalog,
                    const struct match *match)
{
    if (match->component == NONE) {
        json_put_null(json, "component");
    } else {
        json_put_text(json, "component", catalog_component_id(catalog, match->component));
    }
    if (match->layer == NONE) {
        json_put_null(json, "layer");
    } else {
        json_put_text(json, "layer", catalog_layer_id(catalog, match->layer));
    }
}

static void put_match(struct json_writer *json, const struct catalog *catalog,
                      const struct graph *graph, const struct match *match)
{
    json_open_object(json, NULL);
    json_put_text(json, "words", match->words);
    json_put_text(json, match->node != NONE ? "box" : "frame",
                  match->node != NONE ? graph->nodes[match->node].name
                                      : graph->clusters[match->cluster].name);
    put_row(json, catalog, match);
    json_put_count(json, "certainty", certainty_percent(match->certainty));
    json_put_word(json, "because", certainty_name(match->certainty));
    json_put_word(json, "result", fate(match));
    json_close(json);
}

static void put_boxes(struct json_writer *json, const struct recognised *diagram, const char *key,
                      enum shown shown)
{
    json_open_array(json, key);
    for (uint32_t i = 0; i < diagram->graph.node_count; i++) {
        if (diagram->recognition.seen[i].shown == shown) {
            json_open_object(json, NULL);
            json_put_text(json, "box", diagram->graph.nodes[i].name);
            json_put_text(json, "label", diagram->graph.nodes[i].label);
            json_close(json);
        }
    }
    json_close(json);
}

static void put_rests(struct json_writer *json, const struct recognised *diagram)
{
    json_open_array(json, "unused");
    for (uint32_t i = 0; i < diagram->graph.node_count; i++) {
        if (diagram->recognition.seen[i].rest.len > 0) {
            json_open_object(json, NULL);
            json_put_text(json, "box", diagram->graph.nodes[i].name);
            json_put_text(json, "words", diagram->recognition.seen[i].rest);
            json_close(json);
        }
    }
    json_close(json);
}

void diagram_put(struct json_writer *json, const struct catalog *catalog,
                 const struct recognised *diagram)
{
    const struct recognition *recognition = &diagram->recognition;
    json_open_object(json, "diagram");
    json_put_count(json, "boxes", diagram->graph.node_count);
    json_put_count(json, "arrows", diagram->graph.edge_count);
    json_put_count(json, "frames", diagram->graph.cluster_count);
    json_put_flag(json, "holds-its-design", diagram->own);
    if (!diagram->own) {
        json_open_array(json, "matches");
        for (uint32_t i = 0; i < recognition->match_count; i++) {
            put_match(json, catalog, &diagram->graph, &recognition->matches[i]);
        }
        json_close(json);
        put_boxes(json, diagram, "outside", SHOWN_OUTSIDE);
        put_boxes(json, diagram, "unknown", SHOWN_UNKNOWN);
        put_rests(json, diagram);
    }
    json_close(json);
}
