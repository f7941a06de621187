import { Allow, Caller } from '@clientele/auth';
import type { Principal } from '@clientele/contracts';
import { IdParam, Problems } from '@clientele/http';
import { Controller, Delete, HttpCode, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { EmployeeNotFound } from '../employees/employees.problems';
import { PermissionNotHeld } from '../roles/role.domain';
import { TwoFactorResets } from './two-factor-resets.service';
import { OwnTwoFactorKept, TwoFactorOff } from './two-factor.problems';

@ApiTags('employees')
@Controller('employees/:id/two-factor')
export class EmployeeTwoFactorResetsController {
  constructor(private readonly resets: TwoFactorResets) {}

  /** Takes the codes from another employee who has lost the app, ends all sessions and tells the owner by mail. */
  @Delete()
  @HttpCode(204)
  @Allow({ employee: 'employees:write' })
  @Problems([EmployeeNotFound, PermissionNotHeld, OwnTwoFactorKept, TwoFactorOff])
  reset(@Caller() caller: Principal, @Param() { id }: IdParam): Promise<void> {
    return this.resets.resetEmployee(caller, id);
  }
}
