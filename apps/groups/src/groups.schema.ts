import { combineSchemas } from '@clientele/database';
import { httpSchema } from '@clientele/http';
import { messagingSchema } from '@clientele/messaging';
import { CategoryDiscount } from './groups/category-discount.entity';
import { Group } from './groups/group.entity';
import { CreateGroups1763000000000 } from './migrations/1763000000000-create-groups';

/** All tables of the service groups. */
export const groupsSchema = combineSchemas(messagingSchema, httpSchema, {
  entities: [Group, CategoryDiscount],
  migrations: [CreateGroups1763000000000],
});
