#include "core/json/json.h"
#include "core/text/text.h"

enum {
	DIGITS = 15,			/* a double holds any 15 exactly */
	NUMBER_MAX = 48,
	FAR = 22			/* 10^22 is the last exact power */
};

static const double tens[] = {
	1e1, 1e2, 1e4, 1e8, 1e16, 1e32, 1e64, 1e128, 1e256,
};

/* d to m * 10^e with m of DIGITS digits, which is exact for what a sender can
 * have meant; far from 1 the rounding of the powers costs one digit. */
static uint64_t
decimal(double d, int *e)
{
	uint64_t m;

	*e = 0;
	for (size_t i = COUNT(tens); i-- > 0; )
		if (d / tens[i] >= 1e14) {
			d /= tens[i];
			*e += 1 << i;
		}
	for (size_t i = COUNT(tens); i-- > 0; )
		if (d * tens[i] < 1e15) {
			d *= tens[i];
			*e -= 1 << i;
		}
	m = (uint64_t)(d + 0.5);
	if (*e > FAR || *e < -FAR - DIGITS)
		m = (m + 5) / 10 * 10;
	while (m % 10 == 0 && m != 0) {
		m /= 10;
		++*e;
	}
	return m;
}

static void
put_zeros(struct sink *k, int n)
{
	while (n-- > 0)
		sink_byte(k, '0');
}

static void
put_fraction(struct sink *k, double d)
{
	char	 buf[24];
	struct sink digits = { .buf = buf, .cap = sizeof(buf) };
	int	 e, point;
	slice	 m;

	sink_int(&digits, (int64_t)decimal(d, &e));
	m = sink_slice(&digits);
	point = (int)m.n + e;		/* digits before the point */
	if (point > 0 && point <= DIGITS) {
		sink_put(k, slice_head(m, (size_t)point));
		put_zeros(k, e);
		if (e < 0) {
			sink_byte(k, '.');
			sink_put(k, slice_from(m, (size_t)point));
		}
	} else if (point <= 0 && point > -6) {
		sink_put(k, SLICE("0."));
		put_zeros(k, -point);
		sink_put(k, m);
	} else {
		sink_put(k, slice_head(m, 1));
		sink_put(k, m.n > 1 ? SLICE(".") : SLICE(""));
		sink_put(k, slice_from(m, 1));
		sink_byte(k, 'e');
		sink_int(k, point - 1);
	}
}

/* Infinite is what 1e999 becomes; there is no JSON for it. */
static void
put_number(struct sink *k, double d)
{
	const double most = 1.7976931348623157e308;

	if (!(d >= -most && d <= most)) {
		sink_put(k, SLICE("null"));
	} else if (d > -1e15 && d < 1e15 && d == (double)(int64_t)d) {
		sink_int(k, (int64_t)d);
	} else {
		if (d < 0)
			sink_byte(k, '-');
		put_fraction(k, d < 0 ? -d : d);
	}
}

void
json_quote(struct sink *k, slice s)
{
	sink_byte(k, '"');
	json_escape(k, s);
	sink_byte(k, '"');
}

/* Recursion ends with the depth: what was parsed is 64 deep at most, what we
 * build around it a few levels more. */
static void
put_value(struct sink *k, const cJSON *v, unsigned depth)
{
	bool	 object = cJSON_IsObject(v);

	if (cJSON_IsString(v)) {
		json_quote(k, slice_of(v->valuestring));
	} else if (cJSON_IsRaw(v)) {
		sink_text(k, v->valuestring);
	} else if (cJSON_IsNumber(v)) {
		put_number(k, v->valuedouble);
	} else if (cJSON_IsBool(v)) {
		sink_text(k, cJSON_IsTrue(v) ? "true" : "false");
	} else if (!object && !cJSON_IsArray(v)) {
		sink_text(k, "null");
	} else if (depth == 2 * JSON_MAX_DEPTH) {
		k->full = true;
	} else {
		sink_byte(k, object ? '{' : '[');
		for (const cJSON *at = v->child; at != NULL; at = at->next) {
			if (at != v->child)
				sink_byte(k, ',');
			if (object) {
				json_quote(k, slice_of(at->string));
				sink_byte(k, ':');
			}
			put_value(k, at, depth + 1);
		}
		sink_byte(k, object ? '}' : ']');
	}
}

void
json_put(struct sink *k, const cJSON *v)
{
	put_value(k, v, 0);
}

slice
json_text(struct arena *a, const cJSON *v)
{
	char	 buf[NUMBER_MAX];
	struct sink k = { .buf = buf, .cap = sizeof(buf) };

	if (v == NULL)
		return SLICE("");
	if (cJSON_IsString(v) || cJSON_IsRaw(v))
		return slice_of(v->valuestring);
	if (cJSON_IsBool(v))
		return slice_of(cJSON_IsTrue(v) ? "true" : "false");
	if (!cJSON_IsNumber(v))
		return SLICE("");
	put_number(&k, v->valuedouble);
	return arena_copy(a, sink_slice(&k));
}

cJSON *
json_new(struct arena *a, int type)
{
	cJSON	*v = arena_take(a, sizeof(*v));

	if (v != NULL)
		v->type = type;
	return v;
}

static cJSON *
new_valued(struct arena *a, int type, slice text)
{
	cJSON	*v = json_new(a, type);

	if (v != NULL)
		v->valuestring = arena_string(a, text);
	return v;
}

cJSON *
json_new_text(struct arena *a, slice text)
{
	cJSON	*v = new_valued(a, cJSON_String, text);

	/* cJSON ends a string at the first zero byte: keep what follows */
	for (size_t i = 0; v != NULL && !a->spent && i < text.n; i++)
		if (v->valuestring[i] == '\0')
			v->valuestring[i] = ' ';
	return v;
}

/* Raw digits: a double would round what is longer than 15 of them. */
cJSON *
json_new_int(struct arena *a, int64_t value)
{
	char	 digits[24];

	return new_valued(a, cJSON_Raw, fault_int(digits, value));
}

void
json_add(struct arena *a, cJSON *to, slice key, cJSON *v)
{
	if (to == NULL || v == NULL)
		return;
	if (cJSON_IsObject(to))
		v->string = arena_string(a, key);
	cJSON_AddItemToArray(to, v);
}

slice
json_made(struct arena *a, const cJSON *v)
{
	struct sink k = sink_open(a);

	json_put(&k, v);
	return sink_close(&k, a);
}
