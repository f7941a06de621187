import { contentOf, Parcel, parcelled } from './parcel';

const rows = (type: string, count: number, text = 'x') =>
  Array.from({ length: count }, () => ({ type, event: text }));

describe('parcelled', () => {
  it('packs many of a type that follow each other, and leaves few alone', () => {
    const sizes = parcelled([...rows('a', 120), ...rows('b', 9), ...rows('a', 10)]).map(
      (parcel) => `${parcel.length} ${parcel[0]?.type}`,
    );

    expect(sizes).toEqual(['50 a', '50 a', '20 a', ...Array(9).fill('1 b'), '10 a']);
  });

  it('keeps parcels far below what NATS takes', () => {
    expect(parcelled(rows('a', 24, 'x'.repeat(8_000))).map(({ length }) => length)).toEqual([12, 12]);
  });

  it('loses nothing and changes no order', () => {
    const all = rows('a', 230).map((row, i) => ({ ...row, event: 'x'.repeat(i * 20) }));

    expect(parcelled(all).flat()).toEqual(all);
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

  it.each(['{ "id": 1 }', '[]', 'no JSON'])('may be the event itself: %s', (text) => {
    const { items } = parcelOf(text);

    expect(items.map((item) => item.text())).toEqual([text]);
  });
});
