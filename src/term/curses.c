#include "term/terminal.h"

#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>
#include <wchar.h>

#define NCURSES_NOMACROS 1 /* "erase", "move" and the like stay functions */
#include <curses.h>
#include <term.h>

#include "strata/base/text.h"
#include "term/guard.h"
#include "term/input.h"

#define DOUBLE_CLICK_MS 400
#define RESTORE_BYTES 256

/* Presses and the wheel, in the form without a limit on the size. Ignored where not known. */
#define MOUSE_ON "\033[?1000h\033[?1006h"
#define MOUSE_OFF "\033[?1006l\033[?1000l"

/* Pasted text between marks (input.h). */
#define PASTE_ON "\033[?2004h"
#define PASTE_OFF "\033[?2004l"

/* A style as ncurses wants it. */
struct look {
    attr_t attributes;
    int pair;
};

struct terminal {
    const struct memory *memory;
    SCREEN *screen;
    FILE *output;          /* what ncurses writes to: see guard_output_begin() */
    struct termios before; /* the modes that are given back */
    bool unicode;
    bool mouse;
    bool paste;   /* does it understand PASTE_ON? */
    bool cursor;  /* is it visible? */
    bool resumed; /* EVENT_RESUME is due */
    struct look looks[STYLE__COUNT];

    struct arena arena;  /* for what depends on the size */
    struct canvas shown; /* what ncurses has been told */
    cchar_t *run;        /* room for a row on its way */

    struct input input;
    struct arena pasted;
    struct event click; /* the last one, for the second click of two */
    struct timespec click_time;
};

/* ------------------------------------------------------------------------------------ opening */

static void refuse(struct diag_list *diags, const char *text, const char *hint)
{
    diag_tell(diags, SEVERITY_ERROR, str_from(hint), "%s", text);
}

/* A program in the background would read the modes that the shell has at its prompt, and give those
 * back in the end. It stops here instead, until it is brought to the front; false if nobody can
 * bring it there. */
static bool in_foreground(void)
{
    pid_t front = tcgetpgrp(STDIN_FILENO);
    if (front != -1 && front != getpgrp()) {
        kill(0, SIGTTIN);
        front = tcgetpgrp(STDIN_FILENO);
    }
    return front == -1 || front == getpgrp();
}

static bool may_open(struct diag_list *diags)
{
    if (geteuid() != getuid() || getegid() != getgid()) {
        refuse(diags, "strata does not run with the rights of somebody else (setuid, setgid)", "");
    } else if (!isatty(STDIN_FILENO)) {
        refuse(diags, "the designer needs a terminal, and standard input is none", "strata --help");
    } else if (!isatty(STDOUT_FILENO)) {
        refuse(diags, "the designer needs a terminal, and standard output is none",
               "strata --help");
    } else if (!in_foreground()) {
        refuse(diags, "the designer needs the terminal, and runs in the background", "");
    } else {
        return true;
    }
    return false;
}

/* Would this be the name of a terminal's description, and no path or worse? */
static bool sensible_name(struct str name)
{
    for (size_t i = 0; i < name.len; i++) {
        char c = name.at[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (!letter && (i == 0 || !strchr("-+._", c))) {
            return false;
        }
    }
    return name.len > 0 && name.len <= 64;
}

/* Terminals of our days that a system may not describe. They all do what xterm does. */
static bool looks_modern(struct str name)
{
    static const char *const words[] = {
        "xterm", "kitty",  "alacritty", "foot",      "konsole", "wezterm",    "ghostty",
        "tmux",  "screen", "rxvt",      "contour",   "iterm",   "gnome",      "vte",
        "putty", "mintty", "st-",       "-256color", "-direct", "-truecolor",
    };
    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
        size_t at;
        if (str_find(name, str_from(words[i]), &at)) {
            return true;
        }
    }
    return false;
}

/* Of the terminal's description; NULL if the terminal has none such. */
static const char *capability(const char *name)
{
    const char *value = tigetstr(name);
    return value != (const char *)-1 ? value : NULL;
}

