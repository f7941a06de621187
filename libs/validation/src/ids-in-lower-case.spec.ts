import { Type } from 'class-transformer';
import { IsArray, IsOptional, IsString, IsUUID, ValidateNested } from 'class-validator';
import { withIdsInLowerCase } from './ids-in-lower-case';

class Part {
  @IsUUID() id: unknown;
}

class Whole extends Part {
  @IsString() name: unknown;
  @IsOptional() @IsUUID('all', { each: true }) groupIds?: unknown;
  @IsOptional() @IsArray() @ValidateNested({ each: true }) @Type(() => Part) parts?: unknown;
  @IsOptional() @ValidateNested() @Type(() => Part) main?: unknown;
}

const ID = '0198c0de-0000-7000-8000-0000000000ab';
const CAPITALS = ID.toUpperCase();

describe('withIdsInLowerCase', () => {
  it('writes ids small, in lists and in what is within, and nothing else', () => {
    const plain = (id: string) => ({
      ...{ id, name: CAPITALS, groupIds: [ID, id], unknown: CAPITALS },
      ...{ parts: [{ id }, { id: ID, name: CAPITALS }], main: { id } },
    });

    expect(withIdsInLowerCase(Whole, plain(CAPITALS))).toEqual(plain(ID));
  });

  it.each([
    { id: ID, name: CAPITALS, groupIds: [ID], parts: [{ id: ID }], main: null },
    { id: 7, groupIds: 'x', parts: [null, [], 'x'], main: [] },
    {},
    [],
    null,
    'x',
  ])('gives %j back as it is', (plain) => {
    expect(withIdsInLowerCase(Whole, plain)).toBe(plain);
  });
});
