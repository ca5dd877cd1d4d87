/*
 * outgoing.h - a letter on its way: what a channel's recipe may say of it
 * (recipe.5, NAMES), and the messages of channels that are no HTTP request.
 */
#ifndef CORE_OUTGOING_H
#define CORE_OUTGOING_H

#include "core/desk/press.h"
#include "core/mqtt/mqtt.h"
#include "core/recipe/recipe.h"
#include "core/wire.h"

struct outgoing {
	const struct letter *letter;
	const struct item *item;	/* what it tells of; zeroed: nothing */
	slice	 host_id;
	const struct press_buttons *buttons;	/* NULL: it has none */
	slice	 reply_url;
	int64_t	 now;
};

/* The letter's id everywhere: this box, and the letter's number. */
slice	 outgoing_id(struct arena *, const struct outgoing *);

/* The owner's parameters and the letter's variables, cut to the recipe's
 * limits. What the owner has named stays the owner's. */
struct template_scope outgoing_scope(struct arena *, const struct recipe *,
	    const struct outgoing *, const struct template_var *params,
	    size_t nparams);

/* message.client, .will, and .letter or .presence, for MQTT; those whose `if`
 * does not hold are left out. */
bool	 outgoing_mqtt(const struct recipe *, const struct template_scope *,
	    int64_t now, bool presence, struct mqtt_job *, struct fault *);

#endif
