#include "app/list.h"

static void keep_in_window(struct list *list)
{
    if (list->top > list->cursor) {
        list->top = list->cursor;
    }
    if (list->top < list->cursor - list->rows + 1) {
        list->top = list->cursor - list->rows + 1;
    }
    if (list->top > list->count - list->rows) {
        list->top = list->count - list->rows;
    }
    if (list->top < 0) {
        list->top = 0;
    }
}

void list_fit(struct list *list, int count, int rows)
{
    list->count = count > 0 ? count : 0;
    list->rows = rows > 1 ? rows : 1;
    list_go(list, list->cursor);
}

bool list_go(struct list *list, int to)
{
    int old = list->cursor;

    if (to > list->count - 1) {
        to = list->count - 1;
    }
    list->cursor = to > 0 ? to : 0;
    keep_in_window(list);
    return list->cursor != old;
}

bool list_move(struct list *list, int by)
{
    return list_go(list, list->cursor + by);
}
