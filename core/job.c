#include "core/job.h"

#include "core/desk/task.h"
#include "core/learn/learn.h"
#include "core/match/sketch.h"

#define TEXT(tag, s, f, most)	{ tag, WIRE_SLICE, offsetof(struct s, f), most }
#define INT(tag, s, f)		{ tag, WIRE_INT, offsetof(struct s, f), 0 }

static const struct wire_field visit[] = {
	TEXT(1, job_visit, scheme, 8),
	TEXT(2, job_visit, host, 255),
	TEXT(3, job_visit, pinned, 64),
	TEXT(4, job_visit, ca_file, 4096),
	TEXT(5, job_visit, session, 8192),
	TEXT(6, job_visit, shop.name, 256),
	TEXT(7, job_visit, shop.places, 4096),
	TEXT(8, job_visit, shop.critical, 4096),
	TEXT(9, job_visit, host_id, 256),
	INT(10, job_visit, port),
	INT(11, job_visit, allow_private),
	INT(12, job_visit, seconds),
	INT(13, job_visit, most),
	INT(14, job_visit, uid),
	TEXT(15, job_visit, shop.rivals, 4096),
	TEXT(16, job_visit, shop.handles, 4096),
	TEXT(17, job_visit, learnt, LEARN_BYTES),
	INT(18, job_visit, east),
};

static const struct wire_field rule[] = {
	TEXT(1, job_rule, name, 256),
	TEXT(2, job_rule, query, 16384),
};

static const struct wire_field job[] = {
	TEXT(1, job, name, 256),
	TEXT(2, job, recipe, 65536),
	TEXT(3, job, url, 4096),
	TEXT(4, job, cursor, 1024),
	TEXT(5, job, etag, 1024),
	TEXT(6, job, modified, 128),
	TEXT(7, job, seen, 65536),
	INT(8, job, index),
	INT(9, job, everything),
	INT(10, job, known),
	INT(11, job, budget),
	TEXT(12, job, resume, JOB_RESUME),
	TEXT(13, job, high, 1024),
	INT(14, job, floor),
	INT(15, job, dug),
	TEXT(16, job, friends, JOB_FRIENDS),
	INT(17, job, shares),
	TEXT(18, job, rival, 4096),
};

static const struct wire_field param[] = {
	TEXT(1, job_param, name, 64),
	TEXT(2, job_param, value, 16384),
	INT(3, job_param, secret),
};

static const struct wire_field finding[] = {
	TEXT(1, job_finding, item, 0),
	TEXT(2, job_finding, canonical, 4096),
	INT(3, job_finding, index),
	TEXT(4, job_finding, sketch, SKETCH_SIZE),
	{ 5, WIRE_WHOLE, offsetof(struct job_finding, by), 320 },
	{ 6, WIRE_TEXT, offsetof(struct job_finding, note), TASK_NOTE },
	TEXT(7, job_finding, to, 64),
};

static const struct wire_field outcome[] = {
	TEXT(1, job_outcome, cursor, 1024),
	TEXT(2, job_outcome, etag, 1024),
	TEXT(3, job_outcome, modified, 128),
	TEXT(4, job_outcome, seen, 65536),
	TEXT(5, job_outcome, moved, 4096),
	TEXT(6, job_outcome, trouble, 1024),
	INT(7, job_outcome, index),
	INT(8, job_outcome, end),
	INT(9, job_outcome, permanent),
	INT(10, job_outcome, wait),
	INT(11, job_outcome, fetched),
	INT(12, job_outcome, unmatched),
	INT(13, job_outcome, newest),
	INT(14, job_outcome, again),
	TEXT(15, job_outcome, resume, JOB_RESUME),
	TEXT(16, job_outcome, high, 1024),
	INT(17, job_outcome, floor),
	INT(18, job_outcome, dug),
	INT(19, job_outcome, cost),
	INT(20, job_outcome, requests),
};

static const struct wire_field session[] = {
	TEXT(1, job_session, bytes, 8192),
};

static const struct wire_field answer[] = {
	TEXT(1, job_answer, result, 1024),
	TEXT(2, job_answer, why, 1024),
	INT(3, job_answer, what),
	INT(4, job_answer, wait),
	INT(5, job_answer, unsure),
	TEXT(6, job_answer, state, 4096),
	INT(7, job_answer, more),
};

static const struct wire_field daytime[] = {
	TEXT(1, job_time, why, 1024),
	INT(2, job_time, now),
};

#define SHAPE(kind, fields, type) \
	{ kind, fields, COUNT(fields), sizeof(struct type) }

const struct wire_shape job_visit = SHAPE('V', visit, job_visit);
const struct wire_shape job_rule = SHAPE('W', rule, job_rule);
const struct wire_shape job_job = SHAPE('J', job, job);
const struct wire_shape job_param = SHAPE('P', param, job_param);
const struct wire_shape job_finding = SHAPE('F', finding, job_finding);
const struct wire_shape job_outcome = SHAPE('O', outcome, job_outcome);
const struct wire_shape job_session = SHAPE('K', session, job_session);
const struct wire_shape job_answer = SHAPE('A', answer, job_answer);
const struct wire_shape job_time = SHAPE('c', daytime, job_time);
