import { IdParam } from '@clientele/http';
import { IsUUID } from 'class-validator';

export class ContactSessionParams extends IdParam {
  /** Id of the session. */
  @IsUUID()
  readonly sessionId: string;
}
