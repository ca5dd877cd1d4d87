# texts.awk - text files to C arrays, each named after its file: NAME_text[] and
# NAME_size, as core/recipe/texts.h has them. Lines that begin with "#" are
# gone, one that begins with a blank goes on with the line before; JSON keeps no
# blanks between its tokens.
function put(s,    i, c)
{
	for (i = 1; i <= length(s); i++) {
		c = substr(s, i, 1)
		if (json && c == " " && !quoted)
			continue
		if (c == "\"" && before != "\\")
			quoted = !quoted
		before = c
		if (c == "'" || c == "\\")
			c = "\\" c
		printf c == "\n" ? "'\\n',\n" : "'%s',", c
	}
}
function end()
{
	printf "0};\nconst size_t %s_size = sizeof(%s_text) - 1;\n", name, name
}
BEGIN {
	print "#include \"core/recipe/texts.h\""
}
FNR == 1 {
	if (NR > 1)
		end()
	name = FILENAME
	json = name ~ /json$/
	quoted = 0
	gsub(/.*\/|\..*/, "", name)
	printf "\nconst char %s_text[] = {", name
	glue = ""
}
/^#/ || NF == 0 { next }
{
	put(/^[ \t]/ ? " " : glue)
	$1 = $1
	put($0)
	glue = "\n"
}
END { end() }
