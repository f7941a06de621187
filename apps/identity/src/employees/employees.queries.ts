import type { Principal } from '@clientele/contracts';
import { Database } from '@clientele/database';
import { type ListQuery, type RawJson, type RawList, readRawPage } from '@clientele/http';
import { Injectable } from '@nestjs/common';
import { instant } from '../instants';
import type { EmployeesPageView } from './employees.views';

const EMPLOYEES: RawList = {
  page: {
    sortable: { createdAt: { sql: 'e.created_at', type: 'timestamptz' } },
    defaultSort: 'createdAt',
    key: { sql: 'e.id', type: 'uuid' },
  },
  view: `json_build_object(
    'id', e.id, 'firstName', e.first_name, 'lastName', e.last_name, 'email', e.email,
    'role', json_build_object('id', r.id, 'name', r.name),
    'enabled', e.enabled, 'createdAt', ${instant('e.created_at')})::text`,
  matches: 'FROM employees e JOIN roles r ON r.id = e.role_id WHERE e.shop_id = $1',
};

/** Reads employees. */
@Injectable()
export class EmployeesQueries {
  constructor(private readonly db: Database) {}

  /** A page of employees. */
  list({ shopId }: Principal, query: ListQuery): Promise<RawJson<EmployeesPageView>> {
    return readRawPage(this.db, EMPLOYEES, query, [shopId]);
  }
}
