/*
 * record.h - one record of an answer to one mention.
 */
#ifndef CORE_RECORD_H
#define CORE_RECORD_H

#include "core/mention.h"
#include "core/recipe/recipe.h"

/*
 * The recipe's `fields` and `keep` worked out for the record of the scope.
 * Text is cut to what core/wire.h's item takes, all of it but the text itself
 * is one line; addresses are absolute http or https; what cannot be so is left
 * empty. False: no id.
 */
bool	 record_read(const struct recipe *, const struct template_scope *,
	    slice base, struct mention *);

/* An object of names and values (`keep`: what a reply will need) as JSON, those
 * without a value left out; empty when there is none, or more than `most`
 * bytes. */
slice	 record_values(const cJSON *map, const struct template_scope *,
	    size_t most);

#endif
