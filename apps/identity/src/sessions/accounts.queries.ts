import { type EmployeePermission, SEES_ALL } from '@clientele/contracts';
import { Database, statement, type Tx } from '@clientele/database';
import { Injectable } from '@nestjs/common';
import type { ContactOptions } from '../contacts/contact.entity';
import type { ActingFor } from './acting.domain';

/** A contact with all it may act for. */
export interface ContactAccount {
  readonly kind: 'contact';
  readonly id: string;
  readonly shopId: string;
  readonly enabled: boolean;
  readonly passwordHash: string | null;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly customers: readonly ActingFor[];
}

/** What a contact may change of itself. */
interface PersonalData {
  readonly titleId: string | null;
  readonly phone: string | null;
  readonly birthday: string | null;
  readonly language: string | null;
  readonly options: ContactOptions;
  readonly version: number;
}

/** An employee with what the role allows; a member of a team that looks after the whole shop sees all of it. */
export interface EmployeeAccount {
  readonly kind: 'employee';
  readonly id: string;
  readonly shopId: string;
  readonly enabled: boolean;
  readonly passwordHash: string | null;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly permissions: readonly EmployeePermission[];
}

const CONTACT = `
  SELECT 'contact' AS kind, c.id, c.shop_id AS "shopId", c.enabled, c.password_hash AS "passwordHash",
         c.first_name AS "firstName", c.last_name AS "lastName", c.email,
         (SELECT coalesce(json_agg(json_build_object(
                   'linkId', l.id, 'id', u.id, 'number', u.number::text, 'firstName', u.first_name,
                   'lastName', u.last_name, 'company', u.company, 'enabled', u.enabled AND u.state = 'open',
                   'profile', json_build_object('id', p.id, 'code', p.code, 'name', p.name),
                   'permissions', p.permissions) ORDER BY u.number), '[]')
          FROM contact_links l JOIN customers u ON u.id = l.customer_id JOIN profiles p ON p.id = l.profile_id
          WHERE l.contact_id = c.id) AS customers
  FROM contacts c`;

const EMPLOYEE = `
  SELECT 'employee' AS kind, e.id, e.shop_id AS "shopId", e.enabled, e.password_hash AS "passwordHash",
         e.first_name AS "firstName", e.last_name AS "lastName", e.email,
         CASE WHEN '${SEES_ALL}' <> ALL (r.permissions) AND EXISTS (
           SELECT FROM sales_team_members m JOIN sales_team_responsibilities d ON d.team_id = m.team_id
           WHERE m.employee_id = e.id AND d.kind = 'shop' AND d.target_id = e.shop_id)
         THEN r.permissions || '${SEES_ALL}'::text ELSE r.permissions END AS permissions
  FROM employees e JOIN roles r ON r.id = e.role_id`;

type Row<T> = T & Record<string, unknown>;

const contactByEmail = statement<Row<ContactAccount>>(
  'accounts-contact-by-email',
  `${CONTACT} WHERE c.shop_id = $1 AND c.normalized_email = $2 AND c.claims_email`,
);
const contactById = statement<Row<ContactAccount>>('accounts-contact-by-id', `${CONTACT} WHERE c.id = $1`);
const employeeByEmail = statement<Row<EmployeeAccount>>(
  'accounts-employee-by-email',
  `${EMPLOYEE} WHERE e.shop_id = $1 AND e.normalized_email = $2`,
);
const employeeById = statement<Row<EmployeeAccount>>(
  'accounts-employee-by-id',
  `${EMPLOYEE} WHERE e.id = $1`,
);

const personalOf = statement<Row<PersonalData>>(
  'accounts-personal',
  `SELECT title_id AS "titleId", phone, birthday::text, language, options, version FROM contacts WHERE id = $1`,
);

/** Reads who can log in. */
@Injectable()
export class AccountsQueries {
  constructor(private readonly db: Database) {}

  contactByEmail(shopId: string, normalizedEmail: string): Promise<ContactAccount | undefined> {
    return contactByEmail.first(this.db, [shopId, normalizedEmail]);
  }

  contactById(id: string, on: Database | Tx = this.db): Promise<ContactAccount | undefined> {
    return contactById.first(on, [id]);
  }

  personal(id: string): Promise<PersonalData | undefined> {
    return personalOf.first(this.db, [id]);
  }

  employeeByEmail(shopId: string, normalizedEmail: string): Promise<EmployeeAccount | undefined> {
    return employeeByEmail.first(this.db, [shopId, normalizedEmail]);
  }

  employeeById(id: string, on: Database | Tx = this.db): Promise<EmployeeAccount | undefined> {
    return employeeById.first(on, [id]);
  }
}
