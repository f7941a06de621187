import { figure, table } from './table';

describe('table', () => {
  it('is Markdown that no cell breaks out of', () => {
    expect(table(['a', 'b'], [['x|y', '1\n2']])).toBe('| a | b |\n| --- | ---: |\n| x\\|y | 1 2 |');
  });
});

describe('figure', () => {
  it('has as many digits as mean something', () => {
    expect([1234.5, 12.345, 1.2345, Number.NaN].map(figure)).toEqual(['1 235', '12.3', '1.23', '–']);
  });
});
