import { ApiProperty } from '@nestjs/swagger';

/** How the shop deals with its customers. */
export class CustomerSettingsView {
  /** Whether it sells to companies, and so keeps more of them. */
  b2b: boolean;
  /** Counts the changes; also the ETag. */
  @ApiProperty({ type: 'integer' })
  version: number;
}
