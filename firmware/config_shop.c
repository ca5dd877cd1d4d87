#include "firmware/config_way.h"

static void
put_line(struct config_reader *r, struct sink *k, const char *list,
    const cJSON *m)
{
	if (!cJSON_IsString(m) || strchr(m->valuestring, '\n') != NULL) {
		config_complain(r, "shop", slice_of(list),
		    "must be a list of words");
		return;
	}
	sink_text(k, m->valuestring);
	sink_byte(k, '\n');
}

/* `one`: a single entry that goes before the list. */
static slice
shop_list(struct config_reader *r, const cJSON *shop, const char *one,
    const char *list)
{
	const cJSON *m = config_member(shop, list);
	struct sink k = sink_open(r->keep);

	if (one && config_member(shop, one))
		put_line(r, &k, one, config_member(shop, one));
	if (m && !cJSON_IsArray(m))
		config_complain(r, "shop", slice_of(list),
		    "must be a list of words");
	for (m = m ? m->child : NULL; m; m = m->next)
		put_line(r, &k, list, m);
	if (k.len > SHOP_LIST_MAX)
		config_complain(r, "shop", slice_of(list),
		    "is longer than 4,096 bytes");
	return sink_close(&k, r->keep);
}

void
config_shop(struct config_reader *r, const cJSON *shop)
{
	r->c->shop = (struct shop){ .name = config_text(r, shop, "name"),
	    .handles = shop_list(r, shop, NULL, "handles"),
	    .places = shop_list(r, shop, "town", "places"),
	    .rivals = shop_list(r, shop, NULL, "rivals"),
	    .critical = shop_list(r, shop, NULL, "critical") };
}
