import { IsIn } from 'class-validator';

/** What this service keeps of others' facts. */
const PROJECTIONS = ['groups', 'memberships', 'segments'] as const;

export class ProjectionParam {
  /**
   * Name of the projection.
   * @example "memberships"
   */
  @IsIn(PROJECTIONS)
  readonly name: (typeof PROJECTIONS)[number];
}
