/* What XML has to have in another way than we do. */
#ifndef STRATA_EXPORT_XML_H
#define STRATA_EXPORT_XML_H

#include "strata/base/str.h"

/* For text and for values between double quotes. */
void xml_escape(struct strbuf *to, struct str text);

#endif
