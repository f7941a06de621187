import type { Principal } from '@clientele/contracts';
import { Database, type PageDefinition, statement, type Tx } from '@clientele/database';
import { RawJson, readRawPage } from '@clientele/http';
import { Injectable } from '@nestjs/common';
import { typedEmail } from '../emails/email';
import { Filters } from '../filters';
import { instant } from '../instants';
import type { ListEmployeesQuery } from './employees.bodies';
import { EmployeeNotFound } from './employees.problems';
import type { EmployeesPageView, EmployeeView } from './employees.views';

const VIEW = `json_build_object(
  'id', e.id, 'firstName', e.first_name, 'lastName', e.last_name, 'email', e.email,
  'role', json_build_object('id', r.id, 'name', r.name), 'enabled', e.enabled,
  'passwordSet', e.password_hash IS NOT NULL, 'createdAt', ${instant('e.created_at')}, 'version', e.version)::text`;

const FROM = 'FROM employees e JOIN roles r ON r.id = e.role_id';
const LAST_NAME = 'lower(e.last_name) COLLATE "C"';

const PAGE: PageDefinition = {
  sortable: {
    createdAt: { sql: 'e.created_at', type: 'timestamptz' },
    lastName: { sql: LAST_NAME, type: 'text' },
    email: { sql: 'e.normalized_email', type: 'text' },
  },
  defaultSort: 'createdAt',
  key: { sql: 'e.id', type: 'uuid' },
};

const byId = statement<{ view: string; version: number }>(
  'employees-by-id',
  `SELECT ${VIEW} AS view, e.version ${FROM} WHERE e.id = $2 AND e.shop_id = $1`,
);

/** One employee. */
export async function readEmployee(
  on: Database | Tx,
  shopId: string,
  id: string,
): Promise<RawJson<EmployeeView>> {
  const row = await byId.first(on, [shopId, id]);
  if (!row) throw new EmployeeNotFound();
  return new RawJson(row.view, row.version);
}

/** Reads employees. */
@Injectable()
export class EmployeesQueries {
  constructor(private readonly db: Database) {}

  /** One employee. */
  get({ shopId }: Principal, id: string): Promise<RawJson<EmployeeView>> {
    return readEmployee(this.db, shopId, id);
  }

  /** A page of employees. */
  list({ shopId }: Principal, query: ListEmployeesQuery): Promise<RawJson<EmployeesPageView>> {
    const { sql, parameters } = new Filters()
      .where(shopId, (p) => `e.shop_id = ${p}`)
      .startsWith(query.email && typedEmail(query.email), 'e.normalized_email')
      .startsWith(query.lastName, LAST_NAME)
      .where(query.roleId, (p) => `e.role_id = ${p}`)
      .where(query.enabled, (p) => `e.enabled = ${p}`);
    return readRawPage(
      this.db,
      { page: PAGE, view: VIEW, matches: `${FROM} WHERE ${sql}` },
      query,
      parameters,
    );
  }
}
