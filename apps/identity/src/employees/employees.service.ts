import { Audit, changesOf } from '@clientele/audit';
import { Clock } from '@clientele/config';
import { actorOf, type EmployeePermission, newId, type Principal } from '@clientele/contracts';
import { Database, type Tx, violates } from '@clientele/database';
import { type Once, type RawJson, requireVersion } from '@clientele/http';
import { Injectable } from '@nestjs/common';
import { EmailTaken } from '../customers/customers.problems';
import { normalizeEmail } from '../emails/email';
import { PASSWORD_PURPOSES } from '../one-time-links/one-time-link.domain';
import { OneTimeLinks } from '../one-time-links/one-time-links.service';
import { requireHeld } from '../roles/role.domain';
import { Role } from '../roles/role.entity';
import { endSessionsOf } from '../sessions/end-sessions';
import { Employee } from './employee.entity';
import type { CreateEmployeeBody, EditEmployeeBody } from './employees.bodies';
import { EmployeeNotFound, RoleUnknown } from './employees.problems';
import { readEmployee } from './employees.queries';
import type { EmployeeView } from './employees.views';
import { lockOwners, requireAnotherOwner } from './owners';

/** Makes and changes employees. */
@Injectable()
export class EmployeesService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly links: OneTimeLinks,
    private readonly audit: Audit,
  ) {}

  /** With a password, or with an invitation to choose one. */
  create(
    once: Once,
    caller: Principal,
    body: Omit<CreateEmployeeBody, 'password'>,
    passwordHash: string | null,
  ): Promise<RawJson<EmployeeView>> {
    const { shopId } = caller;
    return once(async (tx) => {
      requireHeld(caller, await permissionsOf(tx, shopId, body.roleId));
      const id = newId();
      const made = { ...body, id, shopId, passwordHash, enabled: true, createdAt: this.clock.now() };
      await tx.insert(Employee, { ...made, normalizedEmail: comparable(body.email) }).catch(explain);
      if (passwordHash === null)
        await this.links.request(tx, { purpose: 'invitation', employeeId: id }, actorOf(caller));
      await this.audit.add(tx, caller, {
        ...{ operation: 'employees.create', resource: { type: 'employees', id } },
        after: { ...body, invited: passwordHash === null },
      });
      return readEmployee(tx, shopId, id);
    });
  }

  edit(
    caller: Principal,
    id: string,
    version: number,
    changes: EditEmployeeBody,
  ): Promise<RawJson<EmployeeView>> {
    const { shopId } = caller;
    return this.db.transaction(async (tx) => {
      const { ownerRoleId } = await lockOwners(tx, shopId);
      const employee = await lockEmployee(tx, shopId, id);
      requireVersion(employee.version, version);
      // Whoever could change somebody with more rights, such as the e-mail address, could take them over.
      requireHeld(caller, await permissionsOf(tx, shopId, employee.roleId));
      if (changes.roleId !== undefined) requireHeld(caller, await permissionsOf(tx, shopId, changes.roleId));
      const leaves = changes.enabled === false || (changes.roleId ?? ownerRoleId) !== ownerRoleId;
      if (employee.roleId === ownerRoleId && leaves) await requireAnotherOwner(tx, ownerRoleId, id);

      const email = changes.email ?? employee.email;
      const values = { ...changes, normalizedEmail: comparable(email), version: version + 1 };
      await tx.update(Employee, id, values).catch(explain);
      if (changes.enabled === false) await this.lockOut(tx, id);
      await this.audit.add(tx, caller, {
        ...{ operation: 'employees.edit', resource: { type: 'employees', id } },
        ...changesOf<object>(employee, changes),
      });
      return readEmployee(tx, shopId, id);
    });
  }

  private async lockOut(tx: Tx, employeeId: string): Promise<void> {
    await endSessionsOf(tx, { employeeId });
    await this.links.revoke(tx, { employeeId }, PASSWORD_PURPOSES);
  }
}

async function lockEmployee(tx: Tx, shopId: string, id: string): Promise<Employee> {
  const employee = await tx.findOne(Employee, { where: { id, shopId }, lock: { mode: 'pessimistic_write' } });
  if (!employee) throw new EmployeeNotFound();
  return employee;
}

async function permissionsOf(tx: Tx, shopId: string, id: string): Promise<EmployeePermission[]> {
  const role = await tx.findOneBy(Role, { id, shopId });
  if (!role) throw new RoleUnknown();
  return role.permissions;
}

const comparable = (email: string): string => normalizeEmail(email) ?? email;

function explain(error: unknown): never {
  if (violates(error, 'employees_shop_id_normalized_email_key')) throw new EmailTaken();
  throw violates(error, 'employees_role_id_fkey') ? new RoleUnknown() : error;
}
