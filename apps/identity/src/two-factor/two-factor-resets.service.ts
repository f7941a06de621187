import { Audit } from '@clientele/audit';
import { actorOf, type EmployeePermission, type Principal } from '@clientele/contracts';
import { Database, statement, type Tx } from '@clientele/database';
import { Injectable } from '@nestjs/common';
import type { AccountOwner } from '../account-mails/account-mails.service';
import { ContactNotFound } from '../contacts/contacts.problems';
import { EmployeeNotFound } from '../employees/employees.problems';
import { requireHeld } from '../roles/role.domain';
import { endSessionsOf } from '../sessions/end-sessions';
import { TwoFactorSetup } from './two-factor-setup.service';
import { OwnTwoFactorKept } from './two-factor.problems';

const lockContact = statement<{ contactId: string }>(
  'contacts-lock-for-two-factor',
  'SELECT id AS "contactId" FROM contacts WHERE shop_id = $1 AND id = $2 FOR NO KEY UPDATE',
);

const lockEmployee = statement<{ permissions: EmployeePermission[] }>(
  'employees-lock-for-two-factor',
  `SELECT r.permissions FROM employees e JOIN roles r ON r.id = e.role_id
   WHERE e.shop_id = $1 AND e.id = $2 FOR NO KEY UPDATE OF e`,
);

/** Helps those who have lost their app. */
@Injectable()
export class TwoFactorResets {
  constructor(
    private readonly db: Database,
    private readonly setup: TwoFactorSetup,
    private readonly audit: Audit,
  ) {}

  resetContact(caller: Principal, contactId: string): Promise<void> {
    return this.db.transaction(async (tx) => {
      if (!(await lockContact.first(tx, [caller.shopId, contactId]))) throw new ContactNotFound();
      await this.reset(tx, caller, { contactId });
    });
  }

  /** Of another employee, who may do no more than the caller: whoever resets could take the account over. */
  resetEmployee(caller: Principal, employeeId: string): Promise<void> {
    return this.db.transaction(async (tx) => {
      const employee = await lockEmployee.first(tx, [caller.shopId, employeeId]);
      if (!employee) throw new EmployeeNotFound();
      if (employeeId === caller.id) throw new OwnTwoFactorKept();
      requireHeld(caller, employee.permissions);
      await this.reset(tx, caller, { employeeId });
    });
  }

  private async reset(tx: Tx, caller: Principal, owner: AccountOwner): Promise<void> {
    await this.setup.remove(tx, owner, actorOf(caller));
    await endSessionsOf(tx, owner);
    const [type, id] = 'contactId' in owner ? ['contacts', owner.contactId] : ['employees', owner.employeeId];
    await this.audit.add(tx, caller, {
      ...{ operation: 'twoFactorResets.reset', resource: { type, id } },
      ...{ before: { codes: 'on' }, after: { codes: 'off' } },
    });
  }
}
