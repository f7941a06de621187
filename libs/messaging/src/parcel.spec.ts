import fc from 'fast-check';
import { contentOf, Parcel, parcelled } from './parcel';

/** As many events, each about something else unless told. */
const rows = (type: string, count: number, { text = 'x', about = '' } = {}) =>
  Array.from({ length: count }, (_, i) => ({ type, event: text, aggregate: about || `${type} ${i}` }));

const sizesOf = (parcels: readonly (readonly { type: string }[])[]) =>
  parcels.map((parcel) => `${parcel.length} ${parcel[0]?.type}`);

describe('parcelled', () => {
  it('packs what is of one type, a hundred at most', () => {
    const mixed = [...rows('a', 120), ...rows('b', 9), ...rows('a', 10)];

    expect(sizesOf(parcelled(mixed))).toEqual(['100 a', '30 a', '9 b']);
    expect(sizesOf(parcelled(rows('a', 1)))).toEqual(['1 a']);
  });

  it('lets nothing get before what happened to the same thing', () => {
    const [placed, paid, changed] = ['placed', 'paid', 'changed'].flatMap((type) =>
      rows(type, 1, { about: 'one' }),
    );
    const others = rows('placed', 2);

    const parcels = parcelled(
      [placed, others[0], paid, placed, others[1], changed].flatMap((row) => row ?? []),
    );

    expect(sizesOf(parcels)).toEqual(['2 placed', '1 paid', '2 placed', '1 changed']);
  });

  it('keeps parcels far below what NATS takes', () => {
    const large = rows('a', 24, { text: 'x'.repeat(8_000) });

    expect(parcelled(large).map(({ length }) => length)).toEqual([12, 12]);
  });

  it('lets nothing get before a parcel that was packed with what it tells of', () => {
    const [parcel] = rows('a', 1).map((row) => ({ ...row, aggregate: null }));

    const parcels = parcelled([...rows('a', 2), parcel, ...rows('a', 3)].flatMap((row) => row ?? []));

    expect(parcels.map(({ length }) => length)).toEqual([2, 1, 3]);
  });

  it('loses nothing, and keeps the order of what is about one thing, whatever comes', () => {
    const row = fc.record({
      type: fc.constantFrom('a', 'b', 'c'),
      event: fc.integer().map(String),
      aggregate: fc.constantFrom('one', 'two', 'three', 'four'),
    });
    fc.assert(
      fc.property(fc.array(row), (some) => {
        const packed = parcelled(some).flat();

        expect(packed.length).toBe(some.length);
        for (const about of ['one', 'two', 'three', 'four']) {
          const of = (all: typeof some) => all.filter(({ aggregate }) => aggregate === about);
          expect(of(packed)).toEqual(of(some));
        }
      }),
    );
  });
});

describe('a parcel', () => {
  /** A message with this text, and what it was answered. */
  function parcelOf(text: string) {
    const answers: string[] = [];
    const message = {
      subject: 'a',
      info: { deliveryCount: 1 } as Parcel['message']['info'],
      ack: () => void answers.push('done'),
      term: (reason?: string) => void answers.push(`ended: ${reason}`),
      nak: (milliseconds?: number) => void answers.push(`again in ${milliseconds}`),
    };
    const { items } = new Parcel(message, contentOf(text), () => answers.push('over'));
    return { items, answers };
  }

  it('is done when all in it are', () => {
    const { items, answers } = parcelOf('[1, 2]');

    items[0]?.done();
    items[0]?.done();
    expect(answers).toEqual([]);
    items[1]?.done();

    expect(answers).toEqual(['done', 'over']);
    expect(items.map((item) => item.text())).toEqual(['1', '2']);
  });

  it('comes again as soon as the first in it is to', () => {
    const { items, answers } = parcelOf('[1, 2, 3]');

    items[0]?.again(5_000);
    items[1]?.done();
    items[2]?.again(250);

    expect(answers).toEqual(['again in 250', 'over']);
  });

  it('ends with the reasons of those that were put aside, unless another is to come again', () => {
    const [ended, again] = [parcelOf('[1, 2, 3]'), parcelOf('[1, 2]')];

    ended.items[0]?.setAside('No such\ngroup');
    ended.items[1]?.done();
    ended.items[2]?.setAside('No such\ngroup');
    again.items[0]?.setAside('No such group');
    again.items[1]?.again(250);

    expect(ended.answers).toEqual(['ended: No such group', 'over']);
    expect(again.answers).toEqual(['again in 250', 'over']);
  });

  it('may be packed twice', () => {
    const { items } = parcelOf('[[1, 2], 3]');

    expect(items.map((item) => item.text())).toEqual(['1', '2', '3']);
  });

  it.each(['{ "id": 1 }', '[]', 'no JSON'])('may be the event itself: %s', (text) => {
    const { items } = parcelOf(text);

    expect(items.map((item) => item.text())).toEqual([text]);
  });
});