static bool has(const char *name)
{
    return capability(name) != NULL;
}

/* Does it take sequences that begin with ESC [, and leave out those that it does not know? */
static bool speaks_ansi(void)
{
    const char *place = capability("cup");
    return place && strncmp(place, "\033[", 2) == 0;
}

/* ncurses allocates what the terminal says: an absurd size is left to be cut by fit(). */
static void let_ncurses_ask_the_size(void)
{
    struct winsize size;
    bool sane = ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col <= CANVAS_MAX
                && size.ws_row <= CANVAS_MAX;
    use_env(FALSE); /* LINES and COLUMNS are often old */
    use_tioctl(sane);
}

/* The terminal under a number of its own. */
static FILE *open_output(struct diag_list *diags)
{
    int fd = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
    FILE *file = fd >= 0 ? fdopen(fd, "w") : NULL;
    if (!file) {
        refuse(diags, "there are no files left for the terminal", "");
        if (fd >= 0) {
            close(fd);
        }
    }
    return file;
}

/* ncurses on a terminal of this name (NULL: that of TERM); NULL if it knows none. */
static SCREEN *start_ncurses(const char *name, FILE *output)
{
    guard_output_begin(fileno(output));
    SCREEN *screen = newterm(name, output, stdin);
    guard_output_end();
    return screen;
}

/* ncurses on the terminal that TERM names, or on what it is taken for. NULL, and everything as it
 * was, if that is not possible. */
static SCREEN *open_screen(const struct termios *before, FILE *output, struct diag_list *diags)
{
    struct str name = str_from(getenv("TERM"));
    struct str shown = text_cut(diags->arena, text_clean(diags->arena, name), 40, true);
    if (name.len == 0) {
        refuse(diags, "TERM is not set, so nobody knows what this terminal can do",
               "export TERM=xterm-256color");
        return NULL;
    }
    let_ncurses_ask_the_size();
    SCREEN *screen = sensible_name(name) ? start_ncurses(NULL, output) : NULL;
    if (!screen && sensible_name(name) && looks_modern(name)) {
        screen = start_ncurses("xterm-256color", output);
        if (screen) {
            diag_tell(diags, SEVERITY_WARNING, (struct str){ 0 },
                      "the terminal \"%.*s\" (TERM) is unknown here and taken for xterm-256color",
                      STR_ARG(shown));
        }
    }
    if (screen && has("cup")) {
        return screen;
    }
    diag_tell(diags, SEVERITY_ERROR, STR("export TERM=xterm-256color"),
              "the terminal \"%.*s\" (TERM) %s", STR_ARG(shown),
              screen ? "cannot place the cursor" : "has no description on this system");
    if (screen) {
        tcsetattr(STDOUT_FILENO, TCSANOW, before);
        delscreen(screen);
    }
    return NULL;
}

/* ------------------------------------------------------------------------------------ colours */

static attr_t attributes_of(uint32_t attributes)
{
    return (attributes & ATTRIBUTE_BOLD ? A_BOLD : 0u) | (attributes & ATTRIBUTE_DIM ? A_DIM : 0u)
           | (attributes & ATTRIBUTE_UNDERLINE ? A_UNDERLINE : 0u)
           | (attributes & ATTRIBUTE_REVERSE ? A_REVERSE : 0u)
           | (attributes & ATTRIBUTE_ITALIC ? A_ITALIC : 0u);
}

/* What the terminal can do of what is wanted. Without colours ncurses is not told to use any. */
static enum colours start_colours(enum colours wanted)
{
    if (wanted == COLOURS_NONE || !has_colors() || start_color() == ERR
        || COLOR_PAIRS <= STYLE__COUNT) {
        return COLOURS_NONE;
    }
    use_default_colors();
    bool direct = tigetflag("RGB") > 0 || tigetnum("RGB") > 0 || has("RGB");
    enum colours there = direct ? COLOURS_TRUE : COLORS >= 256 ? COLOURS_256 : COLOURS_16;
    if (direct && wanted != COLOURS_TRUE) {
        return COLOURS_16; /* its first eight are the usual ones */
    }
    return there < wanted ? there : wanted;
}

