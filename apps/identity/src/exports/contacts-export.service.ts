import { Database, type PageDefinition } from '@clientele/database';
import { RunsJobs } from '@clientele/jobs';
import { isSeen } from '@clientele/sight';
import { Injectable } from '@nestjs/common';
import { contactFilters } from '../contacts/contacts.queries';
import { CONTACT_COLUMNS } from '../imports/contact-columns.domain';
import { ExportHandler } from './export-handler';
import { ExportRun } from './export-run.service';
import { type ExportContext, type ExportRows, fieldsWith } from './export-source';
import type { ContactFilters } from './exports.bodies';
import { profileTexts, titleTexts } from './names-export.queries';

const CELLS: Readonly<Record<string, string>> = {
  email: 'c.email',
  title: 'd.titles->>c.title_id::text',
  firstName: 'c.first_name',
  lastName: 'c.last_name',
  phone: 'c.phone',
  birthday: 'c.birthday',
  language: 'c.language',
  enabled: 'c.enabled',
  customerNumber: 'u.number::text',
  customerReference: 'u.external_reference',
  customerEmail: 'u.email',
  profile: 'd.profiles->>l.profile_id::text',
  limitAmount: 'trim_scale(l.limit_amount)::text',
  limitCurrency: 'l.limit_currency',
  limitStartsOn: 'l.limit_starts_on',
  limitEndsOn: 'l.limit_ends_on',
  limitRepeats: 'l.limit_repeats',
};

/** What is not imported, and exported if asked for. */
const SHOWN: Readonly<Record<string, string>> = {
  contactId: 'c.id',
  customerId: 'u.id',
  company: 'u.company',
  hasPassword: 'c.password_hash IS NOT NULL',
};

const PAGE: PageDefinition = {
  sortable: { email: { sql: 'c.normalized_email', type: 'text' } },
  defaultSort: 'email',
  key: { sql: 'c.normalized_email', type: 'text' },
};

/** Exports contacts and whom they act for: a row per link, or one for a contact without any. */
@Injectable()
@RunsJobs('contacts-export')
export class ContactsExport extends ExportHandler {
  readonly full = fieldsWith(CONTACT_COLUMNS, CELLS);
  readonly cells = { ...CELLS, ...SHOWN };
  readonly own = { form: 'contact', values: 'c.custom' } as const;

  constructor(
    runs: ExportRun,
    private readonly db: Database,
  ) {
    super(runs);
  }

  // Contacts of closed customers alone have given their addresses back: several may have one.
  async rows({ shopId, seenBy, filters, language }: ExportContext<ContactFilters>): Promise<ExportRows> {
    const titles = await titleTexts(this.db, shopId, language);
    const profiles = await profileTexts(this.db, shopId, language);
    const { sql, parameters } = contactFilters(shopId, filters, [titles, profiles]).where(
      seenBy,
      (p) =>
        `EXISTS (SELECT FROM contact_links l WHERE l.contact_id = c.id AND ${isSeen('l.customer_id', p)})`,
    );
    const isShown = seenBy === undefined ? 'true' : isSeen('u.id', `$${parameters.length}`);
    const matches = `FROM contacts c, (SELECT $1::jsonb AS titles, $2::jsonb AS profiles) d WHERE c.claims_email AND ${sql}`;
    return { page: PAGE, view: rowPerLink(isShown), matches, parameters };
  }
}

// `isShown`: the condition on customers `u` that the caller sees.
const rowPerLink =
  (isShown: string) =>
  (row: string): string => `
  SELECT json_agg(${row} ORDER BY u.number)
  FROM (SELECT) one LEFT JOIN (contact_links l JOIN customers u ON u.id = l.customer_id AND u.state = 'open' AND ${isShown})
    ON l.contact_id = c.id`;
