import { changed, differing, formOf, ownColumns, withOwn } from './own-fields.domain';
import { readHeader } from './rows.domain';

describe('own fields', () => {
  it('are read by their types', () => {
    const columns = ownColumns([
      { field: 'size', type: 'number' },
      { field: 'since', type: 'date' },
    ]);
    const read = (at: number, text: string) => columns[at]?.read(text, new Date());

    expect(['12.5', ' -1e3 ', '+.5'].map((text) => read(0, text))).toEqual(
      [12.5, -1000, 0.5].map((value) => ({ value })),
    );
    expect(['1,5', '0x10', 'Infinity', '1e999', '-'].map((text) => read(0, text))).toEqual(
      Array(5).fill(expect.objectContaining({ code: 'not-a-number' })),
    );
    expect(read(1, '2021-02-29')).toMatchObject({ code: 'not-a-date' });
  });

  it('are not taken for fields of ours, nor for each other', () => {
    const columns = [
      { field: 'customerNumber', read: (value: string) => ({ value }) },
      ...ownColumns([
        { field: 'erNumber', type: 'text' },
        { field: 'ernumber', type: 'text' },
      ]),
    ];

    const { columns: found } = readHeader(columns, ['custom.ernumber', 'custom.erNumber', 'Customer number']);

    expect(found.map((column) => column?.field)).toEqual([
      'custom.ernumber',
      'custom.erNumber',
      'customerNumber',
    ]);
  });

  it('change one by one, and leave nothing behind when they are taken away', () => {
    const known = withOwn({ id: 'x', phone: '1' }, { badge: 'A', size: 3 });
    const fields = { phone: null, 'custom.badge': null, 'custom.size': 3, 'custom.other': null };

    const changes = differing(known, fields);

    expect(changes).toEqual({ phone: null, 'custom.badge': null });
    expect(formOf(changed(known, changes))).toEqual({ id: 'x', phone: null, custom: { size: 3 } });
  });
});
