import type { ResponsibilityKind } from '@clientele/contracts';
import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { SalesTeam } from './sales-team.entity';

/** What a sales team is responsible for: customers one by one, or all of a group, a segment or a shop. */
@Entity('sales_team_responsibilities')
@Index('sales_team_responsibilities_target_id_idx', ['targetId', 'kind', 'teamId'])
export class SalesTeamResponsibility {
  @PrimaryColumn('uuid', { name: 'team_id', primaryKeyConstraintName: 'sales_team_responsibilities_pkey' })
  readonly teamId: string;
  @PrimaryColumn('text', { primaryKeyConstraintName: 'sales_team_responsibilities_pkey' })
  readonly kind: ResponsibilityKind;
  /** Id of the customer, group, segment or shop; two of these live in another service. */
  @PrimaryColumn('uuid', { name: 'target_id', primaryKeyConstraintName: 'sales_team_responsibilities_pkey' })
  readonly targetId: string;
  @Column('timestamptz', { name: 'added_at' }) readonly addedAt: Date;

  @ManyToOne(() => SalesTeam, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'team_id', foreignKeyConstraintName: 'sales_team_responsibilities_team_id_fkey' })
  readonly team?: SalesTeam;
}
