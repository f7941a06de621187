import { IsIn } from 'class-validator';

/** What this service keeps of others' facts and can have told again. */
const PROJECTIONS = ['descriptions'] as const;

export class ProjectionParam {
  /**
   * Name of the projection.
   * @example "descriptions"
   */
  @IsIn(PROJECTIONS)
  readonly name: (typeof PROJECTIONS)[number];
}
