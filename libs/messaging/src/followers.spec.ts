import type { Broker } from './broker';
import { Followers } from './followers';

/** What NATS says of those who listen: how far each is, and how much it has left. */
interface Said {
  readonly name: string;
  readonly ack_floor: { readonly stream_seq: number };
  readonly num_pending: number;
}

const at = (name: string, handled: number, left: number): Said => ({
  ...{ name, ack_floor: { stream_seq: handled } },
  num_pending: left,
});

describe('followers', () => {
  let said: Said[];
  let followers: Followers;

  beforeEach(() => {
    const manager = { consumers: { list: () => said } };
    followers = new Followers({ isUp: true, manager: async () => manager } as unknown as Broker, 'GROUPS');
  });

  /** Whether they are behind, by what NATS says at a time. */
  const behind = (now: number, ...all: Said[]): Promise<boolean> => {
    said = all;
    return followers.areBehind(now);
  };

  it('are behind while one of them gets on with much', async () => {
    await behind(0, at('orders-memberships', 10, 900));

    expect(await behind(1_000, at('orders-memberships', 40, 870))).toBe(true);
    expect(await behind(2_000, at('orders-memberships', 900, 10))).toBe(false);
  });

  it('are not waited for where they do not get on', async () => {
    await behind(0, at('support-customer-groups', 10, 900));
    await behind(1_000, at('support-customer-groups', 11, 899));

    expect(await behind(3_000, at('support-customer-groups', 11, 899))).toBe(false);
  });

  it('are looked at now and then', async () => {
    await behind(0, at('orders-memberships', 10, 900));
    await behind(1_000, at('orders-memberships', 40, 870));

    expect(await behind(1_100, at('orders-memberships', 900, 10))).toBe(true);
  });
});
