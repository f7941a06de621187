import { DatabaseBusy } from '@clientele/database';
import { Rounds } from '@clientele/jobs';
import { eventually, TEST_SHOP } from '@clientele/testing';
import { Builds } from '../src/segments/builds.service';
import { Evaluations } from '../src/segments/evaluations.service';
import { PORTION, portionEnd, STEP } from '../src/segments/segments.queries';
import { SegmentShop } from './segment-shop';

/** So many that three steps bring them in. */
const ALL = 2 * STEP + 100;

describe('the steps of a build', () => {
  let shop: SegmentShop;

  beforeAll(async () => {
    shop = await SegmentShop.open();
    // What is done here is done when the test says so.
    await shop.service.app.get(Rounds).beforeApplicationShutdown();
  });

  afterAll(() => shop.close());

  /** Builds what is to be built, as fast as it is told; among how many customers each step looked. */
  const build = async (): Promise<number[]> => {
    const looks = jest.spyOn(portionEnd, 'first');
    const builds = shop.service.app.get(Builds);
    await eventually(async () => {
      let looked = await builds.buildSome();
      while (looked === true) looked = await builds.buildSome();
      if (looked === 'waiting') throw new Error('What moved is not told yet.');
    }, 30_000);
    const sizes = looks.mock.calls.map(([, values]) => Number(values?.[1]));
    looks.mockRestore();
    return sizes;
  };

  it('look among fewer customers where many move, as they look at the rest again, and among more where few do', async () => {
    await shop.service.db.manager.query(
      `INSERT INTO customer_facts (customer_id, shop_id, country)
       SELECT gen_random_uuid(), $1, 'FR' FROM generate_series(1, $2::integer)`,
      [TEST_SHOP, ALL],
    );
    const segment = async (country: string): Promise<void> => {
      const rule = { fact: 'country', operator: 'equals', value: country };
      await shop.employee.post('/v1/segments', { name: { en: country }, rule });
    };

    await segment('FR');
    const whereAllMove = await build();
    await segment('BE');
    const whereNobodyMoves = await build();

    expect(whereAllMove).toEqual([PORTION, PORTION / 4, PORTION / 16]);
    expect(whereNobodyMoves).toEqual([PORTION / 8]);
    const [{ members }] = await shop.service.db.manager.query<[{ members: number }]>(
      'SELECT count(*)::integer AS members FROM segment_members',
    );
    expect(members).toBe(ALL);
  });

  it('look among fewer after one that took too long, for which all others wait', async () => {
    const evaluations = shop.service.app.get(Evaluations);
    const differing = jest.spyOn(evaluations, 'differing').mockRejectedValueOnce(new DatabaseBusy());
    const rule = { fact: 'country', operator: 'equals', value: 'NO' };
    await shop.employee.post('/v1/segments', { name: { en: 'NO' }, rule });

    const [tooMany, fewer] = await build();
    differing.mockRestore();

    expect(fewer).toBe((tooMany ?? 0) / 4);
  });
});