static int colour_number(int32_t rgb, enum colours colours)
{
    if (rgb == COLOUR_DEFAULT) {
        return -1;
    }
    switch (colours) {
    case COLOURS_TRUE: return rgb < 8 ? 8 : rgb; /* 0 to 7 are the palette's */
    case COLOURS_256: return paints_nearest_256(rgb);
    case COLOURS_16: return paints_nearest_16(rgb);
    case COLOURS_NONE: break;
    }
    return -1;
}

/* Black and white are the terminal's own colours on some background: as a foreground on a background that is
 * the terminal's own, either may be unseen. Eight colours have no grey between them. */
static bool may_be_unseen(int fg, int bg)
{
    return bg == -1 && (fg == 0 || fg == 7 || fg == 8 || fg == 15);
}

/* The look of a style, with the pair of that number. A terminal of eight colours shows the brighter
 * eight as bold; if both then fall on one, the style is shown reversed. */
static struct look look_of(struct paint paint, enum colours colours, int pair)
{
    struct look look = { attributes_of(paint.attributes), 0 };
    if (colours == COLOURS_NONE) {
        return look;
    }
    int fg = colour_number(paint.fg, colours);
    int bg = colour_number(paint.bg, colours);
    if (colours == COLOURS_16 && may_be_unseen(fg, bg)) {
        look.attributes |= fg == 8 ? A_DIM : 0u;
        fg = -1;
    }
    if (colours == COLOURS_16 && (COLORS < 16 || COLORS > 256)) {
        look.attributes |= fg >= 8 ? A_BOLD : 0u;
        fg = fg >= 8 ? fg - 8 : fg;
        bg = bg >= 8 ? bg - 8 : bg;
        if (fg == bg && fg != -1) {
            fg = -1;
            bg = -1;
            look.attributes |= A_REVERSE;
        }
    }
    if (init_extended_pair(pair, fg, bg) != ERR) {
        look.pair = pair;
    }
    return look;
}

static void make_looks(struct terminal *terminal, const struct terminal_options *options,
                       struct diag_list *diags)
{
    struct paint paints[STYLE__COUNT];
    enum colours colours = start_colours(options->colours);
    paints_resolve(options->theme, colours, paints, diags);
    for (int i = 0; i < STYLE__COUNT; i++) {
        terminal->looks[i] = look_of(paints[i], colours, i + 1);
    }
}

/* ------------------------------------------------------------------------ taking, giving back */

static void add_bytes(char *bytes, size_t *len, const char *text, size_t text_len)
{
    if (text_len <= RESTORE_BYTES - *len) {
        memcpy(bytes + *len, text, text_len);
        *len += text_len;
    }
}

/* Capabilities may tell to wait, as in "$<50/>"; in the end nobody waits. */
static void add_capability(char *bytes, size_t *len, const char *name)
{
    const char *value = capability(name);
    while (value && *value) {
        size_t plain = strcspn(value, "$");
        add_bytes(bytes, len, value, plain);
        value += plain;
        const char *end = value[0] == '$' && value[1] == '<' ? strchr(value, '>') : NULL;
        if (end) {
            value = end + 1;
        } else if (*value) {
            add_bytes(bytes, len, value, 1);
            value++;
        }
    }
}

/* Behind ncurses's back, which has no words for it. Between guard_output_begin() and its end. */
static void send(const struct terminal *terminal, const char *bytes)
{
    size_t len = strlen(bytes);
    while (len > 0) {
        ssize_t done = write(fileno(terminal->output), bytes, len);
        if (done <= 0 && errno != EINTR) {
            return;
        }
        bytes += done > 0 ? done : 0;
        len -= done > 0 ? (size_t)done : 0;
    }
}

