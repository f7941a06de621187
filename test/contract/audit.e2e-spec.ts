import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './document';

const sources = (folder: 'apps' | 'libs', ending: string): string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith(ending))
    .map((path) => readFileSync(join(ROOT, folder, path), 'utf8'));

describe('the audit log', () => {
  it('has what every service does', () => {
    const services = sources('apps', 'src/app.module.ts').filter((source) =>
      source.includes('DatabaseModule.for('),
    );

    expect(services).toHaveLength(4);
    for (const source of services) expect(source).toContain('AuditModule.for(');
  });

  it('has every change but these, whose routes say why', () => {
    const unrecorded = [...sources('apps', '.controller.ts'), ...sources('libs', '.controller.ts')].flatMap(
      (source) => {
        const [, controller] = /export class (\w+)Controller/.exec(source) ?? [];
        const handlers = source.matchAll(/@Unrecorded\([^]*?\n {2}(?:async )?(\w+)\(/g);
        return [...handlers].map(([, method]) => `${controller}.${method}`);
      },
    );

    expect(unrecorded.toSorted()).toEqual([
      ...['Auth.refresh', 'Auth.welcome'],
      ...['CartCodes.add', 'CartCodes.remove'],
      ...['Carts.addLine', 'Carts.changeLine', 'Carts.claim', 'Carts.create', 'Carts.removeLine'],
      ...[
        'ClientTokens.issue',
        'Pages.enterWith',
        'Prices.price',
        'SecondStep.enrol',
        'SegmentInsights.preview',
      ],
    ]);
  });
});
