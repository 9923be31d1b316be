/* embed CATALOG_DIR THEMES_DIR OUT.c: the shipped catalogue and themes as C source.
 *
 * Runs when strata is built. The files go through the very readers that read a user's files, so a
 * mistake in what we ship ends the build with its line. The same files give the same bytes, on
 * every machine of a kind. */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "strata/base/diag.h"
#include "strata/base/heap.h"
#include "strata/base/vec.h"
#include "strata/store/store.h"

#define DEPTH_MAX 8
#define BYTES_PER_LINE 20

struct job {
    struct arena *arena;
    struct diag_list diags;
    VEC(struct store_file) files;
};

static _Noreturn void exhausted(void *context)
{
    (void)context;
    fputs("embed: out of memory\n", stderr);
    exit(1);
}

static const struct memory heap = { heap_get, heap_give_back, exhausted, NULL };

/* ---- reading folders ---- */

static bool fail(struct job *job, const char *path, const char *what)
{
    diag_error(&job->diags, "%s: %s", path, what);
    return false;
}

static bool read_file(struct job *job, const char *path, struct str *ret)
{
    size_t room =
        STORE_CATALOG_BYTES + 1; /* one more than allowed, so that too long is seen as that */
    char *bytes = malloc(room);
    FILE *file = fopen(path, "rb");
    bool ok = bytes && file;

    if (ok) {
        size_t len = fread(bytes, 1, room, file);
        ok = !ferror(file);
        *ret = str_copy(job->arena, (struct str){ bytes, len });
    }
    if (file) {
        fclose(file);
    }
    free(bytes);
    return ok || fail(job, path, strerror(errno));
}

static bool add_folder(struct job *job, const char *folder, const char *inside, int depth);

/* One entry of a folder: a YAML file, a folder, or something that does not concern us. */
static bool add_entry(struct job *job, const char *folder, const char *inside, const char *name,
                      int depth)
{
    const char *path = str_terminated(
        job->arena, str_format(job->arena, "%s%s%s", inside, *inside ? "/" : "", name));
    const char *whole = str_terminated(job->arena, str_format(job->arena, "%s/%s", folder, path));
    struct stat status;
    struct str bytes;

    if (name[0] == '.') {
        return true;
    }
    if (stat(whole, &status) != 0) {
        return fail(job, whole, strerror(errno));
    }
    if (S_ISDIR(status.st_mode)) {
        return add_folder(job, folder, path, depth + 1);
    }
    if (!S_ISREG(status.st_mode) || !str_ends(str_from(name), STR(".yaml"))) {
        return true;
    }
    if (!read_file(job, whole, &bytes)) {
        return false;
    }
    *vec_add(&job->files, job->arena) =
        (struct store_file){ .name = str_from(whole), .path = str_from(path), .bytes = bytes };
    return true;
}

static bool add_folder(struct job *job, const char *folder, const char *inside, int depth)
{
    const char *path = str_terminated(job->arena, str_format(job->arena, "%s/%s", folder, inside));
    DIR *dir = depth < DEPTH_MAX ? opendir(path) : NULL;
    const struct dirent *entry;
    bool ok = true;

    if (!dir) {
        return fail(job, path, depth < DEPTH_MAX ? strerror(errno) : "folders are nested too deep");
    }
    while (ok && (entry = readdir(dir)) != NULL) {
        ok = add_entry(job, folder, inside, entry->d_name, depth);
    }
    closedir(dir);
    return ok;
}

static int by_path(const void *a, const void *b)
{
    return str_cmp(((const struct store_file *)a)->path, ((const struct store_file *)b)->path);
}

static bool gather(struct job *job, const char *folder)
{
    job->files.count = 0;
    if (!add_folder(job, folder, "", 0)) {
        return false;
    }
    if (job->files.count > 0) {
        qsort(job->files.items, job->files.count, sizeof(*job->files.items), by_path);
    }
    return true;
}

/* ---- writing C ---- */

