import { IsIn } from 'class-validator';

/** What this service keeps of others' facts. */
export const PROJECTIONS = ['groups', 'memberships', 'segments'] as const;
export type ProjectionName = (typeof PROJECTIONS)[number];

export class ProjectionParam {
  /**
   * Name of the projection.
   * @example "memberships"
   */
  @IsIn(PROJECTIONS)
  readonly name: ProjectionName;
}
