import { IsUUID } from 'class-validator';

/** A path parameter that names a resource. */
export class IdParam {
  /** Id of the resource. */
  @IsUUID()
  readonly id: string;
}
