import { plainToInstance, Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Max,
  Min,
  ValidateIf,
  ValidateNested,
  validateSync,
} from 'class-validator';
import fc from 'fast-check';
import Fastify from 'fastify';
import { quickInstance } from './quick-check';

class Part {
  @IsString() @Length(1, 5) label: unknown;
  @IsInt() @Min(1) @Max(9) quantity: unknown = 1;
}

class Whole {
  @IsString() @Length(1, 5) name: unknown;
  @IsOptional() @IsIn(['red', 'blue']) colour?: unknown;
  @ValidateIf((_, value) => value !== undefined) @IsInt() count?: unknown;
  @IsOptional() @Type(() => Number) @IsInt() @Min(0) limit?: unknown;
  @IsOptional() @IsArray() @IsString({ each: true }) @ArrayMaxSize(2) tags?: unknown;
  @IsOptional() @IsArray() @ValidateNested({ each: true }) @Type(() => Part) parts?: unknown;
  @IsOptional() @ValidateNested() @Type(() => Part) main?: unknown;
  @IsOptional() @Transform(({ value }: { value: unknown }) => value === 'true') @IsBoolean() active?: unknown;
  @IsOptional() @IsObject() names?: unknown;
}

class WithId {
  @IsUUID() id: unknown;
}

class Ruleless {
  anything: unknown;
}

const inGeneral = (plain: object) => {
  const instance = plainToInstance(Whole, plain);
  const errors = validateSync(instance, { whitelist: true, forbidNonWhitelisted: true });
  return { instance, isKept: errors.length === 0 };
};

const odd = fc.constantFrom<unknown>(
  '',
  'x',
  'more than five',
  null,
  -1,
  1.5,
  99,
  true,
  [],
  ['x', 7, null],
  {},
  [[]],
);
const or = (usual: fc.Arbitrary<unknown>) =>
  fc.oneof({ weight: 9, arbitrary: usual }, { weight: 1, arbitrary: odd });
const part = fc.record(
  { label: or(fc.constant('b')), quantity: or(fc.integer({ min: 1, max: 9 })) },
  { requiredKeys: ['label'] },
);
const usual = fc.record(
  {
    name: or(fc.constantFrom('a', 'bc')),
    colour: or(fc.constantFrom('red', 'blue')),
    count: or(fc.integer()),
    limit: or(fc.constantFrom('20', '0')),
    tags: or(fc.array(fc.constantFrom('x', 'y'), { maxLength: 2 })),
    parts: or(fc.array(or(part), { maxLength: 2 })),
    main: or(part),
  },
  { requiredKeys: ['name'] },
);
const unusual = fc.record(
  { active: or(fc.boolean()), names: or(fc.constant({ en: 'x' })), unknown: odd },
  { requiredKeys: [] },
);
const whole = fc
  .tuple(usual, fc.option(unusual, { nil: {}, freq: 2 }))
  .map(([some, more]) => ({ ...some, ...more }));

const copyOf = (plain: object): object => JSON.parse(JSON.stringify(plain));

describe('quickInstance', () => {
  it('accepts nothing but what class-validator accepts, and makes the same of it', () => {
    let quick = 0;
    fc.assert(
      fc.property(whole, (plain) => {
        const made = quickInstance(Whole, copyOf(plain));
        if (made === undefined) return;

        quick++;
        const { instance, isKept } = inGeneral(copyOf(plain));
        expect(isKept).toBe(true);
        expect(made).toEqual(instance);
        expect(made).toBeInstanceOf(Whole);
      }),
      { numRuns: 1_000 },
    );

    expect(quick).toBeGreaterThan(50);
  });

  it('is quick for what is usual: nested objects, lists, names by language, numbers in queries, defaults', () => {
    const plain = {
      name: 'a',
      limit: '20',
      tags: ['x'],
      parts: [{ label: 'b' }, { label: 'c', quantity: 2 }],
      main: null,
      names: { en: 'Tea' },
    };

    const made = quickInstance(Whole, plain);

    expect(made).toEqual(inGeneral(plain).instance);
  });

  it('is quick for parameters as Fastify gives them', async () => {
    const fastify = Fastify().get<{ Params: object; Querystring: object }>('/:name', ({ params, query }) => ({
      params: quickInstance(Whole, params),
      query: quickInstance(WithId, query),
    }));
    const id = '0198c0de-0000-7000-8000-000000000001';

    const answer = await fastify.inject(`/a?id=${id}`);

    expect(answer.json()).toEqual({ params: { name: 'a' }, query: { id } });
  });

  it.each([
    ['a broken rule', { name: 'too long' }],
    ['a missing field', {}],
    ['an unknown field', { name: 'a', other: 1 }],
    ['a broken rule in a list', { name: 'a', parts: [{ label: 'b', quantity: 0 }] }],
    ['what is transformed', { name: 'a', active: 'true' }],
    ['what is no plain object', new Whole()],
    ['a name that every object has', JSON.parse('{"name": "a", "__proto__": {"count": 1}}')],
    ['such a name further in', JSON.parse('{"name": "a", "names": {"constructor": "x"}}')],
  ])('leaves %s to the others', (_, plain: object) => {
    expect(quickInstance(Whole, plain)).toBeUndefined();
  });

  it('leaves classes without rules, and what is no class, to the others', () => {
    expect([Ruleless, String, Object, undefined].map((type) => quickInstance(type, {}))).toEqual(
      Array(4).fill(undefined),
    );
  });
});
