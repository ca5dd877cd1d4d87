#include "firmware/config/channel.h"

#include "core/recipe/outgoing.h"

#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
	PORT_TLS = 8883,
	BEAT_LEAST = 30, BEAT_MOST = 3600	/* seconds */
};

slice
config_param(const struct config_way *w, const char *name)
{
	for (size_t i = 0; i < w->nparams; i++)
		if (slice_eq(w->params[i].name, slice_of(name)))
			return w->params[i].value;
	return (slice){ "", 0 };
}

/* A letter that nobody will get: do the templates give what can be sent? */
static struct template_scope
rehearse(struct config_reader *r, const struct config_way *w,
    const struct recipe *rec)
{
	static const struct item nothing;
	static const struct letter test = { .title = { "a", 1 },
	    .text = { "b", 1 }, .level = { "normal", 6 }, .id = 1 };
	struct outgoing o = { .letter = &test, .item = &nothing,
	    .host_id = SLICE("box"), .now = 1 };
	struct template_var *v = arena_take(r->scratch,
	    (w->nparams + 1) * sizeof(*v));

	for (size_t i = 0; v != NULL && i < w->nparams; i++)
		v[i] = (struct template_var){ .name = w->params[i].name,
		    .value = w->params[i].value,
		    .secret = w->params[i].secret };
	return outgoing_scope(r->scratch, rec, &o, v, v ? w->nparams : 0);
}

static void
rehearse_mqtt(struct config_reader *r, const struct config_way *w,
    const struct recipe *rec, bool presence)
{
	struct template_scope s = rehearse(r, w, rec);
	struct mqtt_job job = { .user = config_param(w, "user"),
	    .password = config_param(w, "password") };
	struct fault f = { "" };

	s.crypto = &config_crypto;
	if (!outgoing_mqtt(rec, &s, 1, presence, &job, &f) ||
	    !mqtt_check(&job, &f))
		config_complain(r, "channels", w->name, f.text);
}

/* It stands in topics and in the names that Home Assistant makes of them. */
static bool
is_plain(slice name)
{
	for (size_t i = 0; i < name.n; i++)
		if (!ascii_alpha(name.p[i]) && !ascii_digit(name.p[i]) &&
		    name.p[i] != '-' && name.p[i] != '_')
			return false;
	return true;
}

void
config_broker(struct config_reader *r, struct config_way *w,
    const struct recipe *rec)
{
	bool	 tls = !slice_eq(config_param(w, "tls"), SLICE("false"));
	int64_t	 port = PORT_TLS, beat = 0;

	(void)slice_int(config_param(w, "port"), &port);
	(void)slice_int(config_param(w, "beat"), &beat);
	w->machine = true;
	w->beat = beat;
	if (port < 1 || port > 65535)
		config_complain(r, "channels", w->name,
		    "port is a number from 1 to 65535");
	if (beat && (beat < BEAT_LEAST || beat > BEAT_MOST))
		config_complain(r, "channels", w->name,
		    "beat is 0, or 30 to 3600 seconds");
	if (!is_plain(config_param(w, "box")))
		config_complain(r, "channels", w->name,
		    "box has letters, digits, - and _ only");
	if (!tls && config_param(w, "password").n)
		config_complain(r, "channels", w->name, "a password is never "
		    "sent without encryption: set tls to true");
	w->origin = (struct url){ .scheme = tls ? SLICE("mqtts") :
	    SLICE("mqtt"), .host = config_param(w, "host"),
	    .port = (unsigned)port };
	rehearse_mqtt(r, w, rec, false);
	rehearse_mqtt(r, w, rec, true);
}

/* What the keeper may be told to run, as root perhaps, must not be somebody
 * else's to change. */
void
config_program(struct config_reader *r, struct config_way *w,
    const struct recipe *rec)
{
	slice	 path = config_param(w, "program");
	const char *name = arena_string(r->scratch, path);
	struct template_scope s = rehearse(r, w, rec);
	struct fault f = { "" };
	struct stat st;
	slice	 json;

	s.crypto = &config_crypto;
	w->machine = true;
	w->origin = (struct url){ .scheme = SLICE("exec"),
	    .host = SLICE("localhost"), .port = 1 };
	if (name == NULL || path.n == 0 || path.p[0] != '/')
		config_complain(r, "channels", w->name,
		    "\"program\" must begin with a slash");
	else if (stat(name, &st) != 0 || access(name, X_OK) != 0)
		config_complain(r, "channels", w->name, strerror(errno));
	else if (!S_ISREG(st.st_mode))
		config_complain(r, "channels", w->name,
		    "\"program\" is no program");
	else if (st.st_mode & S_IWOTH)
		config_complain(r, "channels", w->name,
		    "everybody may change that program: chmod o-w");
	if (!recipe_message(rec, &s, 1, SLICE("json"), &json, &f))
		config_complain(r, "channels", w->name, f.text);
}
