/*
 * verbs.h - what one can ask of the program: the configuration's name, then
 * argv with the verb itself as argv[0]; the result is the exit status.
 */
#ifndef FIRMWARE_VERB_VERBS_H
#define FIRMWARE_VERB_VERBS_H

enum {
	EXIT_GOOD = 0,
	EXIT_NO = 1,			/* the answer is no */
	EXIT_USAGE = 2,			/* or the configuration */
	EXIT_SYSTEM = 3
};

int	 verb_run(const char *file, int argc, char **argv);
int	 verb_once(const char *file, int argc, char **argv);
int	 verb_demo(const char *file, int argc, char **argv);
int	 verb_check(const char *file, int argc, char **argv);
/* check --recipes; dir NULL: the configuration's, or the usual one. */
int	 verb_check_recipes(const char *file, const char *dir);
int	 verb_parse(const char *file, int argc, char **argv);
int	 verb_match(const char *file, int argc, char **argv);
int	 verb_score(const char *file, int argc, char **argv);
int	 verb_list(const char *file, int argc, char **argv);
int	 verb_show(const char *file, int argc, char **argv);
int	 verb_explain(const char *file, int argc, char **argv);
int	 verb_whynot(const char *file, int argc, char **argv);
int	 verb_privacy(const char *file, int argc, char **argv);
int	 verb_sources(const char *file, int argc, char **argv);
int	 verb_outbox(const char *file, int argc, char **argv);
int	 verb_ledger(const char *file, int argc, char **argv);
int	 verb_verify(const char *file, int argc, char **argv);
int	 verb_tap(const char *file, int argc, char **argv);
int	 verb_reply(const char *file, int argc, char **argv);
int	 verb_draft(const char *file, int argc, char **argv);
int	 verb_answers(const char *file, int argc, char **argv);
int	 verb_answers_missing(const char *file, int argc, char **argv);
int	 verb_items(const char *file, int argc, char **argv);
int	 verb_mark(const char *file, int argc, char **argv);
int	 verb_digest(const char *file, int argc, char **argv);
int	 verb_issues(const char *file, int argc, char **argv);
int	 verb_sample(const char *file, int argc, char **argv);
int	 verb_report(const char *file, int argc, char **argv);
int	 verb_latency(const char *file, int argc, char **argv);
int	 verb_event(const char *file, int argc, char **argv);
int	 verb_export(const char *file, int argc, char **argv);
int	 verb_status(const char *file, int argc, char **argv);
int	 verb_link(const char *file, int argc, char **argv);
int	 verb_plan(const char *file, int argc, char **argv);
int	 verb_crisis(const char *file, int argc, char **argv);
int	 verb_share(const char *file, int argc, char **argv);
int	 verb_learned(const char *file, int argc, char **argv);
int	 verb_undo(const char *file, int argc, char **argv);
int	 verb_login(const char *file, int argc, char **argv);
int	 verb_try(const char *file, int argc, char **argv);
int	 verb_send_test(const char *file, int argc, char **argv);
int	 verb_people(const char *file, int argc, char **argv);
int	 verb_person(const char *file, int argc, char **argv);
int	 verb_contact(const char *file, int argc, char **argv);
int	 verb_forget(const char *file, int argc, char **argv);
int	 verb_backup(const char *file, int argc, char **argv);
int	 verb_restore(const char *file, int argc, char **argv);
int	 verb_doctor(const char *file, int argc, char **argv);

#endif