static void write_catalog(FILE *out, const unsigned char *block, size_t size)
{
    fputs("_Alignas(16) const unsigned char shipped_catalog[] = {", out);
    for (size_t i = 0; i < size; i++) {
        fprintf(out, "%s0x%02x,", i % BYTES_PER_LINE == 0 ? "\n" : "", (unsigned)block[i]);
    }
    fprintf(out, "\n};\nconst size_t shipped_catalog_size = %zu;\n\n", size);
}

/* Texts are clean; what is left to do is what C asks for. Bytes are octal, which ends after three
 * digits. */
static void write_string(FILE *out, const char *text)
{
    fputc('"', out);
    for (; *text; text++) {
        if (*text == '"' || *text == '\\' || *text == '?' || (unsigned char)*text >= 0x7f) {
            fprintf(out, "\\%03o", (unsigned)(unsigned char)*text);
        } else {
            fputc(*text, out);
        }
    }
    fputc('"', out);
}

static void write_theme(FILE *out, const struct theme *theme)
{
    fputs("    {\n        .name = ", out);
    write_string(out, theme->name);
    fputs(",\n        .what = ", out);
    write_string(out, theme->what);
    fprintf(out, ",\n        .light = %d,\n        .style_count = %u,\n        .styles = {\n",
            (int)theme->light, (unsigned)theme->style_count);
    for (uint32_t i = 0; i < theme->style_count; i++) {
        const struct theme_style *style = &theme->styles[i];
        fprintf(out, "            { \"%s\", %d, %d, %u },\n", style->name, (int)style->fg,
                (int)style->bg, (unsigned)style->attributes);
    }
    fputs("        },\n    },\n", out);
}

static bool write_themes(struct job *job, FILE *out)
{
    fputs("const struct theme shipped_themes[] = {\n", out);
    for (uint32_t i = 0; i < job->files.count; i++) {
        struct theme theme;

        if (store_read_theme(job->files.items[i].name, job->files.items[i].bytes, job->arena,
                             &theme, &job->diags)) {
            write_theme(out, &theme);
        }
    }
    if (job->files.count == 0) { /* C has no empty arrays */
        fputs("    { .light = -1 },\n", out);
    }
    fprintf(out, "};\nconst uint32_t shipped_theme_count = %u;\n", (unsigned)job->files.count);
    return !diag_failed(&job->diags);
}

static bool write_all(struct job *job, const char *catalog, const char *themes, FILE *out)
{
    const void *block;
    size_t size;

    fputs("/* Made by src/tools/embed.c. */\n#include \"strata/model/shipped.h\"\n\n", out);
    if (!gather(job, catalog)
        || !store_read_catalog(job->files.items, job->files.count, job->arena, &block, &size,
                               &job->diags)) {
        return false;
    }
    write_catalog(out, block, size);
    if (!gather(job, themes)) {
        return false;
    }
    return write_themes(job, out);
}

static void print_diags(struct arena *arena, const struct diag_list *diags)
{
    for (uint32_t i = 0; i < diags->list.count; i++) {
        struct str line = diag_format(arena, &diags->list.items[i]);
        fprintf(stderr, "%.*s\n", STR_ARG(line));
    }
    for (int i = 0; i < SEVERITY__COUNT; i++) {
        if (diags->counts[i] > DIAG_LIMIT) {
            fprintf(stderr, "embed: %u %ss more\n", (unsigned)(diags->counts[i] - DIAG_LIMIT),
                    severity_name((enum severity)i));
        }
    }
}

int main(int argc, char **argv)
{
    struct arena arena;
    struct job job = { .arena = &arena };
    FILE *out;
    bool ok;

    if (argc != 4) {
        fputs("usage: embed CATALOG_DIR THEMES_DIR OUT.c\n", stderr);
        return 1;
    }
    arena_init(&arena, &heap);
    diag_init(&job.diags, &arena);
    out = fopen(argv[3], "wb");
    ok = out ? write_all(&job, argv[1], argv[2], out) : fail(&job, argv[3], strerror(errno));
    print_diags(&arena, &job.diags);
    if (out && fclose(out) != 0) {
        fprintf(stderr, "embed: %s: %s\n", argv[3], strerror(errno));
        ok = false;
    }
    if (!ok) {
        remove(argv[3]);
    }
    arena_release(&arena);
    return ok ? 0 : 1;
}
