/*
 * mqtt.h - MQTT 3.1.1 as a publisher speaks it: packets, and the dialogue.
 *
 *	we send				and the answer
 *
 *	CONNECT, with the will		CONNACK 0 go on; 1 2 4 5 the owner must
 *					look; 3 later
 *	PUBLISH 1, QoS 1		PUBACK 1
 *	PUBLISH 2 ...			PUBACK 2 ...
 *	(stay: PINGREQ			PINGRESP)
 *	DISCONNECT			which takes the will back
 *
 * One message at a time: what is acknowledged is the broker's. Nothing is
 * subscribed to, so nothing foreign comes but answers of four bytes at most.
 */
#ifndef CORE_MQTT_H
#define CORE_MQTT_H

#include "core/fault.h"

enum { MQTT_ANSWER_MAX = 4 };

struct mqtt_message {
	slice	 topic;
	slice	 payload;
	bool	 retain;
};

struct mqtt_job {
	slice	 client;		/* its name at the broker */
	slice	 user, password;	/* empty: none */
	struct mqtt_message will;	/* without a topic: none */
	const struct mqtt_message *messages;
	size_t	 n;
	unsigned keepalive;		/* seconds; 0: the broker never minds */
	bool	 again;			/* may have been sent before: DUP */
	bool	 stay;			/* no DISCONNECT behind the last one */
};

enum mqtt_next {
	MQTT_SEND,		/* write `out`, then read the next packet */
	MQTT_DONE,		/* all are the broker's; `out` says goodbye,
				 * unless we stay */
	MQTT_RETRY,		/* later */
	MQTT_CONFIG		/* refused, or cannot be sent: tell the owner */
};

struct mqtt;			/* state of one dialogue, in the arena */

/* The length of the first packet of what a broker may say to us; 0: not all
 * here; -1: it cannot be one. */
long	 mqtt_answer(slice bytes);

/* Is it sound, so that no broker has a reason to hang up on us? */
bool	 mqtt_check(const struct mqtt_job *, struct fault *);

/* The job must live as long. NULL: the arena is spent. */
struct mqtt *mqtt_begin(struct arena *, const struct mqtt_job *);

/*
 * First with an empty packet, then with each that comes, one at a time. After
 * the first call an empty packet means that the connection has ended.
 */
enum mqtt_next mqtt_step(struct mqtt *, slice packet, struct sink *out,
	    struct fault *);
/* May the letter be there although the end was bad? */
bool	 mqtt_unsure(const struct mqtt *);

void	 mqtt_ping(struct sink *);
void	 mqtt_leave(struct sink *);		/* DISCONNECT */
bool	 mqtt_is_pong(slice packet);

/* Room that `out` needs at most; the same for every step. */
size_t	 mqtt_room(const struct mqtt_job *);

#endif
