import { valuesAt } from './values-at.domain';

describe('valuesAt', () => {
  it('finds a field, and every element of a list', () => {
    expect(valuesAt({ id: 'a' }, 'id')).toEqual(['a']);
    expect(valuesAt({ ids: ['a', 'b'] }, 'ids')).toEqual(['a', 'b']);
  });

  it('goes into objects and lists of objects', () => {
    expect(valuesAt({ links: [{ customerId: 'a' }, {}, { customerId: 'b' }] }, 'links.customerId')).toEqual([
      'a',
      'b',
    ]);
  });

  it('finds nothing in what has another shape', () => {
    for (const source of [undefined, null, 'id', 7, [], { id: 7 }, { id: null }, { id: { id: 'a' } }])
      expect(valuesAt(source, 'id')).toEqual([]);
    expect(valuesAt({}, 'constructor')).toEqual([]);
  });
});
