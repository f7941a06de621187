import { ApiProperty } from '@nestjs/swagger';

/** What became of a message. */
export class ContactFormView {
  /** The thread it began; null where the inbox only forwards. */
  @ApiProperty({ format: 'uuid', nullable: true })
  threadId: string | null;
  /** To be quoted to the shop; null where the inbox only forwards. */
  number: string | null;
}
