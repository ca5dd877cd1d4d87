#include "core/web/url_canon.h"

#include "core/web/url.h"
#include "core/web/url_host.h"

/* Parameters that say how a reader came here, not what is here. A '*' stands
 * for any end. */
static const char tracking[] =
	"utm_* mc_cid mc_eid _hs* hsa_* hsctatracking pk_* piwik_* mtm_* "
	"matomo_* vero_* oly_* fb_action_* fb_ref fb_source fbclid gclid "
	"gclsrc gbraid wbraid dclid gad_* srsltid _ga _gl msclkid yclid "
	"ymclid _openstat twclid ttclid li_fat_id igshid igsh mkt_tok ref_src "
	"ref_url s_cid _ke __s __twitter_impression guce_* guccounter cmpid "
	"ncid ito xtor wt_mc wt_zmc at_medium at_campaign at_custom* soc_src "
	"soc_trk epik rb_clickid zanpid awc wickedid dm_i trk_* _branch_* "
	"rdt_cid spm mkcid mkrid __tn__ __cft__* __xts__*";

/* And those that do so on one site only. */
static const struct {
	const char	*site, *names;
} local_tracking[] = {
	{ "youtube.com",	"si feature pp" },
	{ "youtu.be",		"si feature" },
	{ "twitter.com",	"s t" },
	{ "x.com",		"s t" },
	{ "spotify.com",	"si" },
	{ "reddit.com",		"share_id rdt" },
	{ "linkedin.com",	"trk trackingid refid" },
	{ "news.google.com",	"oc" },
};

static bool
listed(slice name, const char *names)
{
	slice	 rest = slice_of(names);

	while (rest.n) {
		slice	 one = slice_cut(&rest, ' ');

		if (slice_ends(one, SLICE("*")) ?
		    slice_istarts(name, slice_head(one, one.n - 1)) :
		    slice_ieq(name, one))
			return true;
	}
	return false;
}

static bool
is_site(slice host, slice site)
{
	slice	 end = slice_from(host, host.n - site.n);

	return host.n >= site.n && slice_ieq(end, site) &&
	    (host.n == site.n || end.p[-1] == '.');
}

static bool
tracks(slice param, slice host)
{
	slice	 name = slice_head(param, slice_index(param, '='));

	if (listed(name, tracking))
		return true;
	for (size_t i = 0; i < COUNT(local_tracking); i++)
		if (is_site(host, slice_of(local_tracking[i].site)) &&
		    listed(name, local_tracking[i].names))
			return true;
	return false;
}

/* Shell's sort: no recursion, no memory, no input that makes it slow. */
static void
sort(slice *s, size_t n)
{
	size_t	 gap = 1;

	while (gap < n / 3)
		gap = 3 * gap + 1;
	for (; gap > 0; gap /= 3) {
		for (size_t i = gap; i < n; i++) {
			slice	 one = s[i];
			size_t	 at = i;

			for (; at >= gap && slice_cmp(s[at - gap], one) > 0;
			    at -= gap)
				s[at] = s[at - gap];
			s[at] = one;
		}
	}
}

/* In the one spelling; a blank has two of them in a query. */
static slice
normal_query(struct arena *a, slice query)
{
	struct sink k = sink_open(a);

	while (query.n && !k.full) {
		size_t	 n = slice_index(query, '+');

		url_put_normal(&k, slice_head(query, n));
		if (n < query.n)
			sink_text(&k, "%20");
		query = slice_from(query, n + 1);
	}
	return sink_close(&k, a);
}

/* The parameters that count, sorted; their number. */
static size_t
params(struct arena *a, const struct url *u, slice **out)
{
	slice	 rest = normal_query(a, u->query);
	size_t	 n = 0, most = 1;

	for (size_t i = 0; i < rest.n; i++)
		most += rest.p[i] == '&';
	*out = arena_take(a, most * sizeof(slice));
	while (*out && rest.n) {
		slice	 param = slice_cut(&rest, '&');

		if (param.n && !tracks(param, u->host))
			(*out)[n++] = param;
	}
	sort(*out, n);
	return n;
}

static void
put_host(struct sink *k, slice host)
{
	static const slice www = { "www.", 4 };

	if (slice_ends(host, SLICE(".")))
		host.n--;
	while (slice_istarts(host, www) &&
	    slice_index(slice_from(host, www.n), '.') < host.n - www.n)
		host = slice_from(host, www.n);
	url_host_put(k, host);
}

static void
put_path(struct sink *k, slice path)
{
	size_t	 start = k->len;

	url_put_normal(k, path);
	if (k->full)
		return;
	k->len = start + url_remove_dots(k->buf + start, k->len - start);
	while (k->len > start && k->buf[k->len - 1] == '/')
		k->len--;
}

slice
url_canonical(struct arena *a, slice s)
{
	struct url u;
	struct sink k;
	slice	*param, whole = url_join(a, (slice){ "", 0 }, s);
	size_t	 n;

	if (!url_http(whole, &u))
		return a->spent ? (slice){ "", 0 } : s;
	n = params(a, &u, &param);
	k = sink_open(a);
	sink_text(&k, "https://");
	put_host(&k, u.host);
	if (u.port != 80 && u.port != 443) {
		sink_byte(&k, ':');
		sink_int(&k, (int64_t)u.port);
	}
	put_path(&k, u.path);
	for (size_t i = 0; i < n; i++) {
		sink_byte(&k, i ? '&' : '?');
		sink_put(&k, param[i]);
	}
	return sink_close(&k, a);
}

/* google.com, www.google.de, google.co.uk. */
static bool
is_google(slice host)
{
	if (slice_istarts(host, SLICE("www.")))
		host = slice_from(host, 4);
	if (!slice_istarts(host, SLICE("google.")))
		return false;
	host = slice_from(host, 7);
	for (unsigned labels = 0; host.n; labels++)
		if (labels == 2 || slice_cut(&host, '.').n > 3)
			return false;
	return true;
}

slice
url_unwrap(struct arena *a, slice s)
{
	static const slice names[] = { { "url", 3 }, { "q", 1 } };
	struct url u, to;

	if (!url_http(s, &u) || !is_google(u.host) ||
	    !slice_eq(u.path, SLICE("/url")))
		return s;
	for (size_t i = 0; i < COUNT(names); i++) {
		slice	 inner = url_param(a, u.query, names[i]);

		inner = url_join(a, (slice){ "", 0 }, inner);
		if (url_http(inner, &to))
			return inner;
	}
	return s;
}
