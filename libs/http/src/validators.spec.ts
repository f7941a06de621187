import { validateSync } from 'class-validator';
import { IsCalendarDate, IsInstant, IsLanguage } from './validators';

class Fields {
  @IsCalendarDate() day: unknown = '2024-02-29';
  @IsInstant() at: unknown = '2026-11-22T10:00:00Z';
  @IsLanguage() language: unknown = 'en';
}

const mistakesOf = (fields: Partial<Fields>): string[] =>
  validateSync(Object.assign(new Fields(), fields)).map(({ property }) => property);

describe('validators', () => {
  it.each([
    { day: '1899-12-31' },
    { at: '2026-11-22T10:00:00.123456+05:30' },
    { at: '2026-11-22T10:00:00-15:59' },
    { language: 'zh-Hant-TW' },
  ])('accept %j', (fields) => {
    expect(mistakesOf(fields)).toEqual([]);
  });

  it.each([
    [{ day: '2023-02-29' }, 'day'],
    [{ day: '2023-2-9' }, 'day'],
    [{ day: '0000-01-01' }, 'day'],
    [{ day: '2024-02-29T00:00:00Z' }, 'day'],
    [{ day: 20240229 }, 'day'],
    [{ at: '2026-11-22' }, 'at'],
    [{ at: '2026-11-22T10:00:00' }, 'at'],
    [{ at: '2026-02-30T10:00:00Z' }, 'at'],
    [{ at: '2026-11-22T25:00:00Z' }, 'at'],
    [{ at: '9999-12-31T23:59:59-01:00' }, 'at'],
    [{ at: '2026-11-22T10:00:00+16:00' }, 'at'],
    [{ at: '2026-11-22T10:00:00-05:60' }, 'at'],
    [{ at: '0001-01-01T00:00:00+01:00' }, 'at'],
    [{ at: '2026-W47-7T10:00:00Z' }, 'at'],
    [{ at: null }, 'at'],
    [{ language: 'English' }, 'language'],
    [{ language: 'EN' }, 'language'],
  ])('refuse %j', (fields, property) => {
    expect(mistakesOf(fields)).toEqual([property]);
  });
});
