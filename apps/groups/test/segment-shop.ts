import {
  type CustomerDescription,
  customerDescribed,
  customerRegistered,
  type DomainEvent,
  systemActor,
} from '@clientele/contracts';
import { anEmployee, type Api, type ApiAnswer, eventually, TEST_SHOP, TestService } from '@clientele/testing';
import { v7 as uuidv7 } from 'uuid';
import { AppModule } from '../src/app.module';
import { Passing } from '../src/segments/passing.service';
import { aRegistration, NO_EXPIRY } from './facts';

export interface SegmentBody {
  readonly id: string;
  readonly [field: string]: unknown;
}

interface Page {
  readonly items: readonly Readonly<Record<string, unknown>>[];
}

/** Segments are looked after when a test says so: in the night of a day that is rare. */
const NEVER = '30 2 29 2 *';

/** The service with an employee at work, and what tests of segments do again and again. */
export class SegmentShop {
  private versions = 0;

  private constructor(
    readonly service: TestService,
    readonly employee: Api,
  ) {}

  static async open(): Promise<SegmentShop> {
    const service = await TestService.start({
      module: AppModule,
      environment: { ...NO_EXPIRY, SEGMENTS_RECONCILE_CRON: NEVER },
    });
    // Good for longer than any test moves the clock.
    const token = await service.tokens.sign(anEmployee(), '400d');
    return new SegmentShop(service, service.api.with({ authorization: `Bearer ${token}` }));
  }

  close(): Promise<void> {
    return this.service.stop();
  }

  /** A customer that identity has described; its id. */
  async customer(facts: Partial<CustomerDescription> = {}): Promise<string> {
    const customerId = facts.customerId ?? uuidv7();
    await this.service.events.publish(this.description({ ...facts, customerId }));
    await this.service.events.handledBy('groups-descriptions', customerDescribed.type);
    return customerId;
  }

  description(facts: Partial<CustomerDescription> & { readonly customerId: string }): DomainEvent {
    return customerDescribed.create(
      {
        aggregate: { id: facts.customerId, version: ++this.versions },
        ...{ shopId: TEST_SHOP, actor: systemActor('test'), occurredAt: new Date() },
      },
      {
        ...{ isOpen: true, kind: 'individual', newsletter: false, partnerOffers: false },
        ...{ registeredAt: new Date().toISOString(), ...facts },
      },
    );
  }

  /** A new segment, built; its id. */
  async segment(definition: object): Promise<string> {
    const { body } = await this.employee.post<SegmentBody>('/v1/segments', {
      ...{ name: { en: 'Some' }, ...definition },
    });
    await this.built(body.id);
    return body.id;
  }

  async built(id: string): Promise<void> {
    await eventually(async () => {
      const { body } = await this.employee.get<SegmentBody>(`/v1/segments/${id}`);
      if (body['state'] !== 'ready' || body['build'] !== null) throw new Error('It is being built.');
    });
  }

  async membersOf(id: string): Promise<string[]> {
    const { body } = await this.employee.get<Page>(`/v1/segments/${id}/members`);
    return body.items.map(({ customerId }) => String(customerId)).toSorted();
  }

  /** Waits until exactly these are in a segment; fails if that does not happen. */
  async hasMembers(id: string, ...customerIds: readonly string[]): Promise<void> {
    const wanted = customerIds.toSorted().join();
    await eventually(async () => {
      const members = (await this.membersOf(id)).join();
      if (members !== wanted) throw new Error(`In it are ${members}, not ${wanted}.`);
    });
  }

  /** Who came and who left, the earliest first. */
  async historyOf(id: string): Promise<unknown[][]> {
    const { body } = await this.employee.get<Page>(`/v1/segments/${id}/history?sort=happenedAt`);
    return body.items.map(({ customerId, entered, cause }) => [customerId, entered ? 'in' : 'out', cause]);
  }

  /** Runs `work` at a later time, which has passed for all segments. */
  async at(laterMs: number, work: () => Promise<void>): Promise<void> {
    this.service.clock.setOffset(laterMs);
    try {
      await this.service.app.get(Passing).pass();
      await work();
    } finally {
      this.service.clock.setOffset(0);
    }
  }

  /** Lets customers have groups. */
  async registered(...customerIds: readonly string[]): Promise<void> {
    for (const customerId of customerIds) await this.service.events.publish(aRegistration({ customerId }));
    await this.service.events.handledBy('groups-registration', customerRegistered.type);
  }

  explain(id: string, customerId: string): Promise<ApiAnswer<Record<string, unknown>>> {
    return this.employee.get(`/v1/segments/${id}/explain/${customerId}`);
  }
}
