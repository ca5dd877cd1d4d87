#!/bin/sh
# run.sh EARSHOT - other people's test cases, when they lie beside the project.
suites=../shared/suites
if [ ! -d "$suites" ]; then
	echo "suites: skipped, there is no $suites"
	exit 0
fi
here=$(dirname "$0")
status=0
python3 "$here/suites.py" "$1" "$suites" || status=1
if [ -d ../shared/reference ] && [ -d ../shared/samples ]; then
	python3 "$here/recipes.py" "$1" ../shared || status=1
fi
exit $status
