# The rooms, and what each sees: the Makefile links a room's unit tests with this alone, and tests/lint/layers.sh holds
# every include to it. Lists are whole and go from the right to the left, as the linker wants them.

ROOMS := cli term ui app export report diagram store analysis model base

SEES_base     := base
SEES_model    := model base
SEES_analysis := analysis model base
SEES_store    := store model base
SEES_diagram  := diagram analysis model base
SEES_report   := report analysis model base
SEES_export   := export report diagram store analysis model base
SEES_app      := app diagram analysis model base
SEES_ui       := ui app diagram analysis model base
SEES_term     := term ui app diagram analysis model base
SEES_cli      := $(ROOMS)

# Single headers, where a room sees no more of another than these.
ONLY_term := ui/canvas.h ui/paints.h ui/styles.h app/key.h app/event.h

# Sub-rooms: what the files in a folder of a room see of that room; "top" are those beside the folders, which see all of
# them. A public header belongs to the folder with the .c of its name; one without is the room's own and seen by all.
SEES_analysis/wiring     := wiring
SEES_analysis/bill       := bill
SEES_analysis/rules      := rules bill wiring
SEES_analysis/reading    := reading rules bill wiring
SEES_analysis/recognise  := recognise reading rules bill wiring
SEES_analysis/sweep      := sweep bill
SEES_analysis/review     := review reading rules bill wiring
SEES_analysis/difference := difference review reading rules bill wiring
SEES_store/tree          := tree
SEES_store/design        := design tree
SEES_store/catalog       := catalog design tree
SEES_app/places          := places top
SEES_app/commands        := commands places top
SEES_ui/views            := views top
SEES_cli/docs            := docs top
SEES_cli/verbs           := verbs docs top
