/* bare: what ncurses alone costs. A full screen with one row lit, which each key moves down by one;
 * q ends. The same picture as `floor rows` (tests/pty/floor.c). */
#include <curses.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

static void draw(unsigned count)
{
    for (int y = 0; y < LINES; y++) {
        char text[1024];
        int len = snprintf(text, sizeof(text), "row %03d ", y);
        for (int x = 8; x + 8 < COLS && len < 1000; x += 8) {
            memcpy(text + len, "sample  ", 8);
            len += 8;
        }
        memset(text + len, ' ', sizeof(text) - (size_t)len);
        attrset((int)(count % (unsigned)LINES) == y ? COLOR_PAIR(2) | A_BOLD : COLOR_PAIR(1));
        mvaddnstr(y, 0, text, COLS < 1000 ? COLS : 1000);
    }
    refresh();
}

int main(int argc, char **argv)
{
    setlocale(LC_ALL, "");
    if (!newterm(NULL, stdout, stdin)) {
        return 2;
    }
    raw();
    noecho();
    nonl();
    keypad(stdscr, TRUE);
    curs_set(0);
    leaveok(stdscr, TRUE);
    if (argc > 1 && strcmp(argv[1], "none") != 0) {
        start_color();
        use_default_colors();
        init_pair(1, 252, 234);
        init_pair(2, 231, 24);
        bkgdset(COLOR_PAIR(1));
    }
    erase();
    unsigned count = 0;
    do {
        draw(count++);
        int c = getch();
        if (c == ERR || c == 'q') {
            break;
        }
    } while (true);
    endwin();
    return 0;
}
