#include "cli/rescue.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/files.h"
#include "strata/base/text.h"
#include "strata/store/store.h"

#define RESCUES_MAX 1000 /* by processes of one number */

/* The folder, made if it is not there; NULL, with the reason, if that cannot be done. */
static const char *rescue_folder(struct arena *arena, struct diag_list *diags)
{
    const char *state = getenv("XDG_STATE_HOME"), *home = getenv("HOME");
    struct strbuf path = { .arena = arena };

    if (state && state[0] == '/') {
        strbuf_addf(&path, "%s/strata", state);
    } else if (home && home[0] == '/') {
        strbuf_addf(&path, "%s/.local/state/strata", home);
    } else {
        diag_error(diags,
                   "unsaved changes are lost: neither XDG_STATE_HOME nor HOME names a folder");
        return NULL;
    }
    strbuf_add_char(&path, '\0');
    char *folder = path.at;

    for (char *slash = strchr(folder + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        mkdir(folder, 0700); /* what matters is whether the last one is there */
        *slash = '/';
    }
    if (mkdir(folder, 0700) != 0 && errno != EEXIST) {
        diag_error(diags, "unsaved changes are lost: cannot make %.*s: %s",
                   STR_ARG(text_clean(arena, str_from(folder))), strerror(errno));
        return NULL;
    }
    chmod(folder, 0700); /* also one that was there: what is in it was saved nowhere else */
    return folder;
}

bool rescue_write(const struct catalog *catalog, const struct design *design, struct arena *arena,
                  struct diag_list *diags)
{
    const char *folder = rescue_folder(arena, diags);
    struct str bytes = store_write_design(catalog, design, false, arena);
    enum files_result result = FILES_CONFLICT;
    struct str path;

    if (!folder) {
        return false;
    }
    /* Numbers of processes come again: an older rescue is left alone. */
    for (int i = 0; result == FILES_CONFLICT && i < RESCUES_MAX; i++) {
        path = str_format(arena, i > 0 ? "%s/rescued-%ld-%d.yaml" : "%s/rescued-%ld.yaml", folder,
                          (long)getpid(), i);
        result = files_save_private(str_terminated(arena, path), bytes, arena, diags);
    }
    if (result != FILES_SAVED) {
        diag_error(diags, "unsaved changes are lost");
        return false;
    }
    diag_tell(diags, SEVERITY_NOTE, (struct str){ 0 }, "unsaved changes are in %.*s",
              STR_ARG(text_clean(arena, path)));
    return true;
}
