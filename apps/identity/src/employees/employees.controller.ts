import { Allow, Caller } from '@clientele/auth';
import type { Principal } from '@clientele/contracts';
import { IdParam, IfMatch, Once, Problems, type RawJson, Strict, TooBusy } from '@clientele/http';
import { Body, Controller, Get, HttpCode, Param, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { EmailTaken } from '../customers/customers.problems';
import { PasswordTooWeak } from '../passwords/passwords.problems';
import { PermissionNotHeld } from '../roles/role.domain';
import { EmployeePasswords } from './employee-passwords.service';
import {
  ChangeOwnPasswordBody,
  CreateEmployeeBody,
  EditEmployeeBody,
  ListEmployeesQuery,
} from './employees.bodies';
import { EmployeeNotFound, LastOwner, PasswordNotRight, RoleUnknown } from './employees.problems';
import { EmployeesQueries } from './employees.queries';
import { EmployeesService } from './employees.service';
import { EmployeesPageView, EmployeeView } from './employees.views';

@ApiTags('employees')
@Controller('employees')
export class EmployeesController {
  constructor(
    private readonly queries: EmployeesQueries,
    private readonly employees: EmployeesService,
    private readonly passwords: EmployeePasswords,
  ) {}

  /** Lists employees. */
  @Get()
  @Allow({ employee: 'employees:read' })
  @ApiOkResponse({ type: EmployeesPageView })
  list(@Caller() caller: Principal, @Query() query: ListEmployeesQuery): Promise<RawJson<EmployeesPageView>> {
    return this.queries.list(caller, query);
  }

  /** Reads an employee. */
  @Get(':id')
  @Allow({ employee: 'employees:read' })
  @Problems([EmployeeNotFound])
  @ApiOkResponse({ type: EmployeeView })
  get(@Caller() caller: Principal, @Param() { id }: IdParam): Promise<RawJson<EmployeeView>> {
    return this.queries.get(caller, id);
  }

  /** Makes an employee, with a password or with an invitation by mail to choose one. */
  @Post()
  @Allow({ employee: 'employees:write' })
  @Problems([EmailTaken, RoleUnknown, PermissionNotHeld, PasswordTooWeak, TooBusy])
  @ApiCreatedResponse({ type: EmployeeView })
  async create(
    @Once() once: Once,
    @Caller() caller: Principal,
    @Body() { password, ...body }: CreateEmployeeBody,
  ): Promise<RawJson<EmployeeView>> {
    return this.employees.create(once, caller, body, await this.passwords.hashOf(password, body));
  }

  /** Changes the own password, and ends one's other sessions. */
  @Put('me/password')
  @HttpCode(204)
  @Allow({ employee: 'logged-in' })
  @Strict({ max: 10, seconds: 60 })
  @Problems([PasswordNotRight, PasswordTooWeak, EmployeeNotFound, TooBusy])
  changeOwnPassword(@Caller() caller: Principal, @Body() body: ChangeOwnPasswordBody): Promise<void> {
    return this.passwords.change(caller, body);
  }

  /** Changes an employee; disables one, which ends all sessions. There is always an Owner who can log in. */
  @Patch(':id')
  @Allow({ employee: 'employees:write' })
  @Problems([EmployeeNotFound, EmailTaken, RoleUnknown, PermissionNotHeld, LastOwner])
  @ApiOkResponse({ type: EmployeeView })
  edit(
    @Caller() caller: Principal,
    @Param() { id }: IdParam,
    @IfMatch() version: number,
    @Body() body: EditEmployeeBody,
  ): Promise<RawJson<EmployeeView>> {
    return this.employees.edit(caller, id, version, body);
  }
}
