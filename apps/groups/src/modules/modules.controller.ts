import { Allow, Caller } from '@clientele/auth';
import type { Principal } from '@clientele/contracts';
import { Problems, type RawJson } from '@clientele/http';
import { Body, Controller, Delete, Get, HttpCode, Param, Put, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ListModulesQuery, ModuleParam, PutModuleBody } from './modules.bodies';
import { ModuleNotFound } from './modules.problems';
import { ModulesQueries } from './modules.queries';
import { ModulesService } from './modules.service';
import { ModulesPageView, ModuleView, MyModulesView } from './modules.views';

@ApiTags('modules')
@Controller('modules')
export class ModulesController {
  constructor(
    private readonly modules: ModulesService,
    private readonly queries: ModulesQueries,
  ) {}

  /** Lists the modules: features of the storefront that groups may be kept from using. */
  @Get()
  @Allow({ employee: 'groups:read' })
  @ApiOkResponse({ type: ModulesPageView })
  list(@Caller() caller: Principal, @Query() query: ListModulesQuery): Promise<RawJson<ModulesPageView>> {
    return this.queries.list(caller, query);
  }

  /** Tells which modules the caller may use, by all groups it is in that count at the shop it is at. */
  @Get('mine')
  @Allow({ contact: 'logged-in', visitor: true })
  @ApiOkResponse({ type: MyModulesView })
  mine(@Caller() caller: Principal): Promise<RawJson<MyModulesView>> {
    return this.queries.mine(caller);
  }

  /** Reads a module. */
  @Get(':key')
  @Allow({ employee: 'groups:read' })
  @Problems([ModuleNotFound])
  @ApiOkResponse({ type: ModuleView })
  get(@Caller() caller: Principal, @Param() { key }: ModuleParam): Promise<RawJson<ModuleView>> {
    return this.queries.get(caller, key);
  }

  /** Registers a module, or names it anew. Groups may use it unless they deny what they do not name. */
  @Put(':key')
  @Allow({ employee: 'groups:write' })
  @ApiOkResponse({ type: ModuleView })
  put(
    @Caller() caller: Principal,
    @Param() { key }: ModuleParam,
    @Body() body: PutModuleBody,
  ): Promise<RawJson<ModuleView>> {
    return this.modules.put(caller, key, body);
  }

  /** Forgets a module, with what groups say of it. */
  @Delete(':key')
  @HttpCode(204)
  @Allow({ employee: 'groups:write' })
  @Problems([ModuleNotFound])
  remove(@Caller() caller: Principal, @Param() { key }: ModuleParam): Promise<void> {
    return this.modules.remove(caller, key);
  }
}
