import { ApiProperty } from '@nestjs/swagger';

export class ProjectionRebuildView {
  /** Name of the projection. */
  projection: string;
  @ApiProperty({ format: 'date-time' })
  requestedAt: string;
}
