#include "app/panes.h"

#define SIDE_FROM 110 /* narrower screens have no card beside the table */
#define SIDE_WIDTH 40
#define SIDE_WIDE 56 /* from SIDE_WIDE_FROM on */
#define SIDE_WIDE_FROM 160
#define MENU_WIDTH 96
#define CARD_ROWS 9 /* of the card below */

bool area_has(const struct area *area, int x, int y)
{
    return x >= area->x && x < area->x + area->width && y >= area->y && y < area->y + area->height;
}

static int side_width(int width, bool none)
{
    return none || width < SIDE_FROM ? 0 : width < SIDE_WIDE_FROM ? SIDE_WIDTH : SIDE_WIDE;
}

static struct area menu_area(struct area body)
{
    struct area menu = body;

    menu.width = body.width < MENU_WIDTH ? body.width : MENU_WIDTH;
    menu.x = body.x + (body.width - menu.width) / 2;
    return menu;
}

/* The diagram is beside the table instead of the card, and fills its own view. */
static void place_pane(struct panes *l, enum place view, bool card, bool wide)
{
    if (view == PLACE_STACK && wide && !card) {
        l->pane = (struct area){ l->side.x + 2, l->side.y, l->side.width - 2, l->side.height };
        l->side = (struct area){ 0 };
    } else if (view == PLACE_DIAGRAM) {
        l->pane = (struct area){ l->body.x + 1, l->body.y, l->body.width - 1, l->body.height };
    }
}

struct panes panes_make(int width, int height, enum place view, bool card)
{
    struct panes l = { .too_small = width < SCREEN_WIDTH_MIN || height < SCREEN_HEIGHT_MIN };
    bool table = view == PLACE_STACK;
    int side = side_width(width, view == PLACE_DIAGRAM && !card);
    int top = 3;

    if (l.too_small) {
        return l;
    }
    l.head = (struct area){ 0, 0, width, 2 };
    l.columns = (struct area){ 0, 2, width - side, 1 };
    l.body = (struct area){ 0, top, width - side - (side > 0), height - top - 2 };
    if (side > 0) {
        l.side =
            (struct area){ width - side, table ? 2 : top, side, height - (table ? 2 : top) - 2 };
    }
    if (side == 0 && card) {
        l.body.height -= CARD_ROWS;
        l.side = (struct area){ 0, l.body.y + l.body.height, width, CARD_ROWS };
    }
    place_pane(&l, view, card, side > 0);
    l.preview = (struct area){ 0, height - 2, width, 1 };
    l.bar = (struct area){ 0, height - 1, width, 1 };
    l.cover = (struct area){ 0, 2, width, height - 4 };
    l.menu = menu_area((struct area){ 0, top - 1, width - side, height - top - 1 });
    return l;
}

int panes_name_width(int width)
{
    return width < 76 ? 17 : width < 100 ? 21 : 23;
}

int panes_column_x(int width, uint32_t columns, uint32_t column)
{
    int names = panes_name_width(width);

    return names + (width - names) * (int)column / (int)columns;
}

uint32_t panes_column(int width, uint32_t columns, int x)
{
    uint32_t column = 0;

    while (column + 1 < columns && x >= panes_column_x(width, columns, column + 1)) {
        column++;
    }
    return column;
}
