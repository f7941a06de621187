import { RESPONSIBILITY_KINDS, type ResponsibilityKind } from '@clientele/contracts';
import { IfGiven, ListQuery } from '@clientele/http';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
  ValidateNested,
} from 'class-validator';

export class CreateSalesTeamBody {
  /**
   * Unlike that of any other team of the shop.
   * @example "North"
   */
  @IsString()
  @Length(1, 100)
  @Matches(/\S/, { message: 'name must not be blank' })
  readonly name: string;
}

export class EditSalesTeamBody {
  /**
   * Unlike that of any other team of the shop.
   * @example "North and East"
   */
  @IfGiven()
  @IsString()
  @Length(1, 100)
  @Matches(/\S/, { message: 'name must not be blank' })
  readonly name?: string;
}

export class ListSalesTeamsQuery extends ListQuery {
  /** How the name begins. */
  @IsOptional()
  @IsString()
  @Length(1, 100)
  readonly name?: string;

  /** Only teams with this member. */
  @IsOptional()
  @IsUUID()
  readonly employeeId?: string;

  /** Only teams that are responsible for this, whatever it is. */
  @IsOptional()
  @IsUUID()
  readonly responsibleFor?: string;
}

export class TeamMembersBody {
  /** Up to 200 employees. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(200)
  @ArrayUnique()
  @IsUUID('all', { each: true })
  readonly employeeIds: string[];
}

export class ResponsibilityBody {
  /** @example "group" */
  @IsIn(RESPONSIBILITY_KINDS)
  readonly kind: ResponsibilityKind;

  /** Of the customer, group, segment or shop. A main shop stands for all customers, a shop that shares them for those who registered there. */
  @IsUUID()
  readonly id: string;
}

export class ResponsibilitiesBody {
  /** Up to 1 000 at once. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(1_000)
  @ValidateNested({ each: true })
  @Type(() => ResponsibilityBody)
  readonly items: ResponsibilityBody[];
}

export class ListResponsibilitiesQuery extends ListQuery {
  /** Only those of this kind. */
  @IsOptional()
  @IsIn(RESPONSIBILITY_KINDS)
  readonly kind?: ResponsibilityKind;
}

export class TeamMemberParam {
  /** Id of the team. */
  @IsUUID()
  readonly id: string;

  /** Id of the employee. */
  @IsUUID()
  readonly employeeId: string;
}

export class ResponsibilityParam {
  /** Id of the team. */
  @IsUUID()
  readonly id: string;

  @IsIn(RESPONSIBILITY_KINDS)
  readonly kind: ResponsibilityKind;

  /** Id of what the team is responsible for. */
  @IsUUID()
  readonly targetId: string;
}