/* Tells the guard how the terminal is given back when there is no more time for ncurses. */
static void hold(const struct terminal *terminal)
{
    char bytes[RESTORE_BYTES];
    size_t len = 0;
    if (terminal->paste) {
        add_bytes(bytes, &len, PASTE_OFF, strlen(PASTE_OFF));
    }
    if (terminal->mouse) {
        add_bytes(bytes, &len, MOUSE_OFF, strlen(MOUSE_OFF));
    }
    add_capability(bytes, &len, "sgr0");
    add_capability(bytes, &len, "op");
    add_capability(bytes, &len, "cnorm");
    if (has("rmcup")) {
        add_capability(bytes, &len, "rmcup");
    } else {
        add_bytes(bytes, &len, "\r\n", 2);
    }
    guard_hold(STDOUT_FILENO, &terminal->before, bytes, len);
}

/* What ncurses does not ask the terminal for. */
static void ask(const struct terminal *terminal)
{
    if (terminal->mouse) {
        send(terminal, MOUSE_ON);
    }
    if (terminal->paste) {
        send(terminal, PASTE_ON);
    }
}

/* Everything that depends on the size, for an empty screen of the size that ncurses has. */
static void start_over(struct terminal *terminal)
{
    int width;
    int height;
    terminal_size(terminal, &width, &height);
    arena_reset(&terminal->arena);
    terminal->shown = canvas_new(&terminal->arena, width, height, false);
    terminal->run = arena_new_array(&terminal->arena, cchar_t, (size_t)width + 1); /* half a "?" */
    werase(stdscr);
    clearok(curscr, TRUE); /* who knows what the terminal shows now */
}

/* Takes the size that the terminal has now, as far as a canvas reaches. */
static void fit(struct terminal *terminal)
{
    struct winsize size;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 && size.ws_row > 0) {
        int width = size.ws_col < CANVAS_MAX ? size.ws_col : CANVAS_MAX;
        int height = size.ws_row < CANVAS_MAX ? size.ws_row : CANVAS_MAX;
        if (width != getmaxx(stdscr) || height != getmaxy(stdscr)) {
            resizeterm(height, width);
        }
    }
    start_over(terminal);
}

/* After the terminal was somebody else's. */
static void take_again(struct terminal *terminal)
{
    hold(terminal);
    guard_output_begin(fileno(terminal->output));
    reset_prog_mode();
    ask(terminal);
    guard_output_end();
    fit(terminal);
    terminal->resumed = true;
}

/* False if the terminal does not read what it is sent. Once strata was told to end it has no more
 * time for that: what ncurses writes goes to nowhere then. */
static bool give_back(const struct terminal *terminal)
{
    guard_output_begin(fileno(terminal->output));
    if (terminal->paste) {
        send(terminal, PASTE_OFF);
    }
    if (terminal->mouse) {
        send(terminal, MOUSE_OFF);
    }
    endwin();
    guard_output_end();
    bool taken = !guard_terminated() || guard_give_back();
    guard_release();
    return taken;
}

static void know_keys(struct input *input)
{
    static const struct {
        const char *capability;
        key key;
    } keys[] = {
        { "kcuu1", K_UP },     { "kcud1", K_DOWN },    { "kcub1", K_LEFT },
        { "kcuf1", K_RIGHT },  { "khome", K_HOME },    { "kend", K_END },
        { "kpp", K_PAGE_UP },  { "knp", K_PAGE_DOWN }, { "kcbt", K_BACK_TAB },
        { "kdch1", K_DELETE }, { "kich1", K_INSERT },  { "kent", K_ENTER },
        { "kf1", K_F1 },       { "kf2", K_F2 },        { "kf3", K_F3 },
        { "kf4", K_F4 },       { "kf5", K_F5 },        { "kf6", K_F6 },
        { "kf7", K_F7 },       { "kf8", K_F8 },        { "kf9", K_F9 },
        { "kf10", K_F10 },     { "kf11", K_F11 },      { "kf12", K_F12 },
    };
    for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
        const char *sequence = capability(keys[i].capability);
        if (sequence) {
            input_know(input, sequence, keys[i].key);
        }
    }
}

/* Keys one by one, without echo and without any of them being obeyed by the terminal: neither
 * Ctrl-C and Ctrl-Z nor Ctrl-S, which would freeze us. The keypad stays as it is, as input.h
 * understands it in both modes. */
