#include "core/match/fact.h"

#include "core/web/url.h"

bool
fact_host(slice host, slice site)
{
	size_t	 more;

	if (host.n < site.n)
		return false;
	more = host.n - site.n;
	return slice_ieq(slice_from(host, more), site) &&
	    (more == 0 || host.p[more - 1] == '.');
}

bool
fact_lang(slice lang, slice want)
{
	if (lang.n < want.n ||
	    (lang.n > want.n && lang.p[want.n] != '-' && lang.p[want.n] != '_'))
		return false;
	for (size_t i = 0; i < want.n; i++) {
		char	 a = lang.p[i] == '_' ? '-' : ascii_lower(lang.p[i]);
		char	 b = want.p[i] == '_' ? '-' : ascii_lower(want.p[i]);

		if (a != b)
			return false;
	}
	return true;
}

bool
fact_holds(const struct node *n, const struct mention *m)
{
	struct url u;

	switch (n->kind) {
	case NODE_SITE:
		return url_split(m->url, &u) && fact_host(u.host, n->value);
	case NODE_LANG:
		return fact_lang(m->lang, n->value);
	case NODE_TYPE:
		return slice_eq(mention_type(m), n->value);
	case NODE_STARS:
		return m->rating >= n->low && m->rating <= n->high;
	default:
		return false;
	}
}
