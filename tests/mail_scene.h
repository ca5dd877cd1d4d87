/*
 * mail_scene.h - what the other side of a mail conversation does, step by step:
 *
 *	'<' says a line		'=' says it byte by byte, without CRLF
 *	'>' must hear it	'.' must hear the letter as it is
 *	'!' begins TLS		'?' must fail to begin TLS
 *	'~' says it for ever	'*' hears what comes, to the end
 *	'_' must hear nothing but the end
 *
 * At the end of the list it hangs up; at "|" it does so without a word of TLS.
 */
#ifndef TESTS_MAIL_SCENE_H
#define TESTS_MAIL_SCENE_H

#include "tests/mail_side.h"

#include <sys/wait.h>

struct mail_scene {
	const char	*name;
	const char	*const *steps;
	struct identity	*me;
	const char	*letter;	/* of '.': lines with CRLF */
};

/* The letter arrives as it was written, dots and all. */
static inline bool
scene_letter(struct side *s, const char *letter)
{
	char	 line[2048];

	while (side_line(s, line, sizeof(line))) {
		const char *text = line[0] == '.' ? line + 1 : line;
		size_t	 n = strlen(text);

		if (strcmp(line, ".") == 0)
			return *letter == '\0';
		if (strncmp(letter, text, n) != 0 ||
		    strncmp(letter + n, "\r\n", 2) != 0)
			return false;
		letter += n + 2;
	}
	return false;
}

static inline bool
scene_step(struct side *s, const struct mail_scene *scene, const char *step)
{
	char	 line[1024];
	size_t	 n = strlen(step + 1);

	switch (step[0]) {
	case '<':
		memcpy(line, step + 1, n);
		memcpy(line + n, "\r\n", 2);
		return side_put(s, line, n + 2);
	case '=':
		for (size_t i = 1; step[i]; i++)
			if (!side_put(s, step + i, 1))
				return false;
		return true;
	case '>':
		return side_line(s, line, sizeof(line)) &&
		    strcmp(line, step + 1) == 0;
	case '.':
		return scene_letter(s, scene->letter);
	case '!':
		return side_tls(s);
	case '?':
		/* TLS 1.3: our half may be done when the other half fails */
		return !side_tls(s) || side_get(s) < 0;
	case '~':
		for (int i = 0; i < 1000000; i++)
			if (!side_put(s, step + 1, n))
				return true;
		return false;
	case '*':
		while (side_get(s) >= 0)
			;
		return true;
	default:
		return side_get(s) < 0;
	}
}

static inline int
scene_serve(int listener, const struct mail_scene *scene)
{
	struct side s = { .fd = accept(listener, NULL, NULL),
	    .me = scene->me };

	for (size_t i = 0; scene->steps[i]; i++) {
		if (scene->steps[i][0] == '|')
			s.secure = false;
		else if (!scene_step(&s, scene, scene->steps[i])) {
			printf("%s: not \"%s\"\n", scene->name,
			    scene->steps[i]);
			fflush(stdout);
			return 1;
		}
	}
	side_end(&s);
	return 0;
}

/* A child plays it once, at *d. */
static inline pid_t
scene_begin(const struct mail_scene *scene, struct dial_addresses *d,
    const char *host)
{
	int	 fd = side_listen(d, host);
	pid_t	 child;

	fflush(stdout);
	child = fork();
	if (child == 0)
		_exit(scene_serve(fd, scene));
	CHECK(child > 0);
	close(fd);
	return child;
}

/* It went as it is written, and the words said of it give nothing away. */
static inline void
scene_end(pid_t child, const char *words)
{
	int	 status = -1;

	CHECK(waitpid(child, &status, 0) == child && status == 0);
	CHECK(strstr(words, "secret") == NULL);
	CHECK(strstr(words, "c2VjcmV0") == NULL);
}

#endif
