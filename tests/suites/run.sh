#!/bin/sh
# run.sh EARSHOT - other people's test cases, when they lie beside the project.
suites=../shared/suites
if [ ! -d "$suites" ]; then
	echo "suites: skipped, there is no $suites"
	exit 0
fi
exec python3 "$(dirname "$0")/suites.py" "$1" "$suites"
