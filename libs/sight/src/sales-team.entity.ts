import type { ResponsibilityKind } from '@clientele/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Which change of a sales team is known here; one that is gone is remembered. */
@Entity('sales_teams')
export class SalesTeam {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'sales_teams_pkey' }) readonly id: string;
  @Column('boolean') readonly deleted: boolean;
  @Column('integer') readonly version: number;
}

/** An employee of a sales team. */
@Entity('sales_team_members')
@Index('sales_team_members_employee_id_idx', ['employeeId', 'teamId'])
export class SalesTeamMember {
  @PrimaryColumn('uuid', { name: 'team_id', primaryKeyConstraintName: 'sales_team_members_pkey' })
  readonly teamId: string;
  @PrimaryColumn('uuid', { name: 'employee_id', primaryKeyConstraintName: 'sales_team_members_pkey' })
  readonly employeeId: string;
}

/** What a sales team is responsible for. */
@Entity('sales_team_responsibilities')
@Index('sales_team_responsibilities_target_id_idx', ['targetId', 'kind', 'teamId'])
export class SalesTeamResponsibility {
  @PrimaryColumn('uuid', { name: 'team_id', primaryKeyConstraintName: 'sales_team_responsibilities_pkey' })
  readonly teamId: string;
  @PrimaryColumn('text', { primaryKeyConstraintName: 'sales_team_responsibilities_pkey' })
  readonly kind: ResponsibilityKind;
  @PrimaryColumn('uuid', { name: 'target_id', primaryKeyConstraintName: 'sales_team_responsibilities_pkey' })
  readonly targetId: string;
}
