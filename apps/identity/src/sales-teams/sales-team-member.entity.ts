import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { Employee } from '../employees/employee.entity';
import { SalesTeam } from './sales-team.entity';

/** An employee of a sales team. */
@Entity('sales_team_members')
@Index('sales_team_members_employee_id_idx', ['employeeId', 'teamId'])
export class SalesTeamMember {
  @PrimaryColumn('uuid', { name: 'team_id', primaryKeyConstraintName: 'sales_team_members_pkey' })
  readonly teamId: string;
  @PrimaryColumn('uuid', { name: 'employee_id', primaryKeyConstraintName: 'sales_team_members_pkey' })
  readonly employeeId: string;
  @Column('timestamptz', { name: 'added_at' }) readonly addedAt: Date;

  @ManyToOne(() => SalesTeam, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'team_id', foreignKeyConstraintName: 'sales_team_members_team_id_fkey' })
  readonly team?: SalesTeam;

  @ManyToOne(() => Employee, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'employee_id', foreignKeyConstraintName: 'sales_team_members_employee_id_fkey' })
  readonly employee?: Employee;
}
