import { PermissionMissing } from '@clientele/auth';
import type { Principal } from '@clientele/contracts';
import { statement, type Tx } from '@clientele/database';
import { isGroupOf } from './group-of-shop.sql';
import { GroupUnknown } from './owners.problems';

/** Groups that somebody asks for, by the fields that name them. */
export interface AskedGroups {
  readonly groupIds?: readonly string[];
  readonly defaultGroupId?: string;
}

const known = statement<{ id: string }>(
  'owners-known-groups',
  `SELECT g.id FROM known_groups g WHERE g.id = ANY ($2::uuid[]) AND ${isGroupOf('$1')}`,
);

/** Throws unless the caller may put customers into groups, where any are asked for. */
export function requireMayGroup(caller: Principal, asked: AskedGroups): void {
  const permission = 'memberships:write';
  const may = (caller.kind === 'employee' || caller.kind === 'client') && caller.permissions.has(permission);
  if (namedIn(asked).length > 0 && !may) throw new PermissionMissing({ permission });
}

/** Throws unless the shop has the groups, and points at those that it has not. */
export async function requireGroups(tx: Tx, shopId: string, asked: AskedGroups): Promise<void> {
  const named = namedIn(asked);
  if (named.length === 0) return;
  const rows = await known.rows(tx, [shopId, named.map(({ id }) => id)]);
  const found = new Set(rows.map(({ id }) => id));
  const errors = named
    .filter(({ id }) => !found.has(id))
    .map(({ pointer }) => ({ pointer, code: 'group-unknown', message: 'There is no such group.' }));
  if (errors.length > 0) throw new GroupUnknown({ errors });
}

const namedIn = ({ groupIds = [], defaultGroupId }: AskedGroups) => [
  ...groupIds.map((id, i) => ({ id: id.toLowerCase(), pointer: `/groupIds/${i}` })),
  ...(defaultGroupId === undefined ? [] : [{ id: defaultGroupId.toLowerCase(), pointer: '/defaultGroupId' }]),
];
