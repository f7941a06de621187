import { Type } from 'class-transformer';
import { getMetadataStorage, IsInt, IsString, ValidateNested, validateSync } from 'class-validator';
import { rememberRules } from './remembered-rules';

class Base {
  @IsString() name: unknown;
}

class Derived extends Base {
  @IsInt() age: unknown;
}

class InGroup {
  @IsInt({ groups: ['strict'] }) age: unknown;
}

class Holder {
  @ValidateNested({ each: true }) @Type(() => Derived) items = [new Derived(), new Derived()];
}

const wrongOf = (value: object, groups?: string[]) =>
  validateSync(value, { groups, forbidUnknownValues: false }).map(({ property }) => property);

describe('rememberRules', () => {
  it('looks the rules of a class up once, and finds them all', () => {
    const storage = getMetadataStorage();
    const look = jest.spyOn(storage, 'getTargetValidationMetadatas');
    rememberRules(storage);

    const found = [1, 2, 3].map(() => wrongOf(new Derived()));

    expect(found).toEqual([1, 2, 3].map(() => ['age', 'name']));
    expect(look.mock.calls.filter(([type]) => type === Derived)).toHaveLength(1);
  });

  it('looks them up once for all objects of a list', () => {
    const storage = getMetadataStorage();
    const look = jest.spyOn(storage, 'getTargetValidationMetadatas');
    rememberRules(storage);

    expect([1, 2].map(() => wrongOf(new Holder()))).toEqual([['items'], ['items']]);
    expect(look.mock.calls.filter(([type]) => type === Derived)).toHaveLength(1);
  });

  it('keeps classes and groups apart', () => {
    rememberRules();

    expect(wrongOf(new Base())).toEqual(['name']);
    expect(wrongOf(new InGroup())).toEqual(['age']);
    expect(wrongOf(new InGroup(), ['other'])).toEqual([]);
    expect(wrongOf(new InGroup())).toEqual(['age']);
  });
});
