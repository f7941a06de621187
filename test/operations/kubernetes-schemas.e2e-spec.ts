import {
  COMPONENTS,
  describeRendered,
  type Manifest,
  OVERLAYS,
  renderComponents,
  renderOverlay,
} from './rendered';
import { schemaMistakes } from './schema-check';

describeRendered('manifests and the schemas of their kinds', () => {
  it.each(OVERLAYS)(
    'agree in the overlay %s',
    (overlay) => {
      expect(schemaMistakes(renderOverlay(overlay))).toEqual([]);
    },
    60_000,
  );

  it.each(Object.entries(COMPONENTS))(
    'agree for %s',
    (_, components) => {
      expect(schemaMistakes(renderComponents(components))).toEqual([]);
    },
    60_000,
  );
});

describeRendered('the check of schemas on every kind', () => {
  it('finds a field that the kind does not have', () => {
    const planted = renderOverlay('production')
      .filter((manifest) => 'spec' in manifest)
      .map((manifest) => ({ ...manifest, spec: { ...Object(manifest['spec']), planted: true } }));

    const mistakes = schemaMistakes(planted).filter((mistake) => mistake.includes('planted'));

    expect(mistakes).toHaveLength(planted.length);
  }, 60_000);
});

describe('the check of schemas', () => {
  const policy = (spec: object, apiVersion = 'policy/v1'): Manifest =>
    ({ apiVersion, kind: 'PodDisruptionBudget', metadata: { name: 'x' }, spec }) as Manifest;

  it.each([
    ['an unknown field', policy({ maxUnavailible: 1 }), 'maxUnavailible'],
    ['a wrong type', policy({ selector: { matchLabels: { a: 1 } } }), "'number' is not assignable"],
    ['a wrong value', policy({ unhealthyPodEvictionPolicy: 'Never' }), 'Never'],
    ['a removed version', policy({}, 'policy/v1beta1'), 'policy/v1beta1'],
  ])(
    'finds %s',
    (_, manifest, expected) => {
      let mistakes = '';

      try {
        mistakes = schemaMistakes([manifest]).join('\n');
      } catch (error) {
        mistakes = String(error);
      }

      expect(mistakes).toContain(expected);
    },
    60_000,
  );
});
