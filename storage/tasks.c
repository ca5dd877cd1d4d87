#include "storage/tasks.h"

#include "storage/tables.h"

/* --- tasks ------------------------------------------------------------ */

bool
tasks_get(struct txn *t, uint64_t mention, struct task *task)
{
	struct key k = key_id(mention);

	return table_get_wire(t, TABLE_TASK, key_slice(&k), &wire_task, task);
}

static bool
undue(struct txn *t, int64_t due, uint64_t id)
{
	struct key k = key_time(due, id);

	return due == 0 || table_del(t, TABLE_DUE, key_slice(&k));
}

bool
tasks_put(struct txn *t, const struct task *task)
{
	uint64_t id = (uint64_t)task->mention;
	struct key k = key_id(id), at = key_time(task->due, id);
	struct task before;

	tasks_get(t, id, &before);
	if (before.due != task->due && !undue(t, before.due, id))
		return false;
	if (task->due != 0 && !table_put(t, TABLE_DUE, key_slice(&at),
	    SLICE("")))
		return false;
	return table_put_wire(t, TABLE_TASK, key_slice(&k), &wire_task, task);
}

bool
task_forget(struct txn *t, uint64_t id)
{
	struct key k = key_id(id);
	struct task task;

	return (!tasks_get(t, id, &task) || undue(t, task.due, id)) &&
	    table_del(t, TABLE_TASK, key_slice(&k));
}

bool
task_waits(struct txn *t, uint64_t id)
{
	struct task task;

	return tasks_get(t, id, &task) && task_open(&task);
}

void
tasks_newest(struct txn *t, bool (*each)(void *, const struct task *),
    void *arg)
{
	struct task task;
	struct walk w;

	for (walk_last(&w, t, TABLE_TASK); w.ok; walk_prev(&w))
		if (wire_get(w.value, &wire_task, &task) && !each(arg, &task))
			break;
	walk_end(&w);
}

bool
tasks_due(struct txn *t, int64_t now, struct task *task, int64_t *next)
{
	struct walk w;
	int64_t	 due = INT64_MAX;
	uint64_t id = 0;

	walk_from(&w, t, TABLE_DUE, (slice){ "", 0 });
	if (w.ok) {
		due = key_i64(w.key, 0);
		id = key_u64(w.key, 8);
	}
	walk_end(&w);
	*next = due;
	return due <= now && tasks_get(t, id, task);
}

/* Each is of a mention, somebody's, and where its clock looks for it. */
static const char *
broken(struct txn *t, const struct walk *w, struct task *task)
{
	struct key at;

	if (!wire_get(w->value, &wire_task, task) ||
	    (uint64_t)task->mention != key_u64(w->key, 0) ||
	    task->owner.n == 0)
		return "cannot be read";
	if (!table_has(t, TABLE_MENTION, w->key))
		return "is about no mention";
	at = key_time(task->due, (uint64_t)task->mention);
	return task->due == 0 || table_has(t, TABLE_DUE, key_slice(&at)) ?
	    NULL : "is due, and no clock knows";
}

const char *
tasks_broken(struct txn *t, uint64_t *id)
{
	const char *what = NULL;
	size_t	 due = 0;
	struct task task;
	struct walk w;

	*id = 0;
	WALK(&w, t, TABLE_TASK) {
		what = broken(t, &w, &task);
		if (what != NULL) {
			*id = key_u64(w.key, 0);
			break;
		}
		due += task.due != 0;
	}
	walk_end(&w);
	if (what == NULL && table_count(t, TABLE_DUE) != due)
		what = "a clock waits for an item that is not due";
	return what;
}

/* --- the desk --------------------------------------------------------- */

static const struct wire_field day_fields[] = {
	{ 1, WIRE_INT, offsetof(struct desk_day, began), 0 },
	{ 2, WIRE_INT, offsetof(struct desk_day, crisis), 0 },
	{ 3, WIRE_INT, offsetof(struct desk_day, grouped), 0 },
	{ 4, WIRE_INT, offsetof(struct desk_day, heard_end), 0 },
};

static const struct wire_shape wire_day = { 'Y', day_fields,
    COUNT(day_fields), sizeof(struct desk_day) };

bool
desk_load(struct txn *t, const struct staff *staff, struct desk *desk,
    struct desk_day *day)
{
	struct desk_record r;

	for (size_t i = 0; i < staff->n; i++) {
		struct key k = key_name(staff->people[i].name);

		table_get_wire(t, TABLE_DESK, key_slice(&k),
		    &wire_desk_person, &r);
		desk_unpack(&r, &desk->people[i]);
	}
	table_get_wire(t, TABLE_DESK, SLICE("\0"), &wire_day, day);
	desk->staff = staff;
	desk->began = day->began;
	desk->crisis = day->crisis;
	desk->grouped = day->grouped;
	return t->rc == 0;
}

bool
desk_save(struct txn *t, const struct desk *desk, const struct desk_day *day)
{
	unsigned char buf[4 * DESK_BANDS];
	struct desk_record r;

	for (size_t i = 0; i < desk->staff->n; i++) {
		struct key k = key_name(desk->staff->people[i].name);

		desk_pack(&desk->people[i], &r, buf);
		if (!table_put_wire(t, TABLE_DESK, key_slice(&k),
		    &wire_desk_person, &r))
			return false;
	}
	return table_put_wire(t, TABLE_DESK, SLICE("\0"), &wire_day, day);
}
