import { Audit, changesOf } from '@clientele/audit';
import { Clock } from '@clientele/config';
import { newId, type Principal } from '@clientele/contracts';
import { Database, type Tx } from '@clientele/database';
import { type Once, requireVersion } from '@clientele/http';
import { Injectable } from '@nestjs/common';
import { Inbox } from './inbox.entity';
import type { CreateInboxBody, EditInboxBody } from './inboxes.bodies';
import { InboxNotFound } from './inboxes.problems';
import type { InboxView } from './inboxes.views';

/** Changes inboxes. */
@Injectable()
export class InboxesService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  create(once: Once, caller: Principal, body: CreateInboxBody): Promise<InboxView> {
    return once(async (tx) => {
      const now = this.clock.now();
      const times = { createdAt: now, updatedAt: now };
      const inbox = tx.create(Inbox, {
        description: {},
        ...body,
        id: newId(),
        shopId: caller.shopId,
        version: 1,
        ...times,
      });
      await tx.insert(Inbox, inbox);
      const resource = { type: 'inboxes', id: inbox.id };
      await this.audit.add(tx, caller, { operation: 'inboxes.create', resource, after: settingsOf(inbox) });
      return toView(inbox);
    });
  }

  edit(caller: Principal, id: string, version: number, body: EditInboxBody): Promise<InboxView> {
    return this.db.transaction(async (tx) => {
      const inbox = await lockInbox(tx, caller.shopId, id);
      requireVersion(inbox.version, version);
      const before = settingsOf(inbox);
      Object.assign(inbox, body, { version: version + 1, updatedAt: this.clock.now() });
      await tx.update(Inbox, id, inbox);
      await this.audit.add(tx, caller, {
        ...{ operation: 'inboxes.edit', resource: { type: 'inboxes', id } },
        ...changesOf(before, settingsOf(inbox)),
      });
      return toView(inbox);
    });
  }
}

async function lockInbox(tx: Tx, shopId: string, id: string): Promise<Inbox> {
  const inbox = await tx.findOne(Inbox, { where: { id, shopId }, lock: { mode: 'pessimistic_write' } });
  if (!inbox) throw new InboxNotFound();
  return inbox;
}

const settingsOf = ({ title, description, position, email, saveMessages, enabled }: Inbox) => ({
  ...{ title, description, position, email, saveMessages, enabled },
});

const toView = (inbox: Inbox): InboxView => ({
  id: inbox.id,
  title: inbox.title,
  description: inbox.description,
  position: inbox.position,
  email: inbox.email,
  saveMessages: inbox.saveMessages,
  enabled: inbox.enabled,
  createdAt: inbox.createdAt.toISOString(),
  updatedAt: inbox.updatedAt.toISOString(),
  version: inbox.version,
});
