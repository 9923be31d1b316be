/* A folder of a test's own, in which it works: for setup and teardown of a group. */
#ifndef STRATA_TESTS_SUPPORT_OWN_FOLDER_H
#define STRATA_TESTS_SUPPORT_OWN_FOLDER_H

int own_folder_enter(void **state); /* makes it below TMPDIR and goes there */
int own_folder_leave(void **state); /* removes it with all that is in it */

void own_folder_put(const char *path, const char *text); /* a file with this content */

#endif