static void set_up(struct terminal *terminal, const struct terminal_options *options,
                   struct diag_list *diags)
{
    guard_output_begin(fileno(terminal->output));
    raw();
    noecho();
    nonl();
    typeahead(-1); /* draw whole frames, also while keys are waiting */

    /* Until it was suspended once, ncurses writes at every movement of the cursor (mvcur() flushes
     * while it believes that there is no screen yet): some 40 writes a key. So it is suspended before
     * there is anything to see, and the first frame takes the screen. */
    leaveok(stdscr, TRUE);
    curs_set(0);
    endwin();
    guard_output_end();

    terminal->unicode = strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
    terminal->mouse = options->mouse && has("kmous");
    terminal->paste = speaks_ansi();
    terminal->input.mouse = terminal->mouse;
    terminal->input.arena = &terminal->pasted;
    know_keys(&terminal->input);
    make_looks(terminal, options, diags);
    cchar_t blank;
    struct look text = terminal->looks[STYLE_TEXT];
    if (setcchar(&blank, L" ", A_NORMAL, (short)text.pair, NULL) == OK) {
        wbkgrndset(stdscr, &blank);
    }
    hold(terminal);
    guard_output_begin(fileno(terminal->output));
    ask(terminal);
    guard_output_end();
    fit(terminal);
}

static struct terminal *terminal_new(const struct memory *memory, const struct termios *before)
{
    struct terminal *terminal = memory->get(memory->context, sizeof(*terminal));
    if (!terminal) {
        tcsetattr(STDOUT_FILENO, TCSANOW, before);
        memory->exhausted(memory->context);
    }
    *terminal = (struct terminal){ .memory = memory, .before = *before };
    arena_init(&terminal->arena, memory);
    arena_init(&terminal->pasted, memory);
    return terminal;
}

struct terminal *terminal_open(const struct terminal_options *options, const struct memory *memory,
                               struct diag_list *diags)
{
    struct termios before;
    if (!may_open(diags)) {
        return NULL;
    }
    if (tcgetattr(STDOUT_FILENO, &before) != 0) {
        refuse(diags, "the terminal does not tell its modes", "");
        return NULL;
    }
    FILE *output = open_output(diags);
    if (!output) {
        return NULL;
    }
    /* First, so that ncurses finds the signals taken and leaves them alone. */
    guard_open();
    guard_hold(STDOUT_FILENO, &before, "", 0);
    SCREEN *screen = open_screen(&before, output, diags);
    if (!screen) {
        guard_close();
        fclose(output);
        return NULL;
    }
    struct terminal *terminal = terminal_new(memory, &before);
    terminal->screen = screen;
    terminal->output = output;
    set_up(terminal, options, diags);
    return terminal;
}

bool terminal_close(struct terminal *terminal)
{
    if (!terminal) {
        return true;
    }
    bool taken = give_back(terminal);
    tcsetattr(STDOUT_FILENO, TCSANOW, &terminal->before);
    delscreen(terminal->screen);
    fclose(terminal->output);
    guard_close();
    const struct memory *memory = terminal->memory;
    arena_release(&terminal->arena);
    arena_release(&terminal->pasted);
    memory->give_back(memory->context, terminal);
    return taken;
}

void terminal_on_fatal(void (*act)(void *context), void *context)
{
    guard_on_fatal(act, context);
}

void terminal_suspend(struct terminal *terminal)
{
    give_back(terminal);
    if (!guard_terminated()) {
        guard_stop();
    }
    take_again(terminal);
}

_Noreturn void terminal_die(int signal_number)
{
    struct sigaction action = { .sa_handler = SIG_DFL };
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, signal_number);
    sigaction(signal_number, &action, NULL);
    sigprocmask(SIG_UNBLOCK, &set, NULL);
    raise(signal_number);
    _exit(128 + signal_number); /* a signal that does not kill */
}

