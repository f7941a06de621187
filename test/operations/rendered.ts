import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { parseAllDocuments } from 'yaml';

export const ROOT = join(__dirname, '../..');

/** Any object of a cluster. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Record<string, string>;
  };
}

export const OVERLAYS = ['dev', 'production'] as const;

/** Components beside what the overlays use, each tried on the base together with what it builds on. */
export const COMPONENTS = {
  tracing: ['tracing'],
  'gateway-api without operators': ['local-servers', 'gateway-api'],
  'ingress with KEDA': ['nats', 'cloudnative-pg', 'ingress', 'keda', 'monitoring', 'tracing'],
} as const;

const [command, ...args] = tool();

/** `describe`, or a visible skip where nothing can render manifests; in CI that is a failure. */
export const describeRendered: (name: string, tests: () => void) => void =
  command || process.env['CI'] === 'true' ? describe : describe.skip;

if (!command) {
  // Jest keeps what a skipped file says on its console to itself.
  process.stderr.write(
    'Nothing renders k8s/: install kubectl or kustomize (Debian 13: apt-get install kustomize).\n',
  );
}

/** The objects of a kustomization. */
export function render(folder: string): Manifest[] {
  if (!command) throw new Error('Neither kubectl nor kustomize is installed.');
  const { status, stdout, stderr } = spawnSync(command, [...args, folder], { encoding: 'utf8', cwd: ROOT });
  if (status !== 0) throw new Error(`${folder} cannot be rendered:\n${stderr}`);
  return parseAllDocuments(stdout).map((document) => document.toJS() as Manifest);
}

/** The objects of an overlay. */
export const renderOverlay = (name: (typeof OVERLAYS)[number]): Manifest[] => render(`k8s/overlays/${name}`);

/** The objects of the base with some components. */
export function renderComponents(components: readonly string[]): Manifest[] {
  const folder = mkdtempSync(join(tmpdir(), 'clientele-kustomize-'));
  const at = (path: string): string => relative(folder, join(ROOT, 'k8s', path));
  try {
    const kustomization = {
      resources: [at('base')],
      components: components.map((component) => at(`components/${component}`)),
      images: [{ name: 'clientele/gateway', newTag: '0.1.0' }],
    };
    writeFileSync(join(folder, 'kustomization.yaml'), JSON.stringify(kustomization));
    return render(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Those of one kind. */
export const ofKind = <T>(manifests: readonly Manifest[], kind: string): T[] =>
  manifests.filter((manifest) => manifest.kind === kind) as T[];

function tool(): string[] {
  const works = (name: string, version: string[]): boolean => spawnSync(name, version).status === 0;
  if (works('kubectl', ['version', '--client'])) return ['kubectl', 'kustomize'];
  if (works('kustomize', ['version'])) return ['kustomize', 'build'];
  return [];
}
