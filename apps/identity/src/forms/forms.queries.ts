import type { Principal } from '@clientele/contracts';
import { Database, type PageDefinition, statement, type Tx } from '@clientele/database';
import { RawJson, readRawPage } from '@clientele/http';
import { Injectable } from '@nestjs/common';
import { COMPANY_FIELDS } from '../customers/company.domain';
import { Filters } from '../filters';
import { instant } from '../instants';
import type { FormName, ScopedRule } from '@clientele/forms';
import { FORMS_OF_COMPANIES } from './delivered-forms';
import type { ListFormRulesQuery } from './forms.bodies';
import { FormRuleNotFound } from './forms.problems';
import type { FormRulesPageView, FormRuleView } from './forms.views';

const RULE_JSON = `json_build_object(
  'id', r.id, 'form', r.form, 'field', r.field, 'type', r.type, 'groupId', r.group_id, 'customerId', r.customer_id,
  'presence', r.presence, 'minLength', r.min_length, 'maxLength', r.max_length, 'pattern', r.pattern,
  'help', r.help, 'defaultValue', r.default_value, 'label', r.label, 'choices', r.choices,
  'createdAt', ${instant('r.created_at')}, 'updatedAt', ${instant('r.updated_at')}, 'version', r.version)`;

const byId = statement<{ view: string; version: number }>(
  'form-rules-by-id',
  `SELECT ${RULE_JSON}::text AS view, r.version FROM form_rules r
   WHERE r.id = $1 AND r.shop_id = $2 AND r.form = $3`,
);

// What is asked of companies is asked of nobody where the shop sells to none.
const applicable = statement<{ rule: ScopedRule }>(
  'form-rules-applicable',
  `SELECT ${RULE_JSON} AS rule FROM form_rules r
   WHERE r.shop_id = $1 AND r.form = $2
     AND (r.group_id IS NULL AND r.customer_id IS NULL OR r.customer_id = ANY ($3::uuid[])
          OR r.group_id = ANY (ARRAY(SELECT g.group_id FROM customer_groups g
                                     WHERE g.customer_id = ANY ($3::uuid[]) AND (g.expires_at IS NULL OR g.expires_at > $4))))
     AND (r.type IS NOT NULL OR r.form <> ALL ('{${FORMS_OF_COMPANIES.join()}}') OR r.field <> ALL ('{${COMPANY_FIELDS.join()}}')
          OR EXISTS (SELECT FROM customer_settings s WHERE s.shop_id = $1 AND s.b2b))`,
);

const groupsOfCustomers = statement<{ customerId: string; groupIds: string[] }>(
  'form-rules-groups-of-customers',
  `SELECT g.customer_id AS "customerId", array_agg(g.group_id) AS "groupIds" FROM customer_groups g
   WHERE g.customer_id = ANY ($1::uuid[]) AND (g.expires_at IS NULL OR g.expires_at > $2) GROUP BY g.customer_id`,
);

const PAGE: PageDefinition = {
  sortable: { field: { sql: 'r.field COLLATE "C"', type: 'text' }, id: { sql: 'r.id', type: 'uuid' } },
  defaultSort: 'id',
  key: { sql: 'r.id', type: 'uuid' },
};

/** Whose form it is: somebody's of a shop, a customer's, or that of a contact of several customers. */
export interface FormOwner {
  readonly shopId: string;
  readonly customerIds?: readonly string[];
}

/** One rule of a form. */
export async function readRule(
  on: Database | Tx,
  { shopId }: Principal,
  form: FormName,
  id: string,
): Promise<RawJson<FormRuleView>> {
  const row = await byId.first(on, [id, shopId, form]);
  if (!row) throw new FormRuleNotFound();
  return new RawJson(row.view, row.version);
}

/** The rules that hold for somebody: those for everyone, for the groups it is in now, and for the customer. */
export async function rulesFor(
  on: Database | Tx,
  form: FormName,
  { shopId, customerIds = [] }: FormOwner,
  now: Date,
): Promise<ScopedRule[]> {
  const rows = await applicable.rows(on, [shopId, form, customerIds, now]);
  return rows.map(({ rule }) => rule);
}

/** By customer, the groups it is in now. */
export async function groupsNow(
  tx: Tx,
  customerIds: readonly string[],
  now: Date,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = await groupsOfCustomers.rows(tx, [customerIds, now]);
  return new Map(found.map(({ customerId, groupIds }) => [customerId, groupIds]));
}

/** Reads rules of forms. */
@Injectable()
export class FormRulesQueries {
  constructor(private readonly db: Database) {}

  get(caller: Principal, form: FormName, id: string): Promise<RawJson<FormRuleView>> {
    return readRule(this.db, caller, form, id);
  }

  list(caller: Principal, form: FormName, query: ListFormRulesQuery): Promise<RawJson<FormRulesPageView>> {
    const filters = new Filters()
      .where(caller.shopId, (p) => `r.shop_id = ${p}`)
      .where(form, (p) => `r.form = ${p}`)
      .where(query.field, (p) => `r.field = ${p}`)
      .where(query.groupId, (p) => `r.group_id = ${p}`)
      .where(query.customerId, (p) => `r.customer_id = ${p}`);
    const list = {
      page: PAGE,
      view: `${RULE_JSON}::text`,
      matches: `FROM form_rules r WHERE ${filters.sql}`,
    };
    return readRawPage(this.db, list, query, filters.parameters);
  }
}
