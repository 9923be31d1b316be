#include "cli/text_picture.h"

#include "strata/diagram/diagram.h"

#define COLUMNS 100
#define ROWS 10000 /* a file is as long as it has to be */

struct str text_picture(const struct review *review, bool ascii, struct arena *arena)
{
    struct diagram_request request = { .catalog = review->catalog,
                                       .architecture = &review->architecture,
                                       .regions = review->design.regions,
                                       .region_count = review->design.region_count,
                                       .width = COLUMNS,
                                       .height = ROWS,
                                       .zoom = DIAGRAM_FULL,
                                       .ascii = ascii };
    struct diagram diagram;

    diagram_make(&request, arena, &diagram);
    return diagram_text(&diagram, &review->architecture, review->design.title, arena);
}
