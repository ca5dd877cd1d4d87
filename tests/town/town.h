/*
 * town.h - a pretend internet on loopback: local paper, blog, forum, two
 * networks, a push server, a webhook, a messenger, a mail server.
 *
 *	connection -> line (TLS) -> http -> front (which host?) -> feeds,
 *	                                    channels, rude, bench
 *	           -> mailroom (SMTP)       control (plain http, for tests)
 *	script: posts by itself           letters: what has arrived
 */
#ifndef TOWN_TOWN_H
#define TOWN_TOWN_H

#include "tests/town/http.h"

#include <pthread.h>
#include <stdint.h>

enum town_port {
	PORT_HTTPS, PORT_SPARE,		/* the same; spare can be shut */
	PORT_CONTROL, PORT_SMTPS, PORT_SMTP,
	PORT_OLD_ALERT, PORT_OLD_HELLO, PORT_PLAIN, PORT_MUTE, PORT_IMAPS,
	PORTS
};

enum trouble {
	TROUBLE_NONE,
	TROUBLE_STATUS,			/* answers with an error */
	TROUBLE_SLOW,			/* three seconds late */
	TROUBLE_CLOSE,			/* hangs up instead of answering */
	TROUBLE_LOST,			/* takes it, hangs up, says nothing */
	TROUBLE_HANG,			/* never answers */
	TROUBLE_REFUSE			/* resets at once */
};

struct host {
	char		 name[64];
	long		 connections, full, resumed, requests, unchanged;
	enum trouble	 trouble;
	long		 left;		/* how often; -1: until told */
	int		 status;
	long		 retry_after;	/* -1: does not say */
};

struct post {
	long		 id;
	char		*host, *title, *text, *author, *lang, *url;
	int64_t		 time, changed;
	long		 points, replies;	/* where they are told */
};

struct letter {				/* one that has arrived, maybe twice */
	const char	*channel, *id, *title, *priority, *url, *text;
	const char	*buttons;	/* "Mine=http://... "; NULL: none */
	long		 count;
};

enum { HOSTS_MAX = 256 };

struct town {
	pthread_mutex_t	 lock;		/* all that follows */
	struct host	 hosts[HOSTS_MAX];
	size_t		 nhosts;
	struct post	*posts;
	size_t		 nposts, posts_cap;
	struct letter	*letters;
	size_t		 nletters, letters_cap;
	char		 pressed[80];	/* the last button in the messenger */
	long		 presses;	/* so many */
	long		 last_id;
	bool		 quiet;		/* does not post by itself */
	long		 bench_entries;
	/* constant once the doors are open */
	struct tls	*tls;
	unsigned	 ports[PORTS];
	int		 spare_fd;	/* under the lock; -1: shut */
};

void	 town_lock(struct town *);
void	 town_unlock(struct town *);
void	 town_nap(long ms);

/* --- hosts.c: who is asked, how often, and what ails them ---------------- */

/* The one of that name, made when new. Under the lock. */
struct host *host_named(struct town *, const char *name);
/* Counts a request; what is wrong this time comes back in *as. */
enum trouble host_asked(struct town *, const char *name, struct host *as);
void	 host_connected(struct town *, const struct line *);
void	 host_unchanged(struct town *, const char *name);

/* --- posts.c ------------------------------------------------------------- */

/* Copies all; fills in id, time and url where they are 0 or NULL. */
long	 post_add(struct town *, const struct post *);
bool	 post_edit(struct town *, long id, const char *text);
/* So many liked it, so many answered. */
bool	 post_spread(struct town *, long id, long points, long replies);
/* The newest `most` of a host, newest first; under the lock. */
size_t	 posts_of(const struct town *, const char *host,
	    const struct post **out, size_t most);

/* --- letters.c ----------------------------------------------------------- */

/* Notes one that arrived; returns how often it came so far. */
long	 letter_arrived(struct town *, const struct letter *);

/* --- who answers what: each true when the connection goes on ------------- */

bool	 feeds_answer(struct town *, struct line *, const struct request *);
bool	 channels_answer(struct town *, struct line *,
	    const struct request *, bool lost);
bool	 buttons_updates(struct town *, struct line *, const struct request *);
/* *mine: it was for there. */
bool	 answers_answer(struct town *, struct line *, const struct request *,
	    bool lost, bool *mine);
bool	 rude_answer(struct town *, struct line *, const struct request *);
bool	 bench_answer(struct town *, struct line *, const struct request *);
bool	 club_answer(struct town *, struct line *, const struct request *);
bool	 club_control(const struct request *, struct buf *out);
bool	 sky_answer(struct town *, struct line *, const struct request *,
	    bool lost);
bool	 graph_answer(struct town *, struct line *, const struct request *);
bool	 sky_control(const struct request *, struct buf *out);
bool	 postbox_control(const struct request *, struct buf *out);
bool	 control_answer(struct town *, struct line *,
	    const struct request *);
/* A simple one: text, and whether the connection goes on. */
bool	 answer_with(struct line *, const struct request *, int status,
	    const char *type, const char *text);

/* --- connections: each owns the descriptor ------------------------------- */

void	 front_serve(struct town *, int fd);		/* https */
void	 control_serve(struct town *, int fd);
void	 mailroom_serve(struct town *, int fd);		/* implicit TLS */
void	 mailroom_serve_clear(struct town *, int fd);	/* STARTTLS */
void	 postbox_serve(struct town *, int fd);		/* IMAP */
void	 rude_old_alert(struct town *, int fd);
void	 rude_old_hello(struct town *, int fd);
void	 rude_plain(struct town *, int fd);
void	 rude_mute(struct town *, int fd);

/* --- script.c: life in the town ------------------------------------------ */

void	 script_history(struct town *);		/* what was there before */
void	*script_run(void *town);		/* a thread */

#endif