void terminal_size(const struct terminal *terminal, int *ret_width, int *ret_height)
{
    (void)terminal;
    *ret_width = getmaxx(stdscr);
    *ret_height = getmaxy(stdscr);
}

bool terminal_unicode(const struct terminal *terminal)
{
    return terminal->unicode;
}

/* ------------------------------------------------------------------------------------- events */

static struct event sized(const struct terminal *terminal, enum event_kind kind)
{
    struct event event = { .kind = kind };
    terminal_size(terminal, &event.width, &event.height);
    return event;
}

static struct event terminated(int signal_number)
{
    return (struct event){ .kind = EVENT_TERMINATE, .signal = signal_number };
}

/* Makes the second of two quick clicks on one cell a double one. */
static struct event count_clicks(struct terminal *terminal, struct event event)
{
    if (event.kind != EVENT_MOUSE || event.button != MOUSE_LEFT) {
        return event;
    }
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    int64_t since = (int64_t)(now.tv_sec - terminal->click_time.tv_sec) * 1000
                    + (now.tv_nsec - terminal->click_time.tv_nsec) / 1000000;
    struct event last = terminal->click;
    if (last.kind == EVENT_MOUSE && last.x == event.x && last.y == event.y
        && since < DOUBLE_CLICK_MS) {
        terminal->click.kind = EVENT_NONE;
        event.button = MOUSE_DOUBLE;
        return event;
    }
    terminal->click = event;
    terminal->click_time = now;
    return event;
}

/* What a wait has brought, as an event; EVENT_NONE if it is only input, or nothing. */
static struct event event_of_news(struct terminal *terminal, const struct guard_news *news)
{
    if (news->terminated) {
        return terminated(news->terminated);
    }
    if (news->stopped) {
        terminal_suspend(terminal);
    } else if (news->resumed) {
        /* Stopped by what cannot be seen (SIGSTOP): the shell had the terminal meanwhile. */
        give_back(terminal);
        take_again(terminal);
    } else if (news->resized) {
        fit(terminal);
        return sized(terminal, EVENT_RESIZE);
    } else if (news->gone) {
        return terminated(SIGHUP);
    }
    return (struct event){ .kind = EVENT_NONE };
}

/* False if the terminal is gone. */
static bool read_input(struct input *input)
{
    size_t room;
    char *at = input_room(input, &room);
    ssize_t got = read(STDIN_FILENO, at, room);
    if (got > 0) {
        input_add(input, (size_t)got);
    }
    return got > 0;
}

struct event terminal_next(struct terminal *terminal, const struct terminal_wait *wait)
{
    static const struct terminal_wait keys_only = { -1, -1 };
    struct event event;
    bool no_more = false;
    wait = wait ? wait : &keys_only;
    for (;;) {
        if (guard_terminated()) { /* also while the last frame was on its way */
            return terminated(guard_terminated());
        }
        if (terminal->resumed) {
            terminal->resumed = false;
            return sized(terminal, EVENT_RESUME);
        }
        enum input_state state = input_next(&terminal->input, no_more, &event);
        if (state == INPUT_READY) {
            return count_clicks(terminal, event);
        }
        bool partial = state == INPUT_PARTIAL;
        struct terminal_wait rest = { -1, input_patience(&terminal->input) };
        struct terminal_wait now = partial ? rest : *wait;
        struct guard_news news = guard_wait(STDIN_FILENO, now.fd, now.milliseconds);
        no_more = partial && news.timed_out;
        event = event_of_news(terminal, &news);
        if (event.kind != EVENT_NONE) {
            return event;
        }
        if (news.readable && !terminal->resumed && !read_input(&terminal->input)) {
            return terminated(SIGHUP);
        }
        if (!news.readable && !terminal->resumed && !partial && (news.other || news.timed_out)) {
            return event; /* EVENT_NONE */
        }
    }
}

/* ------------------------------------------------------------------------------------ drawing */

/* The text of a cell as ncurses wants it. Canvases hold clean text of the right width only; but
 * here is the last place before the terminal, so what is not that, or not in the locale, goes no
 * further. */
