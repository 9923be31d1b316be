#include "app/history.h"

void history_start(struct history *history, struct arena *arena, struct design design)
{
    *history = (struct history){ .arena = arena, .saved = design, .changes = history->changes + 1 };
    *vec_add(&history->entries, arena) = (struct history_entry){ design, STR("start") };
}

void history_start_unsaved(struct history *history, struct arena *arena, struct design design)
{
    history_start(history, arena, design);
    history->nowhere = true;
}

const struct design *history_now(const struct history *history)
{
    return &history->entries.items[history->now].design;
}

bool history_put(struct history *history, struct design design, struct str label)
{
    if (design_eq(&design, history_now(history))) {
        return false;
    }
    history->entries.count = history->now + 1;
    *vec_add(&history->entries, history->arena) =
        (struct history_entry){ design, str_copy(history->arena, label) };
    history->now++;
    history->changes++;
    return true;
}

bool history_undo(struct history *history, struct str *ret_label)
{
    if (history->now == 0) {
        return false;
    }
    *ret_label = history->entries.items[history->now].label;
    history->now--;
    history->changes++;
    return true;
}

bool history_redo(struct history *history, struct str *ret_label)
{
    if (history->now + 1 >= history->entries.count) {
        return false;
    }
    history->now++;
    history->changes++;
    *ret_label = history->entries.items[history->now].label;
    return true;
}

void history_saved(struct history *history)
{
    history->saved = *history_now(history);
    history->nowhere = false;
    history->changes++;
}

bool history_unsaved(const struct history *history)
{
    return history->nowhere || !design_eq(history_now(history), &history->saved);
}
