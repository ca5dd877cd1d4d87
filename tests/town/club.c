/*
 * club.c - a network that must be signed in to: id.town gives tokens, club.town
 * shows its posts to who has one.
 *
 *	chain	r1 a1 -> r2 a2 -> ...	a refresh token is good once
 *
 * Who lost the answer may use the old one again, until anything of the new
 * pair was used: after that it is theft, and counted as `reused`.
 */
#include "tests/town/town.h"

#include <stdio.h>
#include <stdlib.h>

static struct club {
	pthread_mutex_t	 lock;
	long		 now;		/* number of the good pair; 0: none */
	long		 parent;	/* the pair it was made of */
	bool		 used;		/* anything of the good pair was */
	long		 lives;		/* requests that a token is good for */
	long		 left;
	long		 nap;		/* ms between renewing and telling */
	long		 odd;		/* so many odd answers, of that kind: */
	char		 what[16];
	/* told by /club */
	long		 renewed, again, reused, refused, expired, stale, codes;
	long		 asked;		/* for a device's token */
	const char	*error;
	long		 inside, crowd;	/* token requests at the same time */
} club = { .lock = PTHREAD_MUTEX_INITIALIZER, .lives = 5, .now = 1,
	.left = 5 };

static bool
say_json(struct line *l, const struct request *r, int status,
    const char *text)
{
	return answer_with(l, r, status, "application/json", text);
}

/* A field of a form, as far as its value needs no decoding. */
static void
field(const struct request *r, const char *name, char *out, size_t cap)
{
	slice	 rest = { r->body.p, r->body.n };

	out[0] = '\0';
	while (rest.n) {
		slice	 pair = slice_cut(&rest, '&');
		slice	 key = slice_cut(&pair, '=');

		if (slice_eq(key, slice_of(name)))
			snprintf(out, cap, "%.*s", (int)pair.n, pair.p);
	}
}

static long
number_of(const char *token, char kind)
{
	return token[0] == kind ? atol(token + 1) : -1;
}

/* --- id.town ------------------------------------------------------------ */

/* What no server should say. */
static void
put_odd(struct buf *out, const char *what)
{
	if (strcmp(what, "html") == 0)
		buf_text(out, "<html>Welcome to our hotel</html>");
	else if (strcmp(what, "types") == 0)
		buf_text(out, "{\"access_token\":7,\"refresh_token\":[1]}");
	else if (strcmp(what, "lines") == 0)
		buf_text(out, "{\"access_token\":\"a\\r\\nX-Evil: 1\"}");
	else if (strcmp(what, "null") == 0)
		buf_text(out, "null");
	else if (strcmp(what, "long") == 0)
		buf_printf(out, "{\"access_token\":\"%09000d\"}", 1);
	else if (strcmp(what, "huge") == 0)
		for (int i = 0; i < 150000; i++)
			buf_text(out, "{\"access_token\":[");
}

/* The next pair; the refresh token that came is `from`. */
static void
put_pair(struct buf *out, long from)
{
	club.parent = from;
	club.now++;
	club.used = false;
	club.left = club.lives;
	club.renewed++;
	buf_printf(out, "{\"access_token\":\"a%ld\",\"token_type\":\"bearer\","
	    "\"refresh_token\":\"r%ld\"}", club.now, club.now);
}

/* True: there is a pair in *out. */
static bool
renew(struct buf *out, long from)
{
	if (club.now > 0 && from == club.now) {
		put_pair(out, from);
		return true;
	}
	if (club.now > 0 && from == club.parent && !club.used) {
		club.again++;
		put_pair(out, from);
		return true;
	}
	club.refused++;
	club.reused += from > 0 && club.now > 0;
	return false;
}

/* The second time somebody has entered the code. */
static bool
enter(const char *code, struct buf *out)
{
	if (strcmp(code, "dc") == 0 && club.asked++ == 0) {
		club.error = "authorization_pending";
		return false;
	}
	if (club.now <= 0)
		club.now = 200;
	put_pair(out, -1);
	return true;
}

static bool
grant(const struct request *r, struct buf *out)
{
	char	 kind[80], value[256];

	club.error = "invalid_grant";
	field(r, "grant_type", kind, sizeof(kind));
	if (strncmp(kind, "urn", 3) == 0) {
		field(r, "device_code", value, sizeof(value));
		return enter(value, out);
	}
	if (strcmp(kind, "refresh_token") == 0) {
		field(r, "refresh_token", value, sizeof(value));
		return renew(out, number_of(value, 'r'));
	}
	field(r, "code", value, sizeof(value));
	if (strcmp(value, "good-code") != 0) {
		club.refused++;
		return false;
	}
	if (club.now <= 0)
		club.now = 100;		/* a new chain */
	club.codes++;
	put_pair(out, -1);
	return true;
}

