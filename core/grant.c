#include "core/grant.h"

enum {
	VALUE_MOST = 1024,		/* bytes of one further value */
	EARLY = 120,			/* seconds before its end; of a short
					 * life a tenth is enough */
};

#define PART(tag, type, s, f, most) { tag, type, offsetof(struct s, f), most }
#define FIELD(tag, type, f, most) PART(tag, type, grant, f, most)

static const struct wire_field fields[] = {
	FIELD(1, WIRE_SLICE, account, 256),
	FIELD(2, WIRE_SLICE, access, GRANT_MOST),
	FIELD(3, WIRE_SLICE, refresh, GRANT_MOST),
	FIELD(4, WIRE_SLICE, took, GRANT_EXTRAS),
	FIELD(5, WIRE_SLICE, pasted, GRANT_EXTRAS),
	FIELD(6, WIRE_TEXT, trouble, 256),
	FIELD(7, WIRE_INT, obtained, 0),
	FIELD(8, WIRE_INT, expires, 0),
	FIELD(9, WIRE_INT, seed, 0),
	FIELD(10, WIRE_INT, order, 0),
};

const struct wire_shape wire_grant = { 'U', fields, COUNT(fields),
	sizeof(struct grant) };

static const struct wire_field device[] = {
	PART(1, WIRE_SLICE, grant_device, device_code, GRANT_MOST),
	PART(2, WIRE_SLICE, grant_device, user_code, 1024),
	PART(3, WIRE_SLICE, grant_device, where, 1024),
	PART(4, WIRE_WHOLE, grant_device, whole, 1024),
	PART(5, WIRE_INT, grant_device, interval, 0),
	PART(6, WIRE_INT, grant_device, seconds, 0),
};

const struct wire_shape wire_device = { 'Y', device, COUNT(device),
	sizeof(struct grant_device) };

bool
grant_next(slice *list, slice *name, slice *value)
{
	slice	 line = slice_cut(list, '\n');

	*name = slice_cut(&line, '\t');
	*value = line;
	return name->n && value->n;
}

/* Nothing below `least`, nothing above `last`, no DEL. */
static bool
is_clean(slice s, unsigned char least, unsigned char last, size_t most)
{
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if (c < least || c > last || c == 127)
			return false;
	}
	return s.n > 0 && s.n <= most;
}

bool
grant_is_token(slice s)
{
	return is_clean(s, '!', '~', GRANT_MOST);
}

bool
grant_is_value(slice s)
{
	return is_clean(s, ' ', 255, VALUE_MOST);
}

bool
grant_note(struct sink *k, slice name, slice value)
{
	if (!grant_is_value(name) || !grant_is_value(value) ||
	    name.n + value.n + 2 > GRANT_EXTRAS - k->len)
		return false;
	sink_put(k, name);
	sink_byte(k, '\t');
	sink_put(k, value);
	sink_byte(k, '\n');
	return !k->full;
}

size_t
grant_vars(const struct grant *t, const struct template_var *have,
    size_t nhave, struct template_var *to, size_t most)
{
	const struct template_scope given = { .vars = have, .nvars = nhave };
	slice	 took = t->took, pasted = t->pasted, name, value;
	size_t	 n = 0;

#define PUT(called, is, hidden)						\
	to[n++] = (struct template_var){ .name = called, .value = is,	\
	    .secret = hidden }
	if (t->access.n && n < most)
		PUT(SLICE("access_token"), t->access, true);
	if (t->refresh.n && n < most)
		PUT(SLICE("refresh_token"), t->refresh, true);
	while (n < most && grant_next(&took, &name, &value))
		PUT(name, value, false);
	while (n < most && grant_next(&pasted, &name, &value))
		if (template_var(&given, name) == NULL)
			PUT(name, value, true);
#undef PUT
	return n;
}

bool
grant_fresh(const struct grant *t, int64_t now)
{
	int64_t	 early = (t->expires - t->obtained) / 10;

	if (early > EARLY || early < 0)
		early = EARLY;
	return t->access.n && (t->expires == 0 || t->expires - early > now);
}

bool
grant_device_read(const cJSON *answer, struct grant_device *d)
{
	const int64_t interval = 5;	/* RFC 8628, 3.2 */

	*d = (struct grant_device){
	    .device_code = json_word(answer, "/device_code"),
	    .user_code = json_word(answer, "/user_code"),
	    .where = json_word(answer, "/verification_uri"),
	    .whole = json_word(answer, "/verification_uri_complete"),
	    .interval = json_count(answer, "/interval", interval),
	    .seconds = json_count(answer, "/expires_in", 0) };
	if (d->where.n == 0)		/* as some spelled it before the RFC */
		d->where = json_word(answer, "/verification_url");
	if (d->interval < 1 || d->interval > 60)
		d->interval = interval;
	if (d->seconds < 1 || d->seconds > 3600)
		d->seconds = 900;
	return grant_is_token(d->device_code) &&
	    grant_is_value(d->user_code) && grant_is_value(d->where);
}
