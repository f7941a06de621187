import { ApiProperty } from '@nestjs/swagger';

/** How the shop deals with its customers. */
export class CustomerSettingsView {
  /** Whether it sells to companies, and so keeps more of them. */
  b2b: boolean;
  /** What registration numbers must match, by country (ISO 3166 alpha-2). */
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' } })
  registrationNumberPatterns: Record<string, string>;
  /** Where customers are who have no address yet. */
  @ApiProperty({ type: 'string', nullable: true })
  homeCountry: string | null;
  /** Counts the changes; also the ETag. */
  @ApiProperty({ type: 'integer' })
  version: number;
}
