import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { guarded, isFormula, toCsvLine, unguarded } from './cell.domain';
import { SEPARATORS } from './csv-table';

/** Texts of any characters, and often of those that mean something somewhere. */
const texts = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: fc.constantFrom(...'=+-@\t\r\n\'";,|NUL 1') }),
  fc.constantFrom('NULL', "'NULL", '+48 22 100 20 30', '-1', "'t Hooft"),
);

describe('guarded', () => {
  it('leaves nothing that a spreadsheet runs, or that an import takes for no text', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const cell = guarded(text);

        expect(isFormula(cell)).toBe(false);
        expect(cell).not.toBe('NULL');
        expect(cell.trim() === '').toBe(text === '');
      }),
    );
  });

  it('can be undone, whatever the text', () => {
    fc.assert(fc.property(texts, (text) => expect(unguarded(guarded(text))).toBe(text)));
  });

  it.each([
    ['+48 22 100 20 30', "'+48 22 100 20 30"],
    ["'t Hooft", "'t Hooft"],
    ["'=1", "''=1"],
    ['1+1', '1+1'],
  ])('makes of %s %s', (text, cell) => {
    expect(guarded(text)).toBe(cell);
  });
});

describe('toCsvLine', () => {
  it('is read as it was, with every separator', () => {
    fc.assert(
      fc.property(
        fc.array(texts, { minLength: 2, maxLength: 5 }),
        fc.constantFrom(...SEPARATORS),
        (cells, delimiter) => {
          expect(parse(toCsvLine(cells, delimiter), { delimiter, relax_quotes: true })).toEqual([cells]);
        },
      ),
    );
  });
});
