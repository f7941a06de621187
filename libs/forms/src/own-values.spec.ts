import { effectiveFields } from './effective-form.domain';
import { mergeOwnValues, shownValues } from './own-values';

const NOTHING = {
  ...{ minLength: null, maxLength: null, pattern: null, help: null, defaultValue: null, label: null },
  choices: null,
};
const rule = (field: string, more: object = {}) => ({
  ...{ ...NOTHING, id: field, field, type: 'text' as const, groupId: null, customerId: null, presence: null },
  ...more,
});

describe('mergeOwnValues', () => {
  it('keeps what is not mentioned, and takes away what is null', () => {
    expect(mergeOwnValues({ a: 'x', b: 1 }, { b: null, c: 'y' })).toEqual({ a: 'x', c: 'y' });
  });
});

describe('shownValues', () => {
  it('are those of fields that are not hidden, also of fields without a rule', () => {
    const fields = effectiveFields([rule('open'), rule('secret', { presence: 'hidden' })]);

    expect(shownValues(fields, { open: 'a', secret: 'b', old: 'c' })).toEqual({ open: 'a', old: 'c' });
  });

  it('are those of fields that a rule for the customer shows', () => {
    const fields = effectiveFields([
      rule('secret', { presence: 'hidden' }),
      rule('secret', { id: 'z', presence: 'optional', customerId: 'me' }),
    ]);

    expect(shownValues(fields, { secret: 'b' })).toEqual({ secret: 'b' });
  });
});
