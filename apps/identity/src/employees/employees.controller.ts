import { Allow, Caller } from '@clientele/auth';
import type { Principal } from '@clientele/contracts';
import { ListQuery, type RawJson } from '@clientele/http';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { EmployeesQueries } from './employees.queries';
import { EmployeesPageView } from './employees.views';

@ApiTags('employees')
@Controller('employees')
export class EmployeesController {
  constructor(private readonly queries: EmployeesQueries) {}

  /** Lists employees. */
  @Get()
  @Allow({ employee: 'employees:read' })
  @ApiOkResponse({ type: EmployeesPageView })
  list(@Caller() caller: Principal, @Query() query: ListQuery): Promise<RawJson<EmployeesPageView>> {
    return this.queries.list(caller, query);
  }
}
