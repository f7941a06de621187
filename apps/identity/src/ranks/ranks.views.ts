import { ApiProperty } from '@nestjs/swagger';

/** How much a customer has spent, compared with the others of the shop and of those that share its customers. */
export class RankView {
  /** Place by what was spent, from 1; customers with as much share it. Null: nothing spent, or closed. */
  @ApiProperty({ type: 'integer', nullable: true })
  rank: number | null;
  /** How many customers have one. */
  @ApiProperty({ type: 'integer' })
  of: number;
  @ApiProperty({ type: 'integer' })
  ordersCount: number;
  /** What was paid in all. */
  totalSpent: string;
  /** The shop's (ISO 4217). */
  currency: string;
}
