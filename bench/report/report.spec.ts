import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Report, withSection } from './report';

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

  it('keeps plans beside itself, and says where', () => {
    const folder = mkdtempSync(join(tmpdir(), 'clientele-report-'));
    const file = join(folder, 'RESULTS.md');

    new Report(file, 'a machine', () => undefined).add({
      ...{ title: first, paragraphs: ['figures'] },
      plans: { file: 'plans/some.md', paragraphs: ['a plan'] },
    });

    const [report, plans] = [file, join(folder, 'plans/some.md')].map((path) => readFileSync(path, 'utf8'));
    expect(report).toContain('figures\n\nPlans: [plans/some.md](plans/some.md).');
    expect(report).not.toContain('a plan');
    expect(plans).toMatch(/^# From a payment.*\n\nMeasured .*: a machine\.\n\na plan\n$/);
    rmSync(folder, { recursive: true });
  });
});
