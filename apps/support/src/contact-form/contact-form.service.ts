import { Audit } from '@clientele/audit';
import { actorOf, type Place, type Principal, systemActor } from '@clientele/contracts';
import type { Tx } from '@clientele/database';
import type { Once } from '@clientele/http';
import { Injectable } from '@nestjs/common';
import { anyOf } from '../inboxes/inbox.domain';
import { Inbox } from '../inboxes/inbox.entity';
import { type NewThread, ThreadsService } from '../threads/threads.service';
import type { ContactFormBody } from './contact-form.bodies';
import { InboxNotOffered } from './contact-form.problems';
import type { ContactFormView } from './contact-form.views';
import { ForwardsService } from './forwards.service';
import { OrderLookup } from './order-lookup.service';

/** Takes what people write to the shop. */
@Injectable()
export class ContactFormService {
  constructor(
    private readonly orders: OrderLookup,
    private readonly threads: ThreadsService,
    private readonly forwards: ForwardsService,
    private readonly audit: Audit,
  ) {}

  /** Begins a thread, or forwards the message where the inbox keeps none. */
  async submit(
    once: Once,
    caller: Principal | undefined,
    place: Place,
    body: ContactFormBody,
  ): Promise<ContactFormView> {
    const { orderReference = null, productId = null, message: text, email } = body;
    const writer = writerOf(caller, place);
    const orderId =
      orderReference && writer.customerId ? await this.orders.find(orderReference, writer.customerId) : null;

    const taken = await once(async (tx) => {
      const inbox = await findOffered(tx, writer.shopId, body.inboxId);
      const subject = body.subject ?? anyOf(inbox.title);
      const about = { ...writer, inboxId: inbox.id, subject, email, orderReference, orderId, productId };
      return this.take(tx, inbox, { ...about, text }, caller);
    });
    this.forwards.hurry();
    return taken;
  }

  private async take(
    tx: Tx,
    inbox: Inbox,
    message: NewThread,
    caller: Principal | undefined,
  ): Promise<ContactFormView> {
    if (!inbox.saveMessages) {
      await this.forwards.forward(tx, inbox, message);
      return { threadId: null, number: null };
    }
    const actor = caller ? actorOf(caller) : systemActor('contact-form');
    const { id: threadId, number, customerId } = await this.threads.open(tx, message, actor);
    const { shopId: _, ...after } = message;
    const resource = { type: 'threads', id: threadId };
    const deed = { operation: 'contactForm.submit', resource, customerId: customerId ?? undefined, after };
    if (caller) await this.audit.add(tx, caller, deed);
    return { threadId, number };
  }
}

/** Whose thread it will be. Who may not write for the customer acted for writes as a mere person. */
function writerOf(
  caller: Principal | undefined,
  { shopId }: Place,
): Pick<NewThread, 'shopId' | 'customerId' | 'contactId'> {
  if (caller?.kind !== 'contact') return { shopId, customerId: null, contactId: null };
  const customerId = caller.permissions.has('support:write') ? caller.customerId : null;
  return { shopId, customerId, contactId: caller.id };
}

async function findOffered(tx: Tx, shopId: string, id: string): Promise<Inbox> {
  const inbox = await tx.findOneBy(Inbox, { id, shopId, enabled: true });
  if (inbox) return inbox;
  throw new InboxNotOffered({
    errors: [{ pointer: '/inboxId', code: 'not-offered', message: 'Choose one of the inboxes offered.' }],
  });
}
