import { CursorNotValid, type PageDefinition, pageSql, SortNotValid, toPage } from './page';

const customers: PageDefinition = {
  sortable: {
    lastName: { sql: 'c.last_name', type: 'text' },
    registeredAt: { sql: 'c.registered_at', type: 'timestamptz' },
    birthday: { sql: 'c.birthday', type: 'date', nullable: true },
    age: { sql: 'c.birthday', type: 'date', nullable: true, reversed: true },
    kind: { sql: 'c.kind', type: 'text', then: { sql: 'c.registered_at', type: 'timestamptz' } },
  },
  defaultSort: '-registeredAt',
  key: { sql: 'c.id', type: 'uuid' },
};

const cursorAfter = (sort: string, values: readonly string[]): string => {
  const rows = [{ cursor: JSON.stringify(values) }, { cursor: '[]' }];
  return toPage(rows, customers, { limit: 1, sort }, (row) => row).nextCursor ?? '';
};

describe('pageSql', () => {
  it('reads the first page in the default order, with one row more than asked', () => {
    const parameters: unknown[] = ['given'];

    expect(pageSql(customers, { limit: 20 }, parameters)).toMatchObject({
      after: 'true',
      orderAndLimit: 'ORDER BY c.registered_at DESC, c.id DESC LIMIT 21',
    });
    expect(parameters).toEqual(['given']);
  });

  it('takes a length that few pages have as a parameter', () => {
    const parameters: unknown[] = ['given'];

    expect(pageSql(customers, { limit: 7 }, parameters).limit).toBe('$2::integer');
    expect(parameters).toEqual(['given', 8]);
  });

  it('continues by one row comparison where all columns run the same way', () => {
    const parameters: unknown[] = [];
    const cursor = cursorAfter('lastName', ["O'Neill", 'id-1']);

    expect(pageSql(customers, { limit: 20, sort: 'lastName', cursor }, parameters).after).toBe(
      '(c.last_name, c.id) > ($1::text, $2::uuid)',
    );
    expect(parameters.slice(0, 2)).toEqual(["O'Neill", 'id-1']);
  });

  it('continues column by column where the directions differ', () => {
    const cursor = cursorAfter('lastName,-registeredAt', ['Ng', '2026-01-01', 'id-1']);

    expect(pageSql(customers, { limit: 20, sort: 'lastName,-registeredAt', cursor }, []).after).toBe(
      '(c.last_name >= $1::text AND ((c.last_name > $1::text)' +
        ' OR (c.last_name = $1::text AND c.registered_at < $2::timestamptz)' +
        ' OR (c.last_name = $1::text AND c.registered_at = $2::timestamptz AND c.id < $3::uuid)))',
    );
  });

  it('counts rows without a value as the last in either direction, so that one comparison goes on', () => {
    const [up, down] = [
      cursorAfter('birthday', ['1985-04-12', 'id-1']),
      cursorAfter('-birthday', ['-infinity', 'id-1']),
    ];

    expect(pageSql(customers, { limit: 20, sort: 'birthday', cursor: up }, [])).toMatchObject({
      after: "(coalesce(c.birthday, 'infinity'), c.id) > ($1::date, $2::uuid)",
      orderAndLimit: "ORDER BY coalesce(c.birthday, 'infinity') ASC, c.id ASC LIMIT 21",
    });
    expect(pageSql(customers, { limit: 20, sort: '-birthday', cursor: down }, []).after).toBe(
      "(coalesce(c.birthday, '-infinity'), c.id) < ($1::date, $2::uuid)",
    );
  });

  it('settles ties by another column before the key, in a list by the column alone', () => {
    const cursor = cursorAfter('-kind', ['company', '2026-01-01', 'id-1']);

    expect(pageSql(customers, { limit: 20, sort: '-kind', cursor }, [])).toMatchObject({
      after: '(c.kind, c.registered_at, c.id) < ($1::text, $2::timestamptz, $3::uuid)',
      orderAndLimit: 'ORDER BY c.kind DESC, c.registered_at DESC, c.id DESC LIMIT 21',
    });
    expect(pageSql(customers, { limit: 20, sort: 'kind,lastName' }, []).orderAndLimit).toBe(
      'ORDER BY c.kind ASC, c.last_name ASC, c.id ASC LIMIT 21',
    );
  });

  it('goes down a column that runs against its name', () => {
    expect(pageSql(customers, { limit: 20, sort: 'age' }, []).orderAndLimit).toBe(
      "ORDER BY coalesce(c.birthday, '-infinity') DESC, c.id DESC LIMIT 21",
    );
  });

  it.each(['nobody', 'lastName,lastName', '', 'constructor', '--lastName'])(
    'refuses to sort by "%s"',
    (sort) => {
      expect(() => pageSql(customers, { limit: 20, sort }, [])).toThrow(SortNotValid);
    },
  );

  it.each(['', 'nonsense', Buffer.from('["-lastName","[]"]').toString('base64url')])(
    'refuses the cursor "%s"',
    (cursor) => {
      expect(() => pageSql(customers, { limit: 20, cursor }, [])).toThrow(CursorNotValid);
    },
  );

  it.each(['2026-01-01 10:00:00 Nowhere/Never', 'now', '2026-01-01T10:00:00Z'])(
    'refuses the cursor of the instant "%s"',
    (instant) => {
      const sort = '-registeredAt';

      expect(() =>
        pageSql(customers, { limit: 20, cursor: cursorAfter(sort, [instant, 'id-1']) }, []),
      ).toThrow(CursorNotValid);
    },
  );

  it('refuses the cursor of another order', () => {
    const cursor = cursorAfter('lastName', ['Ng', 'id-1']);

    expect(() => pageSql(customers, { limit: 20, sort: '-lastName', cursor }, [])).toThrow(CursorNotValid);
  });
});

describe('toPage', () => {
  it('has no next page when there are no more rows than asked for', () => {
    expect(toPage([{ cursor: '[]' }], customers, { limit: 1 }, () => 'row')).toEqual({
      items: ['row'],
      nextCursor: null,
    });
  });
});