static bool
give(struct line *l, const struct request *r)
{
	struct buf out = { .p = NULL };
	const char *error;
	bool	 good;
	long	 nap;

	pthread_mutex_lock(&club.lock);
	if (++club.inside > club.crowd)
		club.crowd = club.inside;
	good = club.odd <= 0 && grant(r, &out);
	if (club.odd > 0) {
		club.odd--;
		put_odd(&out, club.what);
		good = true;
	}
	nap = club.nap;
	error = club.error;
	pthread_mutex_unlock(&club.lock);
	if (nap)
		town_nap(rand() % nap);
	pthread_mutex_lock(&club.lock);
	club.inside--;
	pthread_mutex_unlock(&club.lock);
	if (!good)
		buf_printf(&out, "{\"error\":\"%s\"}", error);
	good = say_json(l, r, good ? 200 : 400, out.p);
	buf_free(&out);
	return good;
}

/* --- club.town ---------------------------------------------------------- */

static const char *
admit(const struct request *r)
{
	char	 token[64];
	const char *no = NULL;
	long	 n;

	snprintf(token, sizeof(token), "%.*s",
	    (int)request_header(r, "authorization").n,
	    request_header(r, "authorization").p);
	pthread_mutex_lock(&club.lock);
	n = strncmp(token, "Bearer ", 7) == 0 ? number_of(token + 7, 'a') : -1;
	if (club.now <= 0 || n != club.now) {
		club.stale++;
		no = "{\"error\":\"InvalidToken\"}";
	} else if (club.left-- <= 0) {
		club.used = true;
		club.expired++;
		no = "{\"error\":\"ExpiredToken\"}";
	} else {
		club.used = true;
	}
	pthread_mutex_unlock(&club.lock);
	return no;
}

static bool
show(struct town *t, struct line *l, const struct request *r)
{
	const struct post *posts[50];
	struct buf out = { .p = NULL };
	bool	 ok;
	size_t	 n;

	town_lock(t);
	n = posts_of(t, "club.town", posts, COUNT(posts));
	buf_text(&out, "{\"posts\":[");
	for (size_t i = 0; i < n; i++) {
		buf_printf(&out, "%s{\"id\":\"%ld\",\"text\":", i ? "," : "",
		    posts[i]->id);
		buf_json(&out, posts[i]->text);
		buf_text(&out, "}");
	}
	buf_text(&out, "]}");
	town_unlock(t);
	ok = say_json(l, r, 200, out.p);
	buf_free(&out);
	return ok;
}

bool
club_answer(struct town *t, struct line *l, const struct request *r)
{
	const char *no;

	if (strcmp(r->host, "id.town") == 0 && strcmp(r->path, "/token") == 0)
		return give(l, r);
	if (strcmp(r->host, "id.town") == 0 && strcmp(r->path, "/device") == 0)
		return say_json(l, r, 200, "{\"device_code\":\"dc\","
		    "\"user_code\":\"WDJB-MJHT\",\"verification_uri\":"
		    "\"https://id.town/enter\",\"interval\":1}");
	if (strcmp(r->host, "club.town") != 0)
		return answer_with(l, r, 404, "text/plain", "no\n");
	no = admit(r);
	return no ? say_json(l, r, 400, no) : show(t, l, r);
}

/* --- for tests ---------------------------------------------------------- */

bool
club_control(const struct request *r, struct buf *out)
{
	char	 what[sizeof(club.what)];

	pthread_mutex_lock(&club.lock);
	club.lives = request_number(r, "lives", club.lives);
	club.nap = request_number(r, "nap", club.nap);
	if (request_number(r, "revoke", 0))
		club.now = 0;
	if (request_param(r, "odd", what, sizeof(what))) {
		strcpy(club.what, what);
		club.odd = request_number(r, "times", 1);
	}
	buf_printf(out, "renewed=%ld again=%ld reused=%ld refused=%ld "
	    "expired=%ld stale=%ld codes=%ld crowd=%ld now=%ld odd=%ld\n",
	    club.renewed, club.again, club.reused, club.refused, club.expired,
	    club.stale, club.codes, club.crowd, club.now, club.odd);
	pthread_mutex_unlock(&club.lock);
	return true;
}
