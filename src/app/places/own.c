/* The form that describes a component which the catalogue does not have. */
#include "app/places/menu.h"
#include "strata/base/amount.h"
#include "strata/base/text.h"
#include "strata/model/extend.h"

bool app_form_is_typed(int row)
{
    return row == FORM_NAME || row == FORM_LIKELY || row == FORM_LOW || row == FORM_HIGH;
}

int app_form_end(const struct app *app)
{
    return FORM_SCALES + (int)app->catalog->scale_count;
}

/* The text under the cursor; NULL if the row has none. */
static struct typed *typed_here(struct app *app)
{
    int row = app->form.list.cursor;

    return app_form_is_typed(row) ? &app->form.texts[row] : NULL;
}

/* ---- opening ---- */

static void show_form(struct app *app, enum form_row row)
{
    app->place = PLACE_OWN;
    places_fit(app);
    list_go(&app->form.list, (int)row);
    app_preview(app);
}

void own_open(struct app *app, layer_id layer, struct str name, bool beside)
{
    struct own_form *form = &app->form;

    *form = (struct own_form){
        .old = NONE,
        .layer = layer,
        .beside = beside,
        .kind = KIND_SERVICE,
        .box = own_role(app->catalog, layer, BOX_OWN) != NONE ? BOX_OWN : BOX_NONE,
        .scales = 1u << app_design(app)->scale,
    };
    typed_set(&form->texts[FORM_NAME], name);
    show_form(app, FORM_NAME);
}

/* The own component under the chooser's cursor, or a word about why there is none. */
static component_id own_item(struct app *app)
{
    component_id item = app_item_component(app, app->menu.list.cursor);

    if (item != NONE && item != MENU_OWN && app->catalog->components[item].own) {
        return item;
    }
    app_say(app, SEVERITY_NOTE, "only a component of the design's own can be changed or forgotten");
    return NONE;
}

static void put_price(struct app *app, const struct own_component *own)
{
    struct own_form *form = &app->form;
    struct arena *scratch = &app->scratch;

    if (own->pricing == OWN_PRICE_UNKNOWN) {
        return;
    }
    typed_set(&form->texts[FORM_LIKELY], micro_format(scratch, own->price.likely, false));
    if (own->price.low != own->price.likely) {
        typed_set(&form->texts[FORM_LOW], micro_format(scratch, own->price.low, false));
    }
    if (own->price.high != own->price.likely) {
        typed_set(&form->texts[FORM_HIGH], micro_format(scratch, own->price.high, false));
    }
}

void cmd_own_change(struct app *app)
{
    component_id item = own_item(app);
    struct own_component own;

    if (item == NONE) {
        return;
    }
    own = catalog_own(app->catalog, item);
    app->form = (struct own_form){
        .old = item,
        .layer = own.layer,
        .kind = own.kind,
        .box = own.box,
        .scales = own.scales,
    };
    typed_set(&app->form.texts[FORM_NAME], own.name);
    put_price(app, &own);
    show_form(app, FORM_NAME);
}

void cmd_own_forget(struct app *app)
{
    component_id item = own_item(app);

    if (item == NONE) {
        return;
    }
    app->place = app->view;
    app_edit(app, &(struct edit){ .kind = EDIT_DISOWN, .component = item });
}

/* ---- filling in ---- */

static void move(struct app *app, int by)
{
    int last = app_form_end(app);
    int to = app->form.list.cursor + by;

    list_go(&app->form.list, to < 0 ? last : to > last ? 0 : to);
}

static enum box_rule next_box(const struct app *app, int by)
{
    static const enum box_rule boxes[] = { BOX_OWN, BOX_NONE, BOX_INSIDE };
    int count = own_host(app->catalog, app->form.layer) != NONE ? 3 : 2;
    int at = 0;

    while (at < count - 1 && boxes[at] != app->form.box) {
        at++;
    }
    return boxes[(at + by + count) % count];
}

static void turn(struct app *app, int by)
{
    struct own_form *form = &app->form;
    int row = form->list.cursor;

    if (app_form_is_typed(row)) {
        if (by > 0) {
            app_type(app, K_SPACE);
        }
        return;
    }
    if (row == FORM_KIND) {
        form->kind = (enum kind)(((int)form->kind + by + KIND__COUNT) % KIND__COUNT);
    } else if (row == FORM_BOX) {
        form->box = next_box(app, by);
    } else if (row < app_form_end(app)) {
        form->scales ^= 1u << (row - FORM_SCALES);
    }
    app_preview(app);
}

void cmd_field_next(struct app *app)
{
    turn(app, 1);
}

void cmd_field_back(struct app *app)
{
    turn(app, -1);
}

static void walk(struct app *app, int columns, int rows)
{
    (void)columns;
    move(app, rows);
}

/* ---- what it describes ---- */

