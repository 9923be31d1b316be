/* The commands of the designer: one table, from which come the enum, the keys, the help, the bar at the foot,
 * the names for ":", the man page and the README's list of keys. */
#ifndef STRATA_APP_COMMAND_H
#define STRATA_APP_COMMAND_H

#include <stdbool.h>
#include <stdint.h>

#include "app/key.h"
#include "strata/base/str.h"

/* Where keys can be pressed: a view, or something in front of it. */
enum place {
    PLACE_STACK,
    PLACE_DIAGRAM,
    PLACE_BILL,
    PLACE_FINDINGS,
    PLACE_WORKLOAD,
    PLACE_BOXES,
    PLACE_READING,
    PLACE_CHOOSER,
    PLACE_OWN,
    PLACE_HELP,
    PLACE_GROWTH,
    PLACE_PROMPT,
    PLACE_CONFIRM,
    PLACE__COUNT,
};

#define PLACE__VIEWS PLACE_CHOOSER /* the places before this are views */

enum {
    IN_STACK = 1 << PLACE_STACK,
    IN_DIAGRAM = 1 << PLACE_DIAGRAM,
    IN_BOXES = 1 << PLACE_BOXES,
    IN_READING = 1 << PLACE_READING,
    IN_BILL = 1 << PLACE_BILL,
    IN_FINDINGS = 1 << PLACE_FINDINGS,
    IN_WORKLOAD = 1 << PLACE_WORKLOAD,
    IN_CHOOSER = 1 << PLACE_CHOOSER,
    IN_OWN = 1 << PLACE_OWN,
    IN_HELP = 1 << PLACE_HELP,
    IN_GROWTH = 1 << PLACE_GROWTH,
    IN_PROMPT = 1 << PLACE_PROMPT,
    IN_CONFIRM = 1 << PLACE_CONFIRM,
    IN_VIEWS = IN_STACK | IN_DIAGRAM | IN_BILL | IN_FINDINGS | IN_WORKLOAD | IN_BOXES | IN_READING,
    IN_LINKS = IN_DIAGRAM | IN_BILL | IN_FINDINGS | IN_BOXES,
    IN_PLANES = IN_STACK | IN_DIAGRAM,
    IN_ROWS = IN_VIEWS & ~IN_DIAGRAM,
    IN_MENUS = IN_CHOOSER | IN_HELP,
    IN_TYPING = IN_MENUS | IN_OWN | IN_PROMPT,
};

/* X(constant, name, short name for ":", places, keys, word for the bar or "", help).
 * Keys stand apart by blanks; the first one is shown in the bar. */
