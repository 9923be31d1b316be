#include "export/txt.h"

#include "strata/diagram/diagram.h"

#define COLUMNS 100
#define ROWS 10000 /* a file is as long as it has to be */

struct str txt_make(const struct review *review, const struct export_options *options,
                    struct arena *arena)
{
    const struct overlay *overlay = options->overlay;
    struct str title = review->design.title;
    struct diagram_request request = { .catalog = review->catalog,
                                       .architecture = &review->architecture,
                                       .regions = review->design.regions,
                                       .region_count = review->design.region_count,
                                       .width = COLUMNS,
                                       .height = ROWS,
                                       .zoom = DIAGRAM_FULL,
                                       .ascii = options->ascii };
    struct diagram diagram;

    if (overlay != NULL) {
        request.architecture = &overlay->architecture;
        request.box_marks = overlay->box_marks;
        request.arrow_marks = overlay->arrow_marks;
    }
    if (options->before != NULL) {
        title = difference_title(options->before->design.title, title, arena);
    }
    diagram_make(&request, arena, &diagram);
    return diagram_text(&diagram, &review->architecture, title, arena);
}