static bool read_amount(const struct own_form *form, enum form_row row, money fallback, money *ret,
                        struct arena *arena, struct str *ret_why)
{
    struct str text = str_trim(typed_str(&form->texts[row]));

    enum amount_fault fault = AMOUNT_NONE;

    *ret = fallback;
    if (text.len > 0) {
        fault = amount_parse(text, false, ret);
    }
    if (fault == AMOUNT_NONE && *ret >= 0) {
        return true;
    }
    *ret_why = str_format(arena, "\"%.*s\" is no price (%.*s)", STR_ARG(text),
                          STR_ARG(amount_hint(fault == AMOUNT_NONE ? AMOUNT_SHAPE : fault)));
    return false;
}

/* False, and why, if the prices are none. */
static bool read_price(const struct own_form *form, struct own_component *own, struct arena *arena,
                       struct str *ret_why)
{
    struct price *price = &own->price;

    if (!read_amount(form, FORM_LIKELY, 0, &price->likely, arena, ret_why)
        || !read_amount(form, FORM_LOW, price->likely, &price->low, arena, ret_why)
        || !read_amount(form, FORM_HIGH, price->likely, &price->high, arena, ret_why)) {
        return false;
    }
    if (str_trim(typed_str(&form->texts[FORM_LIKELY])).len == 0) {
        *ret_why = STR("a lowest or highest price needs a likely one");
        return price->low == 0 && price->high == 0;
    }
    own->pricing = price->high > 0 ? OWN_PRICE_GIVEN : OWN_PRICE_NOTHING;
    *ret_why = STR("the prices must rise from lowest to highest");
    return price->low <= price->likely && price->likely <= price->high;
}

static bool read_form(const struct app *app, struct own_component *own, struct arena *arena,
                      struct str *ret_why)
{
    const struct own_form *form = &app->form;
    const struct catalog *catalog = app->catalog;
    struct str name = str_trim(typed_str(&form->texts[FORM_NAME]));

    *own = (struct own_component){
        .name = name,
        .layer = form->layer,
        .kind = form->kind,
        .box = form->box,
        .scales = form->scales,
    };
    if (name.len == 0 || text_width(name) > OWN_NAME_CELLS) {
        *ret_why = str_format(arena, "a name has between 1 and %d cells", OWN_NAME_CELLS);
        return false;
    }
    own->id =
        form->old == NONE ? own_id(catalog, name, arena) : catalog_component_id(catalog, form->old);
    return read_price(form, own, arena, ret_why);
}

static const struct catalog *read_edit(const struct app *app, struct arena *scratch,
                                       struct arena *arena, struct edit *ret_edit,
                                       struct str *ret_why)
{
    const struct own_form *form = &app->form;
    struct own_component own;
    struct catalog *grown;

    if (!read_form(app, &own, arena, ret_why)) {
        return NULL;
    }
    grown = arena_new(arena, struct catalog);
    catalog_extend(app->catalog, &own, 1, scratch, arena, grown);
    *ret_edit = (struct edit){
        .kind = form->old != NONE ? EDIT_OWN
                : form->beside    ? EDIT_ADD
                                  : EDIT_TAKE,
        .layer = form->layer,
        .component = grown->component_count - 1,
    };
    return grown;
}

static bool edit(struct app *app, struct possible *ret)
{
    const struct catalog *grown;

    if (app->form.list.cursor < app_form_end(app)) {
        ret->when = STR("In the end");
    }
    grown = read_edit(app, &app->next, &app->next, &ret->edit, &ret->why);
    if (grown) {
        ret->catalog = grown;
    }
    return grown != NULL;
}

/* Enter goes from field to field, and in the last row takes what they describe. */
static void accept(struct app *app)
{
    const struct catalog *grown;
    struct edit described;
    struct str why;

    if (app->form.list.cursor < app_form_end(app)) {
        move(app, 1);
        return;
    }
    grown = read_edit(app, &app->scratch, app->session, &described, &why);
    if (!grown) {
        app_say(app, SEVERITY_ERROR, "%.*s", STR_ARG(why));
        return;
    }
    app->catalog = grown;
    app->place = app->view;
    if (!app_edit(app, &described)) {
        app_refresh(app);
    }
}

static layer_id layer(const struct app *app)
{
    return app->form.layer;
}

static struct list *list(struct app *app)
{
    return &app->form.list;
}

static void fit(struct app *app)
{
    list_fit(&app->form.list, app_form_end(app) + 1, app_panes(app).menu.height - MENU_FRAME_ROWS);
}

const struct place_ops own_ops = {
    .list = list,
    .fit = fit,
    .walk = walk,
    .click = menu_click,
    .accept = accept,
    .typed = typed_here,
    .retyped = app_preview,
    .untyped = "Space goes to the next value of this field, Tab to the next field",
    .edit = edit,
    .layer = layer,
};
