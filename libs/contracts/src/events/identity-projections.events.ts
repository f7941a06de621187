import { IsIn } from 'class-validator';
import { defineEvent } from '../event';

/** A projection in identity is to be built anew. */
export class IdentityProjectionRebuild {
  /** Name of the projection. */
  @IsIn(['groups', 'memberships', 'segments']) projection: 'groups' | 'memberships' | 'segments';
}

/** Asks the owners of the facts behind a projection to publish them again. Aggregate: the projection. */
export const identityProjectionRebuildRequested = defineEvent(
  'identity.projection.rebuild-requested.v1',
  IdentityProjectionRebuild,
  { projection: 'memberships' },
);
