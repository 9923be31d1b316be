/* The man page, and the block of commands for the README. */
#include "app/command.h"
#include "cli/docs/docs.h"
#include "cli/options.h"
#include "cli/usage.h"
#include "cli/version.h"
#include "strata/report/page_text.h"

/* Text as roff takes it: no control lines, no escapes, real hyphens. */
static void roff(struct strbuf *page, struct str text)
{
    for (size_t i = 0; i < text.len; i++) {
        char c = text.at[i];
        bool at_line_start = page->len == 0 || page->at[page->len - 1] == '\n';
        if (at_line_start && (c == '.' || c == '\'')) {
            strbuf_addz(page, "\\&");
        }
        if (c == '\\') {
            strbuf_addz(page, "\\e");
        } else if (c == '-') {
            strbuf_addz(page, "\\-");
        } else {
            strbuf_add_char(page, c);
        }
    }
}

/* Text whose paragraphs are parted by empty lines. */
static void roff_paragraphs(struct strbuf *page, struct str text)
{
    size_t end;
    while (str_find(text, STR("\n\n"), &end)) {
        roff(page, str_part(text, 0, end));
        strbuf_addz(page, "\n.PP\n");
        text = str_part(text, end + 2, text.len);
    }
    roff(page, text);
    strbuf_add_char(page, '\n');
}

/* A term in bold and what it means. */
static void entry(struct strbuf *page, struct str term, struct str text)
{
    strbuf_addz(page, ".TP\n.B ");
    roff(page, term);
    strbuf_add_char(page, '\n');
    roff(page, text);
    strbuf_add_char(page, '\n');
}

static void man_options(struct strbuf *page, enum verb verb, bool global)
{
    for (enum option i = 0; i < OPTION__COUNT; i++) {
        if (option_of_verb(i, verb) && option_is_global(i) == global) {
            entry(page, usage_option_label(i, page->arena), usage_option_what(i, page->arena));
        }
    }
}

static void man_verb(struct strbuf *page, enum verb verb)
{
    const struct verb_info *info = &verb_infos[verb];
    strbuf_addz(page, ".SS ");
    roff(page, usage_synopsis(verb, page->arena));
    strbuf_add_char(page, '\n');
    roff(page, str_from(info->what));
    strbuf_addz(page, "\n.PP\n");
    roff_paragraphs(page, str_from(info->more));
    man_options(page, verb, false);
}

static const char page_head[] =
    ".SH SYNOPSIS\n"
    ".B strata\n"
    "[\\fIFILE\\fR]\n"
    ".br\n"
    ".B strata\n"
    "\\fICOMMAND\\fR [\\fIARGUMENT\\fR]... [\\fIOPTION\\fR]...\n"
    ".SH DESCRIPTION\n"
    "A team chooses its stack layer by layer, and sees at every step what the choice does:\n"
    "the diagram, the number of boxes and arrows, the monthly bill, the scale that the stack\n"
    "reads as, and the mistakes that it walks into.\n"
    ".PP\n";

static const char keys_head[] = ".SH KEYS\n"
                                "In the designer, ? lists the keys of the view.\n"
                                "A command can also be typed by its name behind \":\".\n";

/* What can be pressed in the designer's views, and by which name ":" knows it. */
static void man_keys(struct strbuf *page)
{
    strbuf_addz(page, keys_head);
    for (enum command i = 0; i < COMMAND__COUNT; i++) {
        const struct command_info *info = command_info(i);
        if ((info->places & IN_VIEWS) != 0) {
            struct str term = str_format(page->arena, "%s%s(%s)", info->keys,
                                         info->keys[0] != '\0' ? "  " : "", info->name);
            entry(page, term, str_from(info->help));
        }
    }
}

