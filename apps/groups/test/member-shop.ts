import { type DomainEvent, type EventContract, orderCancelled } from '@clientele/contracts';
import { anEmployee, type Api, type ApiAnswer, eventually, TEST_SHOP, TestService } from '@clientele/testing';
import { AppModule } from '../src/app.module';
import { roleGroupId } from '../src/groups/role-groups.domain';
import { ExpirySchedule } from '../src/memberships/expiry-schedule.service';
import type { MembershipsView } from '../src/memberships/memberships.views';
import { aPayment, aRegistration, NO_EXPIRY } from './facts';

/** The service with an employee at work, and shorthand for what tests of memberships do again and again. */
export class MemberShop {
  private constructor(
    readonly service: TestService,
    readonly employee: Api,
  ) {}

  static async open(): Promise<MemberShop> {
    const service = await TestService.start({ module: AppModule, environment: NO_EXPIRY });
    // Good for longer than any test moves the clock.
    const token = await service.tokens.sign(anEmployee(), '30d');
    return new MemberShop(service, service.api.with({ authorization: `Bearer ${token}` }));
  }

  close(): Promise<void> {
    return this.service.stop();
  }

  /** A new group; its id. */
  async group(name: string): Promise<string> {
    const { body } = await this.employee.post<{ id: string }>('/v1/groups', { name: { en: name } });
    return body.id;
  }

  /** A new rule on a product; its id. */
  rule(productId: string, groupIds: readonly string[], more: object = {}): Promise<string> {
    return this.ruleBy({ productId }, groupIds, more);
  }

  /** A new rule on whatever makes it apply; its id. */
  async ruleBy(trigger: object, groupIds: readonly string[], more: object = {}): Promise<string> {
    const { body } = await this.employee.post<{ id: string }>('/v1/auto-assignments', {
      ...{ ...trigger, groupIds, ...more },
    });
    return body.id;
  }

  /** A registered customer; its id. */
  async customer(changes: Parameters<typeof aRegistration>[0] = {}): Promise<string> {
    const registration = aRegistration(changes);
    await this.tell(registration);
    await this.service.events.handledBy('groups-registration', registration.type);
    return registration.data.customerId;
  }

  /** Some whose membership in a group is over, past all events; their ids. Somebody has to be there before, for the groups of roles. */
  async overdue(groupId: string, count: number): Promise<string[]> {
    const rows = await this.service.db.manager.query<{ id: string }[]>(
      `WITH ids AS MATERIALIZED (SELECT gen_random_uuid() AS id FROM generate_series(1, $4)), m AS (
         INSERT INTO members (customer_id, shop_id, default_group_id, fallback_group_id, registered, version, created_at, updated_at)
         SELECT id, $1, $2, $3, true, 1, now(), now() FROM ids
       ), s AS (
         INSERT INTO memberships (customer_id, group_id, started_at, expires_at, base_source, base_expires_at, default_at)
         SELECT id, $2::uuid, now(), now() - interval '1 minute', 'manual', now() - interval '1 minute', now() FROM ids
         UNION ALL SELECT id, $3, now(), NULL, 'registration', NULL, NULL FROM ids
       )
       SELECT id FROM ids`,
      [TEST_SHOP, groupId, roleGroupId(TEST_SHOP, 'customer'), count],
    );
    return rows.map(({ id }) => id);
  }

  /** A customer pays for an order; the event of it. */
  async pays(...order: Parameters<typeof aPayment>): Promise<ReturnType<typeof aPayment>> {
    const payment = aPayment(...order);
    await this.tell(payment);
    await this.service.events.handledBy('groups-auto-assignment', payment.type);
    return payment;
  }

  /** An order goes back; returns when that was handled. */
  async reverses(event: DomainEvent, times = 1): Promise<void> {
    await this.tell(event, times);
    const durable = event.type === orderCancelled.type ? 'groups-cancellations' : 'groups-refunds';
    await this.service.events.handledBy(durable, event.type);
  }

  tell(event: DomainEvent, times = 1): Promise<void> {
    return this.service.events.publish(event, times);
  }

  read(customerId: string): Promise<ApiAnswer<MembershipsView>> {
    return this.employee.get<MembershipsView>(`/v1/memberships/${customerId}`);
  }

  /** The customer's groups, default first. */
  async groupsOf(customerId: string): Promise<string[]> {
    const { items } = (await this.read(customerId)).body;
    return items.toSorted((a, b) => Number(b.isDefault) - Number(a.isDefault)).map(({ groupId }) => groupId);
  }

  async membership(
    customerId: string,
    groupId: string,
  ): Promise<MembershipsView['items'][number] | undefined> {
    return (await this.read(customerId)).body.items.find((item) => item.groupId === groupId);
  }

  /** Waits until a customer is known. */
  known(customerId: string): Promise<ApiAnswer<MembershipsView>> {
    return eventually(async () => {
      const answer = await this.read(customerId);
      if (answer.status !== 200) throw new Error('not known yet');
      return answer;
    });
  }

  /** Lets the expiry job run once. */
  expire(): Promise<void> {
    return this.service.app.get(ExpirySchedule).run();
  }

  /** Waits for the event that tells a version of something. */
  told<D extends object>(contract: EventContract<D>, id: string, version: number): Promise<DomainEvent<D>> {
    return eventually(async () => {
      const events = await this.service.events.all(contract, id);
      const event = events.find(({ aggregate }) => aggregate.version === version);
      if (!event) throw new Error(`Version ${version} has not been told.`);
      return event;
    });
  }
}
