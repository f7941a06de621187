import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { type EffectiveField, FIELD_TYPES, formFaults, PRESENCES } from '@clientele/forms';
import { formSchema } from './form-schema.domain';

const field = (changes: Partial<EffectiveField> = {}): EffectiveField => ({
  ...{ field: 'phone', type: null, presence: 'optional', minLength: null, maxLength: null, patterns: [] },
  ...{ help: null, defaultValue: null, label: null, choices: null },
  ...changes,
});
const own = (changes: Partial<EffectiveField> = {}) => field({ field: 'badge', type: 'text', ...changes });
const faults = (...args: Parameters<typeof formFaults>) =>
  formFaults(...args).map(({ pointer, code }) => `${pointer} ${code}`);

describe('formFaults', () => {
  it.each<[string, Partial<EffectiveField>, Record<string, unknown>, string[]]>([
    ['nothing', { presence: 'required' }, {}, ['/phone required']],
    ['null', { presence: 'required' }, { phone: null }, ['/phone required']],
    ['an empty text', { presence: 'required' }, { phone: '' }, ['/phone min-length']],
    ['a short text', { minLength: 3 }, { phone: '12' }, ['/phone min-length']],
    ['a long text', { maxLength: 3 }, { phone: '1234' }, ['/phone max-length']],
    ['another text', { patterns: ['^\\+', '7$'] }, { phone: '0048' }, ['/phone pattern', '/phone pattern']],
    ['a hidden field', { presence: 'hidden' }, { phone: '1' }, ['/phone hidden']],
  ])('refuses %s for a field with %j', (_, rule, form, expected) => {
    expect(faults([field(rule)], form)).toEqual(expected);
  });

  it('counts characters as people do', () => {
    expect(faults([field({ maxLength: 2 })], { phone: '👍👍' })).toEqual([]);
  });

  it('takes no yes for a hidden question, while its absence is a no', () => {
    const newsletter = field({ field: 'newsletter', presence: 'hidden' });

    expect(faults([newsletter], { newsletter: false })).toEqual([]);
    expect(faults([newsletter], { newsletter: true })).toEqual(['/newsletter hidden']);
  });

  it.each<[Partial<EffectiveField>, unknown, string[]]>([
    [{ type: 'text' }, 'A-17', []],
    [{ type: 'text' }, 17, ['/custom/badge type']],
    [{ type: 'text' }, null, ['/custom/badge type']],
    [{ type: 'text', presence: 'required' }, '', ['/custom/badge min-length']],
    [{ type: 'text' }, 'a'.repeat(10_001), ['/custom/badge max-length']],
    [{ type: 'number' }, 17.5, []],
    [{ type: 'number' }, '17', ['/custom/badge type']],
    [{ type: 'date' }, '2028-02-29', []],
    [{ type: 'date' }, '2026-02-29', ['/custom/badge type']],
    [{ type: 'choice', choices: [{ value: 'a', name: { en: 'A' } }] }, 'a', []],
    [{ type: 'choice', choices: [{ value: 'a', name: { en: 'A' } }] }, 'A', ['/custom/badge type']],
    [{ type: 'choice' }, 'a', ['/custom/badge type']],
    [{ type: 'text', presence: 'hidden' }, 'a', ['/custom/badge unknown-field']],
  ])('finds with %j about %j: %j', (rule, badge, expected) => {
    expect(faults([own(rule)], { custom: { badge } })).toEqual(expected);
  });

  it('knows no own fields but those of the rules, whatever objects have by themselves', () => {
    expect(faults([], { custom: { toString: 'x' } })).toEqual(['/custom/toString unknown-field']);
    expect(faults([own({ field: 'constructor' })], {})).toEqual([]);
    expect(faults([own({ field: 'constructor', presence: 'required' })], {})).toEqual([
      '/custom/constructor required',
    ]);
  });

  it('looks in a change at what it changes', () => {
    const fields = [field({ presence: 'required' }), own({ presence: 'required' })];

    expect(faults(fields, {}, 'change')).toEqual([]);
    expect(faults(fields, { phone: null, custom: { badge: null } }, 'change')).toEqual([
      '/phone required',
      '/custom/badge required',
    ]);
    expect(faults([own()], { custom: { badge: null } }, 'change')).toEqual([]);
  });

  it('matches in linear time whatever the pattern', () => {
    const started = performance.now();

    expect(faults([field({ patterns: ['^(a+)+$'] })], { phone: `${'a'.repeat(5_000)}!` })).toEqual([
      '/phone pattern',
    ]);
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  const maybe = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: null });
  const choices = ['a', 'b'].map((value) => ({ value, name: { en: value } }));
  const anyOwnField = fc
    .record({
      field: fc.constantFrom('badge', 'colour', 'since'),
      type: fc.constantFrom(...FIELD_TYPES),
      presence: fc.constantFrom(...PRESENCES),
      lengths: maybe(fc.tuple(fc.nat(3), fc.nat(5))),
      patterns: fc.subarray(['^a', 'b$', '[0-9]']),
      choices: fc.constantFrom(choices, null),
    })
    .map(({ lengths, ...rule }) =>
      field({
        ...rule,
        minLength: lengths?.[0] ?? null,
        maxLength: lengths ? lengths[0] + lengths[1] + 1 : null,
      }),
    );
  const anyValue = fc.oneof(
    fc.string({ maxLength: 8 }),
    fc.constantFrom('a', 'b', 'ab', 'a1b', '2026-11-22', '2026-02-30', '👍'),
    fc.integer(),
    fc.constant(null),
  );
  const anyForm = fc.record(
    {
      note: fc.oneof(fc.string({ maxLength: 8 }), fc.constant(null)),
      custom: fc.dictionary(fc.constantFrom('badge', 'colour', 'since', 'other'), anyValue),
    },
    { requiredKeys: [] },
  );
  const delivered = { note: { schema: { type: 'string' }, required: false, nullable: true } };

  it('accepts exactly what the JSON Schema accepts', () => {
    const ajv = addFormats(new Ajv2020({ strict: true, allowUnionTypes: true }));
    const noteRule = fc
      .record({ presence: fc.constantFrom(...PRESENCES), maxLength: maybe(fc.integer({ min: 1, max: 5 })) })
      .map((rule) => field({ field: 'note', ...rule }));
    fc.assert(
      fc.property(
        fc.uniqueArray(anyOwnField, { selector: (one) => one.field, maxLength: 3 }),
        noteRule,
        anyForm,
        (fields, note, form) => {
          const rules = [...fields, note];
          // A hidden field may be sent as null, which says nothing.
          fc.pre(!(note.presence === 'hidden' && form.note === null));

          const valid = ajv.compile(formSchema(delivered, rules, ['en']))(form);

          expect([form, formFaults(rules, form).length === 0]).toEqual([form, valid]);
        },
      ),
      { numRuns: 1_000 },
    );
  });
});

describe('formSchema', () => {
  it('says what the form asks for, in the language of the reader', () => {
    const api = { phone: { schema: { type: 'string', maxLength: 32 }, required: false, nullable: true } };
    const rules = [
      field({ presence: 'required', minLength: 4, help: { en: 'With country code', pl: 'Z kierunkowym' } }),
      own({ label: { en: 'Badge', pl: 'Identyfikator' }, type: 'number', defaultValue: { en: '7' } }),
    ];

    expect(formSchema(api, rules, ['pl-PL', 'en'])).toEqual({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      type: 'object',
      properties: {
        phone: { type: 'string', minLength: 4, maxLength: 32, description: 'Z kierunkowym' },
        custom: {
          type: 'object',
          properties: { badge: { type: 'number', title: 'Identyfikator', default: 7 } },
          additionalProperties: false,
        },
      },
      required: ['phone'],
      additionalProperties: false,
    });
  });
});
