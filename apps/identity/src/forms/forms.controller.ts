import { Allow, Caller } from '@clientele/auth';
import type { Principal } from '@clientele/contracts';
import { IfMatch, Once, Problems, type RawJson } from '@clientele/http';
import { Concerns } from '@clientele/sight';
import { Body, Controller, Delete, Get, Headers, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { aCustomer } from '../customers/customer.subject';
import { CustomerNotFound } from '../customers/customers.problems';
import { wantedLanguages } from '../languages/language.domain';
import { GroupUnknown } from '../owners/owners.problems';
import { FormRulesService } from './form-rules.service';
import {
  CreateFormRuleBody,
  EditFormRuleBody,
  FormParam,
  FormQuery,
  FormRuleParam,
  ListFormRulesQuery,
} from './forms.bodies';
import { FieldTypeDiffers, FormRuleExists, FormRuleNotFound, TooManyFormRules } from './forms.problems';
import { FormRulesQueries } from './forms.queries';
import { FormsService } from './forms.service';
import { FormRulesPageView, FormRuleView } from './forms.views';

@ApiTags('forms')
@Controller('forms')
export class FormsController {
  constructor(
    private readonly forms: FormsService,
    private readonly rules: FormRulesService,
    private readonly queries: FormRulesQueries,
  ) {}

  /** Tells what a form asks of the caller, as JSON Schema (2020-12). Texts are in the language of Accept-Language. */
  @Get(':form')
  @Allow({ employee: 'customers:read', contact: 'logged-in', visitor: true })
  @Concerns(aCustomer('customerId'))
  @Problems([CustomerNotFound])
  @ApiOkResponse({ description: 'JSON Schema', schema: { type: 'object', additionalProperties: true } })
  schema(
    @Caller() caller: Principal,
    @Param() { form }: FormParam,
    @Query() { customerId }: FormQuery,
    @Headers('accept-language') languages: string | undefined,
  ): Promise<Record<string, unknown>> {
    return this.forms.schema(caller, form, customerId, wantedLanguages(languages));
  }

  /** Lists the rules of a form. */
  @Get(':form/rules')
  @Allow({ employee: 'forms:read' })
  @ApiOkResponse({ type: FormRulesPageView })
  listRules(
    @Caller() caller: Principal,
    @Param() { form }: FormParam,
    @Query() query: ListFormRulesQuery,
  ): Promise<RawJson<FormRulesPageView>> {
    return this.queries.list(caller, form, query);
  }

  /** Reads a rule of a form. */
  @Get(':form/rules/:id')
  @Allow({ employee: 'forms:read' })
  @Problems([FormRuleNotFound])
  @ApiOkResponse({ type: FormRuleView })
  getRule(@Caller() caller: Principal, @Param() { form, id }: FormRuleParam): Promise<RawJson<FormRuleView>> {
    return this.queries.get(caller, form, id);
  }

  /** Adds a rule to a form, for everyone, a group or a customer. It may make the API stricter, not more lenient. */
  @Post(':form/rules')
  @Allow({ employee: 'forms:write' })
  @Problems([CustomerNotFound, GroupUnknown, FormRuleExists, FieldTypeDiffers, TooManyFormRules])
  @ApiCreatedResponse({ type: FormRuleView })
  createRule(
    @Once() once: Once,
    @Caller() caller: Principal,
    @Param() { form }: FormParam,
    @Body() body: CreateFormRuleBody,
  ): Promise<RawJson<FormRuleView>> {
    return this.rules.create(once, caller, form, body);
  }

  /** Changes what a rule says. What was filled in before stays as it is. */
  @Patch(':form/rules/:id')
  @Allow({ employee: 'forms:write' })
  @Problems([FormRuleNotFound])
  @ApiOkResponse({ type: FormRuleView })
  editRule(
    @Caller() caller: Principal,
    @Param() { form, id }: FormRuleParam,
    @IfMatch() version: number,
    @Body() body: EditFormRuleBody,
  ): Promise<RawJson<FormRuleView>> {
    return this.rules.edit(caller, form, id, version, body);
  }

  /** Deletes a rule. Values of own fields stay where they are. */
  @Delete(':form/rules/:id')
  @HttpCode(204)
  @Allow({ employee: 'forms:write' })
  @Problems([FormRuleNotFound])
  deleteRule(@Caller() caller: Principal, @Param() { form, id }: FormRuleParam): Promise<void> {
    return this.rules.remove(caller, form, id);
  }
}
