import { join } from 'node:path';
import * as ts from 'typescript';
import { type Manifest, ROOT } from './rendered';

/** Packages with the types of custom resources; everything else is in kubernetes-models. */
const PACKAGES: Readonly<Record<string, string>> = {
  'gateway.networking.k8s.io': '@kubernetes-models/gateway-api',
  'keda.sh': '@kubernetes-models/keda',
  'monitoring.coreos.com': '@kubernetes-models/prometheus-operator',
  'postgresql.cnpg.io': '@kubernetes-models/cloudnative-pg',
};

/** The Barman Cloud plugin has no package, but its settings are those which the operator had before it. */
const OBJECT_STORE = `{
  apiVersion: 'barmancloud.cnpg.io/v1';
  kind: 'ObjectStore';
  metadata: import('@kubernetes-models/apimachinery/apis/meta/v1/ObjectMeta').IObjectMeta;
  spec: {
    configuration: NonNullable<NonNullable<NonNullable<
      import('@kubernetes-models/cloudnative-pg/postgresql.cnpg.io/v1/Cluster').ICluster['spec']
    >['backup']>['barmanObjectStore']>;
    retentionPolicy?: string;
  };
}`;

/** Groups whose types are all there is: no package, or validators for newer versions of Node only. */
const TYPES_ONLY = ['barmancloud.cnpg.io', 'postgresql.cnpg.io'];

/** Mistakes of objects against the schemas of their kinds: unknown and missing fields, wrong types and values. */
export function schemaMistakes(manifests: readonly Manifest[]): string[] {
  return [
    ...manifests.flatMap(versionMistakes),
    ...typeMistakes(manifests),
    ...manifests.flatMap(valueMistakes),
  ];
}

/** Kubernetes itself has dropped the beta versions of everything that we use. */
const versionMistakes = ({ apiVersion, kind, metadata }: Manifest): string[] =>
  groupOf(apiVersion) in PACKAGES || /^([^/]+\/)?v\d+$/.test(apiVersion)
    ? []
    : [`${kind} ${metadata.name}: ${apiVersion} is gone or will go`];

/** Each object as a literal of its type: the compiler knows unknown fields, which validators let pass. */
function typeMistakes(manifests: readonly Manifest[]): string[] {
  const file = join(ROOT, 'test/operations/rendered-objects.ts');
  const literals = manifests.map(
    (it, i) => `export const object${i}: ${typeOf(it)} = ${JSON.stringify(it, null, 1)};\n`,
  );
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    target: ts.ScriptTarget.ES2023,
    types: [],
  };
  const host = ts.createCompilerHost(options);
  const fromDisk = host.getSourceFile.bind(host);
  const onDisk = host.fileExists.bind(host);
  const source = ts.createSourceFile(file, literals.join(''), ts.ScriptTarget.ES2023, true);
  host.getSourceFile = (name, ...rest) => (name === file ? source : fromDisk(name, ...rest));
  host.fileExists = (name) => name === file || onDisk(name);

  const program = ts.createProgram([file], options, host);
  const objectAt = (position: number): Manifest | undefined => {
    let end = 0;
    return manifests[literals.findIndex((literal) => position < (end += literal.length))];
  };
  return ts.getPreEmitDiagnostics(program).map(({ start = 0, messageText }) => {
    const object = objectAt(start);
    return `${object?.kind} ${object?.metadata.name}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
  });
}

/** Patterns, limits and formats, which types cannot say. */
function valueMistakes(manifest: Manifest): string[] {
  if (TYPES_ONLY.includes(groupOf(manifest.apiVersion))) return [];
  const models: Record<string, new (data: object) => { validate(): void }> = require(modelOf(manifest));
  const Model = models[manifest.kind];
  if (!Model) return [`${manifest.kind} ${manifest.metadata.name}: ${manifest.apiVersion} has no such kind`];
  try {
    new Model(manifest).validate();
    return [];
  } catch (error) {
    return [`${manifest.kind} ${manifest.metadata.name}: ${String(error)}`];
  }
}

const typeOf = (manifest: Manifest): string =>
  manifest.kind === 'ObjectStore' ? OBJECT_STORE : `import('${modelOf(manifest)}').I${manifest.kind}`;

const groupOf = (apiVersion: string): string => apiVersion.split('/')[0] ?? '';

const modelOf = ({ apiVersion, kind }: Manifest): string =>
  `${PACKAGES[groupOf(apiVersion)] ?? 'kubernetes-models'}/${apiVersion}/${kind}`;
