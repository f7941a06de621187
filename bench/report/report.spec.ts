import { withSection } from './report';

const [first, second] = ['From a payment to the new price', 'Beside log-ins'];

describe('the report', () => {
  it('takes up parts in the order in which they are read', () => {
    const one = withSection('', { title: second, paragraphs: ['later'] });
    const both = withSection(one, { title: first, paragraphs: ['sooner'] });

    expect(both.indexOf('sooner')).toBeLessThan(both.indexOf('later'));
    expect(both).toMatch(/^# Results.*\n\n/);
  });

  it('has each part once, as it was measured last', () => {
    const before = withSection('', { title: first, paragraphs: ['old', 'figures'] });

    const after = withSection(withSection(before, { title: second, paragraphs: ['kept'] }), {
      title: first,
      paragraphs: ['new'],
    });

    expect(after).not.toContain('old');
    expect(after).not.toContain('figures');
    expect(after.match(/^## /gm)).toHaveLength(2);
    expect(after).toContain('kept');
  });
});
