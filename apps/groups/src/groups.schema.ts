import { combineSchemas } from '@clientele/database';
import { httpSchema } from '@clientele/http';
import { messagingSchema } from '@clientele/messaging';
import { CategoryDiscount } from './groups/category-discount.entity';
import { Group } from './groups/group.entity';
import { Grant } from './memberships/grant.entity';
import { Member } from './memberships/member.entity';
import { Membership } from './memberships/membership.entity';
import { CreateGroups1763000000000 } from './migrations/1763000000000-create-groups';
import { CreateMemberships1763000000001 } from './migrations/1763000000001-create-memberships';

/** All tables of the service groups. */
export const groupsSchema = combineSchemas(messagingSchema, httpSchema, {
  entities: [Group, CategoryDiscount, Member, Membership, Grant],
  migrations: [CreateGroups1763000000000, CreateMemberships1763000000001],
});
