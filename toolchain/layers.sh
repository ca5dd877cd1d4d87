#!/bin/sh
# layers.sh - the include rules of the house, and the purity of core.
# usage: layers.sh OUT/core.a
set -eu

# folder, then the folders it may include; core is told its libraries too
may() {
	dir=$1; shift
	ok=$(printf '|%s/' "$@"); ok=${ok#|}
	find "$dir" -name '*.[ch]' | xargs grep -H '^#include "' |
	    grep -Ev "#include \"($ok)" | sed 's/^/not allowed: /' || true
}

std='stdbool|stddef|stdint|string|limits'
wrong=$(
	may core	core
	may net		core net
	may storage	core storage
	may firmware	core net storage firmware

	# core includes nothing of the system
	find core -name '*.[ch]' | xargs grep -H '^#include <' |
	    grep -Ev "<($std|expat|cJSON)\.h>" | sed 's/^/not allowed: /' || true

	# core calls nothing that waits, asks the time, or asks for memory
	nm -g "$1" 2>/dev/null | awk '
		$2 ~ /^[TRDBCV]$/ { mine[$3] }
		$1 == "U" { calls[$2] }
		END { for (f in calls) if (!(f in mine)) print f }' |
	    grep -Ev '^(mem(cpy|move|set|cmp|chr|rchr)|bcmp|str(chr|len|cmp|ncmp)|__stack_chk_(fail|guard)|_GLOBAL_OFFSET_TABLE_|cJSON_[A-Za-z0-9]+|XML_[A-Za-z0-9_]+)$' |
	    sed 's/^/core is not pure, it calls: /' || true
)
[ -z "$wrong" ] || { echo "$wrong"; exit 1; }
