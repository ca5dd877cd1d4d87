#include "firmware/config/way.h"

/* `one`: a single entry that goes before the list. */
static slice
shop_list(struct config_reader *r, const cJSON *shop, const char *one,
    const char *list)
{
	return config_list(r, config_complain, "shop", slice_of(list),
	    one ? config_member(shop, one) : NULL, config_member(shop, list));
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
