import { DEFAULT_SHOP_ID } from '@clientele/contracts';
import { Seed, type Tx } from '@clientele/database';
import { Injectable } from '@nestjs/common';
import { DELIVERED_ROLES, OWNER } from './delivered-roles';
import { Role } from './role.entity';

/** Makes the roles that every shop starts with. */
@Injectable()
export class RolesService {
  @Seed({})
  async seed(tx: Tx): Promise<void> {
    for (const [position, { name, permissions, ...role }] of DELIVERED_ROLES.entries()) {
      const values = { name: { en: name }, position, permissions: [...permissions] };
      const known = await tx.findOneBy(Role, { shopId: DEFAULT_SHOP_ID, code: role.code });
      if (!known) await tx.insert(Role, { ...role, ...values, shopId: DEFAULT_SHOP_ID });
      // The Owner may do what a new release adds, too.
      else if (role.code === OWNER) await tx.update(Role, known.id, { permissions: values.permissions });
    }
  }
}