struct str docs_man(const struct catalog *catalog, struct arena *arena)
{
    struct strbuf page = { .arena = arena };
    strbuf_addf(&page, ".TH STRATA 1 \"\" \"strata %s\"\n.SH NAME\nstrata \\- " USAGE_WHAT "\n",
                strata_version());
    strbuf_addz(&page, page_head);
    roff(&page, usage_designs(catalog, arena));
    strbuf_addz(&page, "\n.SH COMMANDS\n");
    for (enum verb i = 0; i < VERB__COUNT; i++) {
        man_verb(&page, i);
    }
    strbuf_addz(&page, ".SH \"OPTIONS OF EVERY COMMAND\"\n");
    man_options(&page, VERB_DESIGN, true);
    man_keys(&page);
    strbuf_addz(&page, ".SH \"EXIT STATUS\"\n");
#define STATUS(number, what) entry(&page, STR(#number), STR(what));
#include "cli/options.def"
    strbuf_addz(&page, ".SH ENVIRONMENT\n");
#define VARIABLE(name, what) entry(&page, STR(name), STR(what));
#include "cli/options.def"
    strbuf_addz(&page, ".SH FILES\n");
#define PLACE(path, what) entry(&page, STR(path), STR(what));
#include "cli/options.def"
    strbuf_addz(&page, ".SH EXAMPLES\n");
#define EXAMPLE(line, what) entry(&page, STR(line), STR(what));
#include "cli/options.def"
    return strbuf_str(&page);
}

/* ---- README ---- */

/* Text in a cell of a table, where "|" parts the cells. */
static void markdown_cell(struct strbuf *page, struct str text)
{
    for (size_t i = 0; i < text.len; i++) {
        if (text.at[i] == '|') {
            strbuf_add_char(page, '\\');
        }
        strbuf_add_char(page, text.at[i]);
    }
}

/* In which views a command's keys are: "all", "Stack, Diagram", "all but Diagram". */
static struct str views_text(uint32_t places, struct arena *arena)
{
    uint32_t missing = IN_VIEWS & ~places;
    if (missing == 0) {
        return STR("all");
    }
    bool but = (missing & (missing - 1)) == 0;
    struct strbuf text = { .arena = arena };
    strbuf_addz(&text, but ? "all but " : "");
    size_t start = text.len;
    for (enum place i = 0; i < PLACE__VIEWS; i++) {
        if (((but ? missing : places) >> i & 1) != 0) {
            strbuf_list(&text, start, str_from(place_name(i)));
        }
    }
    return strbuf_str(&text);
}

struct str docs_readme(const struct catalog *catalog, struct arena *arena)
{
    struct strbuf page = { .arena = arena };
    strbuf_addz(&page, "| command | what it does |\n|---|---|\n");
    for (enum verb i = 0; i < VERB__COUNT; i++) {
        strbuf_addz(&page, "| `");
        markdown_cell(&page, usage_synopsis(i, arena));
        strbuf_addz(&page, "` | ");
        markdown_cell(&page, str_from(verb_infos[i].what));
        strbuf_addz(&page, " |\n");
    }
    strbuf_add_char(&page, '\n');
    strbuf_add(&page, usage_designs(catalog, arena));
    strbuf_addz(&page, "\n\nExit status:");
    const char *before = " ";
#define STATUS(number, what)                              \
    strbuf_addf(&page, "%s%d: %s", before, number, what); \
    before = " ";
#include "cli/options.def"
    strbuf_addz(&page, "\n\n| key | view | what it does |\n|---|---|---|\n");
    for (enum command i = 0; i < COMMAND__COUNT; i++) {
        const struct command_info *info = command_info(i);
        if ((info->places & IN_VIEWS) != 0 && info->keys[0] != '\0') {
            strbuf_addz(&page, "| `");
            markdown_cell(&page, str_from(info->keys));
            strbuf_addz(&page, "` | ");
            strbuf_add(&page, views_text(info->places, arena));
            strbuf_addz(&page, " | ");
            markdown_cell(&page, str_from(info->help));
            strbuf_addz(&page, " |\n");
        }
    }
    return strbuf_str(&page);
}
