/*
 * bytes.c - a host tool: files to const arrays.
 * usage: bytes name=file... >tables.c
 */
#include <stdio.h>
#include <string.h>

static int
put(const char *arg)
{
	const char *file = strchr(arg, '=');
	FILE	*f = file ? fopen(file + 1, "rb") : NULL;
	unsigned long n = 0;
	int	 c;

	if (f == NULL) {
		perror(arg);
		return 1;
	}
	printf("const uint8_t %.*s[] = {", (int)(file - arg), arg);
	for (; (c = getc(f)) != EOF; n++)
		printf("%s%d,", n % 20 ? "" : "\n", c);
	printf("\n};\nconst size_t %.*s_size = %lu;\n", (int)(file - arg), arg,
	    n);
	return fclose(f) != 0 || n == 0;
}

int
main(int argc, char **argv)
{
	int	 bad = argc < 2;

	printf("#include <stddef.h>\n#include <stdint.h>\n"
	    "#include \"core/judge/tables.h\"\n");
	for (int i = 1; i < argc; i++)
		bad |= put(argv[i]);
	return bad || fflush(stdout) != 0;
}
