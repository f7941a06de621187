import { DEFAULT_SHOP_ID, newId } from '@clientele/contracts';
import type { Tx } from '@clientele/database';
import { DELIVERED_ROLES, OWNER } from './delivered-roles';
import { Role } from './role.entity';

/** Makes the roles that a shop starts with, and lets its Owners do what a new release adds. */
export async function deliverRoles(tx: Tx, shopId: string): Promise<void> {
  for (const [position, { id, name, permissions, ...role }] of DELIVERED_ROLES.entries()) {
    const values = { name: { en: name }, position, permissions: [...permissions] };
    const known = await tx.findOneBy(Role, { shopId, code: role.code });
    if (!known)
      await tx.insert(Role, {
        ...{ ...role, ...values, shopId },
        id: shopId === DEFAULT_SHOP_ID ? id : newId(),
      });
    else if (role.code === OWNER) await tx.update(Role, known.id, { permissions: values.permissions });
  }
}
