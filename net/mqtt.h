/*
 * mqtt.h - messages to one broker: core/mqtt over a connection.
 */
#ifndef NET_MQTT_H
#define NET_MQTT_H

#include "core/mqtt/mqtt.h"
#include "net/fetch.h"

/*
 * MQTT_DONE when the broker has them all; else MQTT_RETRY or _CONFIG and why.
 * *unsure: a message may be there all the same. `secure` asks for TLS; without
 * it no password is sent.
 *
 * With job->stay the line is then held until the visit's deadline, so that the
 * broker tells the will when we are cut off; that end is MQTT_DONE too.
 */
enum mqtt_next mqtt_send(struct visit *, bool secure, struct arena *,
	    const struct mqtt_job *, bool *unsure, struct fault *);

#endif