/* clang-format off */
#define COMMANDS(X)                                                                                              \
    X(UP, "up", "", IN_VIEWS, "k <Up>", "", "Move up.")                                                          \
    X(DOWN, "down", "", IN_VIEWS, "j <Down>", "", "Move down.")                                                  \
    X(LEFT, "left", "", IN_PLANES, "h <Left>", "", "Move one column, or one box, to the left.")                  \
    X(RIGHT, "right", "", IN_PLANES, "l <Right>", "", "Move one column, or one box, to the right.")              \
    X(PAGE_UP, "page-up", "", IN_ROWS, "<PageUp> <C-b>", "", "Move up by a screen.")                            \
    X(PAGE_DOWN, "page-down", "", IN_ROWS, "<PageDown> <C-f>", "", "Move down by a screen.")                    \
    X(FIRST, "first", "", IN_VIEWS, "g <Home>", "", "Go to the top.")                                            \
    X(LAST, "last", "", IN_VIEWS, "G <End>", "", "Go to the bottom.")                                            \
    X(TAKE, "take", "", IN_STACK, "<Enter>", "take", "Take the cell; on a column's head, the whole column.")     \
    X(CHOOSE, "choose", "c", IN_PLANES, "c <Space>", "choose", "Choose any component for the layer, several, or none.") \
    X(CLEAR, "none", "", IN_STACK, "d <Delete>", "", "Choose nothing for the layer.")                        \
    X(NOTE, "note", "", IN_STACK, "n", "", "Write down why the layer is as it is.")                          \
    X(GO, "go", "", IN_LINKS, "<Enter>", "go to layer", "Go to the layer of what is under the cursor.")          \
    X(CLOSER, "closer", "", IN_DIAGRAM, "+ =", "larger", "Show more of the names; the picture grows.")           \
    X(FURTHER, "further", "", IN_DIAGRAM, "-", "", "Show less of the names; the picture shrinks.")        \
    X(ZOOM_FIT, "fit", "", IN_DIAGRAM, "0", "", "Fit the picture to the screen again.")                          \
    X(BANDS, "bands", "", IN_DIAGRAM, "b", "bands", "Gather the boxes in other bands: groups, boundaries, regions.") \
    X(PAN_LEFT, "pan-left", "", IN_DIAGRAM, "H", "", "Show what is further to the left.")                        \
    X(PAN_DOWN, "pan-down", "", IN_DIAGRAM, "J <PageDown>", "", "Show what is further down.")                    \
    X(PAN_UP, "pan-up", "", IN_DIAGRAM, "K <PageUp>", "", "Show what is further up.")                            \
    X(PAN_RIGHT, "pan-right", "", IN_DIAGRAM, "L", "", "Show what is further to the right.")                     \
    X(FIX, "fix", "", IN_FINDINGS, "f", "fix", "Apply the finding's fix.")                                       \
    X(LIVE_WITH, "accept-finding", "", IN_FINDINGS, "a", "accept", "Accept the finding with a reason and an end date, or no longer.") \
    X(STEP, "step", "", IN_READING, "<Enter>", "take or go", "Take the step under the cursor; on another row, go to its layer.") \
    X(EDIT, "edit", "", IN_WORKLOAD, "<Enter> e", "edit", "Type another value for the figure.")                  \
    X(RESET, "reset", "", IN_WORKLOAD, "r <Delete>", "reset", "Give the figure back its scale's default.")       \
    X(GROWTH, "plot", "", IN_WORKLOAD, "p", "plot", "Draw the bill over a range of the figure, and where choices change.") \
    X(CARD, "card", "", IN_VIEWS, "i", "", "Show or hide the card of what is under the cursor.") \
    X(NEED, "need", "", IN_VIEWS, "N", "", "State a need of the product, or drop it again, by its name.")        \
    X(UNDO, "undo", "", IN_VIEWS, "u z", "undo", "Undo the last change.")                                        \
    X(REDO, "redo", "", IN_VIEWS, "<C-r> U Z", "", "Redo what was undone.")                                      \
    X(SCALE, "scale", "", IN_VIEWS, "s", "", "Aim at the next scale; the choices stay.")                    \
    X(TITLE, "title", "", IN_VIEWS, "t", "", "Change the title.")                                                \
    X(SAVE, "save", "w", IN_VIEWS, "w <C-s>", "save", "Save the design; asks for a name if it has none.")        \
    X(SAVE_AS, "save-as", "", IN_VIEWS, "W", "", "Save the design under another name.")                          \
    X(OPEN, "open", "e", IN_VIEWS, "o", "", "Open a design file or preset:NAME.")                                \
    X(EXPORT, "export", "x", IN_VIEWS, "x", "export", "Export the diagram or the review to a file; or cancel it.") \
    X(STOP, "cancel-export", "", IN_VIEWS, "<Esc>", "", "Cancel the export that is at work.")                    \
    X(VIEW_STACK, "stack", "", IN_VIEWS, "1", "", "Show the stack: the table of layers.")                        \
    X(VIEW_DIAGRAM, "diagram", "", IN_VIEWS, "2", "", "Show the diagram: boxes and arrows, drawn.")              \
    X(VIEW_BILL, "bill", "", IN_VIEWS, "3", "", "Show the bill, line by line.")                                  \
    X(VIEW_FINDINGS, "findings", "", IN_VIEWS, "4", "", "Show the findings, with fixes.")                        \
    X(VIEW_WORKLOAD, "workload", "", IN_VIEWS, "5", "", "Show the workload, and change it.")                     \
    X(VIEW_BOXES, "boxes", "", IN_VIEWS, "6", "", "Show the boxes and arrows as a list.")                        \
    X(VIEW_READING, "reading", "", IN_VIEWS, "7", "", "Show the reading: the votes, and what would change it.") \
    X(NEXT_VIEW, "next-view", "", IN_VIEWS, "<Tab>", "view", "Go to the next view.")                             \
    X(PREVIOUS_VIEW, "previous-view", "", IN_VIEWS, "<S-Tab>", "", "Go to the previous view.")                   \
    X(COMMAND, "command", "", IN_VIEWS, ":", "", "Type a command by its name.")                                  \
    X(HELP, "help", "h", IN_VIEWS, "? <F1>", "help", "List the keys of this view; type to search, Enter runs.")  \
    X(REDRAW, "redraw", "", IN_VIEWS, "<C-l>", "", "Draw the screen again.")                                     \
    X(SUSPEND, "suspend", "", IN_VIEWS, "<C-z>", "", "Back to the shell for a while.")                           \
    X(QUIT, "quit", "q", IN_VIEWS, "q", "quit", "Leave the view; from the stack, leave strata (asks if unsaved).") \
    X(QUIT_NOW, "quit!", "q!", IN_VIEWS, "", "", "Leave strata and drop what is not saved.")                     \
    X(SAVE_QUIT, "save-and-quit", "wq", IN_VIEWS, "", "", "Save the design and leave strata.")                   \
    X(ITEM_UP, "item-up", "", IN_MENUS, "<Up> <C-p>", "", "Move up.")                                            \
    X(ITEM_DOWN, "item-down", "", IN_MENUS, "<Down> <C-n>", "", "Move down.")                                    \
    X(ITEM_PAGE_UP, "item-page-up", "", IN_MENUS, "<PageUp>", "", "Move up by a screen.")                        \
    X(ITEM_PAGE_DOWN, "item-page-down", "", IN_MENUS, "<PageDown>", "", "Move down by a screen.")                \
    X(ITEM_TOGGLE, "item-toggle", "", IN_CHOOSER, "<Space> <Tab>", "add or remove", "Add the component beside the others, or remove it.") \
    X(OWN_CHANGE, "change-own", "", IN_CHOOSER, "<C-e>", "", "Describe an own component anew.")                     \
    X(OWN_FORGET, "forget-own", "", IN_CHOOSER, "<Delete>", "", "Take an own component out of the design.")        \
    X(FIELD_UP, "field-up", "", IN_OWN, "<Up> <S-Tab>", "", "Go to the field above.")                              \
    X(FIELD_DOWN, "field-down", "", IN_OWN, "<Down> <Tab>", "field", "Go to the next field.")                      \
    X(FIELD_NEXT, "field-next", "", IN_OWN, "<Space> <Right>", "change", "Give the field the next of its values.") \
    X(FIELD_BACK, "field-back", "", IN_OWN, "<Left>", "", "Give the field the value before.")                      \
    X(RUN, "run", "", IN_HELP, "<Enter>", "run", "Run the command under the cursor.")                            \
    X(ACCEPT, "accept", "", IN_TYPING & ~IN_HELP, "<Enter>", "take", "Take what is under the cursor, or what was typed.") \
    X(ERASE, "erase", "", IN_TYPING, "<Backspace>", "", "Erase a character.")                              \
    X(ERASE_WORD, "erase-word", "", IN_TYPING, "<C-w>", "", "Erase a word.")                                     \
    X(ERASE_ALL, "erase-all", "", IN_TYPING, "<C-u>", "", "Erase all that was typed.")                           \
    X(GROWTH_LEFT, "less", "", IN_GROWTH, "h <Left>", "less", "Look at a smaller value.")                        \
    X(GROWTH_RIGHT, "more", "", IN_GROWTH, "l <Right>", "more", "Look at a larger value.")                       \
    X(GROWTH_HERE, "here", "", IN_GROWTH, "0", "here", "Go back to the design's own value.")                     \
    X(WIDER, "wider", "", IN_GROWTH, "-", "wider", "Look at a wider range.")                                     \
    X(NARROWER, "narrower", "", IN_GROWTH, "+ =", "narrower", "Look at a narrower range, closer.")              \
    X(LEAVE, "leave", "", IN_GROWTH, "q <Esc> <C-c> p", "back", "Back to the workload.")                         \
    X(YES, "yes", "", IN_CONFIRM, "y Y", "yes", "Yes.")                                                          \
    X(NO, "no", "", IN_CONFIRM, "n N <Enter>", "no", "No.")                                                      \
    X(CANCEL, "cancel", "", IN_TYPING | IN_CONFIRM, "<Esc> <C-c>", "back", "Back, without changing anything.")
/* clang-format on */

#define X(constant, name, brief, places, keys, word, help) COMMAND_##constant,
enum command { COMMANDS(X) COMMAND__COUNT /* also: no command */ };
#undef X

struct command_info {
    const char *name;
    const char *brief; /* another, short name; may be "" */
    uint32_t places;   /* bits of enum place */
    const char *keys;
    const char *word; /* for the bar at the foot; "" keeps it out of there */
    const char *help;
};

const struct command_info *command_info(enum command command);

/* What the key does in this place; COMMAND__COUNT if nothing. */
enum command command_of_key(enum place place, key pressed);

/* By name or short name. */
enum command command_named(struct str name);

/* The command with the nearest name, for "did you mean"; COMMAND__COUNT if none is near. */
enum command command_nearest(struct str name);

/* First key of a command as it is written: "<C-r>"; empty if it has none. */
struct str command_first_key(enum command command);

const char *place_name(enum place place); /* "Stack" */

#endif