static bool wide_text(const struct terminal *terminal, const struct cell_view *cell,
                      wchar_t text[CCHARW_MAX + 1])
{
    size_t count = 0;
    size_t at = 0;
    mbstate_t state = { 0 };
    if (!terminal->unicode || !text_is_clean((struct str){ cell->bytes, cell->len })) {
        return false;
    }
    while (at < cell->len && count < CCHARW_MAX) {
        size_t len = mbrtowc(&text[count], cell->bytes + at, cell->len - at, &state);
        if (len == 0 || len > cell->len - at
            || wcwidth(text[count]) != (count == 0 ? cell->width : 0)) {
            return false;
        }
        at += len;
        count++;
    }
    text[count] = L'\0';
    return count > 0;
}

/* Adds a cell to a run; returns how many characters that took. */
static int add_cell(const struct terminal *terminal, const struct cell_view *cell, cchar_t *run)
{
    struct look look = terminal->looks[cell->style];
    wchar_t text[CCHARW_MAX + 1] = L"?";
    bool ascii = cell->len == 1 && cell->bytes[0] >= ' ' && cell->bytes[0] <= '~';
    if (ascii) {
        text[0] = (wchar_t)cell->bytes[0];
    } else if (!wide_text(terminal, cell, text)) {
        text[0] = L'?';
        text[1] = L'\0';
        setcchar(run, text, look.attributes, (short)look.pair, NULL);
        if (cell->width == 2) {
            setcchar(run + 1, L" ", look.attributes, (short)look.pair, NULL);
        }
        return cell->width;
    }
    setcchar(run, text, look.attributes, (short)look.pair, NULL);
    return 1;
}

static bool same_cell(const struct cell_view *a, const struct cell_view *b)
{
    return memcmp(a, b, sizeof(*a)) == 0;
}

/* Tells ncurses about a row, from the first cell that has changed to the last. */
static void present_row(struct terminal *terminal, const struct cell_view *row,
                        struct cell_view *shown, int y, int width)
{
    int from = 0;
    int to = width;
    while (from < to && same_cell(&row[from], &shown[from])) {
        from++;
    }
    while (to > from && same_cell(&row[to - 1], &shown[to - 1])) {
        to--;
    }
    if (from == to) {
        return;
    }
    if (from > 0 && row[from].len == 0) {
        from--;
    }
    int count = 0;
    for (int x = from; x < to; x++) {
        if (row[x].len > 0) {
            count += add_cell(terminal, &row[x], terminal->run + count);
        }
    }
    mvwadd_wchnstr(stdscr, y, from, terminal->run, count);
    memcpy(shown + from, row + from, (size_t)(to - from) * sizeof(*row));
}

static void place_cursor(struct terminal *terminal, const struct canvas *canvas)
{
    bool visible = canvas->cursor_x >= 0 && canvas->cursor_x < terminal->shown.width
                   && canvas->cursor_y >= 0 && canvas->cursor_y < terminal->shown.height;
    if (visible) {
        wmove(stdscr, canvas->cursor_y, canvas->cursor_x);
    }
    if (visible != terminal->cursor) {
        terminal->cursor = visible;
        leaveok(stdscr, !visible);
        curs_set(visible);
    }
}

void terminal_forget(struct terminal *terminal)
{
    (void)terminal; /* ncurses keeps what it believes to be on the screen in curscr */
    clearok(curscr, TRUE);
}

void terminal_present(struct terminal *terminal, const struct canvas *canvas)
{
    struct canvas *shown = &terminal->shown;
    int width = canvas->width < shown->width ? canvas->width : shown->width;
    int height = canvas->height < shown->height ? canvas->height : shown->height;
    for (int y = 0; y < height; y++) {
        present_row(terminal, canvas->cells + (ptrdiff_t)y * canvas->width,
                    shown->cells + (ptrdiff_t)y * shown->width, y, width);
    }
    guard_output_begin(fileno(terminal->output));
    place_cursor(terminal, canvas);
    wnoutrefresh(stdscr);
    doupdate();
    guard_output_end();
}
