import { Audit } from '@clientele/audit';
import type { EmployeePrincipal, Principal } from '@clientele/contracts';
import { Database, type Tx } from '@clientele/database';
import { Injectable } from '@nestjs/common';
import type { PasswordOwner } from '../passwords/password-strength';
import { PasswordsService } from '../passwords/passwords.service';
import { endSessionsOf } from '../sessions/end-sessions';
import { Employee } from './employee.entity';
import type { ChangeOwnPasswordBody } from './employees.bodies';
import { EmployeeNotFound, PasswordNotRight } from './employees.problems';

/** Lets employees change their own passwords. */
@Injectable()
export class EmployeePasswords {
  constructor(
    private readonly db: Database,
    private readonly passwords: PasswordsService,
    private readonly audit: Audit,
  ) {}

  /** The hash for a new employee, or null. */
  async hashOf(password: string | undefined, owner: PasswordOwner): Promise<string | null> {
    return password ? this.passwords.hashNew(password, owner) : null;
  }

  /** Ends the employee's other sessions: whoever knew the old password is out. */
  async change(caller: Principal, { currentPassword, password }: ChangeOwnPasswordBody): Promise<void> {
    if (caller.kind !== 'employee') throw new EmployeeNotFound();
    const before = await this.db.manager.findOneBy(Employee, { id: caller.id });
    const matches = await this.passwords.verify(before?.passwordHash, currentPassword);
    if (!before || !matches) throw new PasswordNotRight();
    const passwordHash = await this.passwords.hashNew(password, before);
    await this.db.transaction((tx) => this.set(tx, caller, before.passwordHash, passwordHash));
  }

  private async set(
    tx: Tx,
    caller: EmployeePrincipal,
    before: string | null,
    passwordHash: string,
  ): Promise<void> {
    const { id, sessionId } = caller;
    // Somebody who changed it meanwhile knew it, too; what was verified is no longer true.
    const { affected } = await tx.update(
      Employee,
      { id, passwordHash: before ?? '', enabled: true },
      { passwordHash },
    );
    if (affected === 0) throw new PasswordNotRight();
    await endSessionsOf(tx, { employeeId: id }, sessionId);
    await this.audit.add(tx, caller, {
      ...{ operation: 'employees.changeOwnPassword', resource: { type: 'employees', id } },
    });
  }
}
