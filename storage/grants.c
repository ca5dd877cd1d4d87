#include "storage/grants.h"

#include "storage/tables.h"

bool
grants_get(struct txn *t, slice account, struct grant *token)
{
	struct key k = key_name(account);

	return table_get_wire(t, TABLE_GRANT, key_slice(&k), &wire_grant,
	    token);
}

bool
grants_put(struct txn *t, const struct grant *token)
{
	struct key k = key_name(token->account);

	return token->account.n > 0 && table_put_wire(t, TABLE_GRANT,
	    key_slice(&k), &wire_grant, token);
}
