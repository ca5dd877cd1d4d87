/*
 * fuzz_mqtt.c - a broker that says anything. However it goes, the dialogue
 * ends, stays in its room, and is a success only when CONNACK 0 and every
 * PUBACK came in their order.
 */
#include "core/mqtt/mqtt.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

#define MUST(cond)	do { if (!(cond)) abort(); } while (0)

enum { MESSAGES = 3 };

/* The only conversation that is a success; the second byte of CONNACK is the
 * broker's. */
static bool
is_success(const uint8_t *p, size_t n)
{
	if (n < 4 + 4 * MESSAGES || p[0] != 0x20 || p[1] != 2 || p[3] != 0)
		return false;
	for (size_t i = 1; i <= MESSAGES; i++)
		if (p[4 * i] != 0x40 || p[4 * i + 1] != 2 ||
		    p[4 * i + 2] != 0 || p[4 * i + 3] != i)
			return false;
	return true;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static const struct mqtt_message all[MESSAGES] = {
		{ { "a", 1 }, { "b", 1 }, false },
		{ { "c", 1 }, { "", 0 }, true },
		{ { "d/e", 3 }, { "{}", 2 }, false },
	};
	static char room[4096];
	struct mqtt_job j = { .client = { "me", 2 }, .messages = all,
	    .n = MESSAGES };
	slice	 rest = { (const char *)data, n };
	struct arena a;
	char	 buf[256];
	struct sink k = { .buf = buf };
	struct fault f = { "" };
	struct mqtt *m;
	enum mqtt_next next;

	arena_init(&a, room, sizeof(room));
	k.cap = mqtt_room(&j);
	MUST(k.cap <= sizeof(buf));
	m = mqtt_begin(&a, &j);
	next = mqtt_step(m, (slice){ "", 0 }, &k, &f);
	MUST(next == MQTT_SEND);
	for (size_t steps = 0; next == MQTT_SEND; steps++) {
		long	 got = mqtt_answer(rest);
		slice	 packet = got > 0 ? slice_head(rest, (size_t)got) :
		    got < 0 ? slice_head(rest, MQTT_ANSWER_MAX) :
		    (slice){ "", 0 };

		MUST(steps <= MESSAGES + 1 && got <= MQTT_ANSWER_MAX);
		k.len = 0;
		next = mqtt_step(m, packet, &k, &f);
		MUST(!k.full && (next == MQTT_SEND || next == MQTT_DONE ||
		    f.text[0] != '\0'));
		rest = slice_from(rest, packet.n);
	}
	MUST((next == MQTT_DONE) == is_success(data, n));
	MUST(next != MQTT_DONE || !mqtt_unsure(m));
	return 0;
}
